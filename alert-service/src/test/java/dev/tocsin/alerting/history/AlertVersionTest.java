package dev.tocsin.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.history.AlertVersion.Change;
import dev.tocsin.alerting.report.Reports;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertVersionTest {
    private static final String DOCUMENT = Composition.compose(
                    Reports.id("alr", 1),
                    2,
                    List.of(Reports.aBan("Shut", "CN-SC").build()))
            .toJson();

    @Test
    void changesKeepNullsAndLeaveOutWhatWasLeftOut() throws JsonProcessingException {
        String data = DOCUMENT.substring(0, DOCUMENT.length() - 1)
                + ",\"previousVersion\":1,\"changes\":[{\"field\":\"effective\",\"before\":null,\"after\":1.50},"
                + "{\"field\":\"title\"}]}";

        List<Change> changes =
                AlertVersion.of(2, "alert.updated", Instant.EPOCH, data).changes();

        assertThat(new JsonMapper().writeValueAsString(changes))
                .isEqualTo("[{\"field\":\"effective\",\"before\":null,\"after\":1.50},{\"field\":\"title\"}]");
    }

    @Test
    void versionOfBeforeThereWereChangesHasNone() {
        AlertVersion version = AlertVersion.of(2, "alert.corroborated", Instant.EPOCH, DOCUMENT);

        assertThat(version.changes()).isEmpty();
        assertThat(version.previousVersion()).isEqualTo(1);
        assertThat(version.alert().title()).isEqualTo("Shut");
    }
}
