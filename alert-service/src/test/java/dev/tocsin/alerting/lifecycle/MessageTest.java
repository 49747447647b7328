package dev.tocsin.alerting.lifecycle;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.COMPANY;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.alert.SizeLimit;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final String ID = Reports.id("alr", 1);

    @Test
    void actorThatIsOnlyWrittenOtherwiseIsNoChange() {
        Alert before = compose(aMove("Moves", "Nova Rigs", null).build());
        Alert after = compose(aMove("Moves", "Nova Rigs Ltd", "nova-rigs").build());

        assertThat(changes(before, after)).isEmpty();
    }

    @Test
    void anotherDayIsNewsAndMoreExactlyThatMonthIsNot() {
        Alert month = compose(aBan("Shut", "IR").on("2021-06").build());
        Alert year = compose(aBan("Shut", "IR").on("2021").build());
        Alert day = compose(aBan("Shut", "IR").on("2021-06-20").build());
        Alert otherDay = compose(aBan("Shut", "IR").on("2021-06-21").build());

        assertThat(AlertType.of(year, month, changes(year, month))).isEqualTo(AlertType.AMENDED);
        assertThat(AlertType.of(day, otherDay, changes(day, otherDay))).isEqualTo(AlertType.UPDATED);
    }

    @Test
    void messageOfTheLargestAlertAndTheMostChangesStaysInItsLimit() {
        Alert before = compose(bulky("\t").build());
        Alert after = compose(bulky("\n").build());

        List<Change> changes = changes(before, after);
        String data = Message.data(before, after, after.toJson(), changes);

        assertThat(changes).extracting(Change::field).contains("title", "place", "from", "to");
        assertThat(data.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(SizeLimit.MAX_BYTES + 50);
        assertThat(data).contains("{\"field\":\"title\"}");
    }

    private static List<Change> changes(Alert before, Alert after) {
        return Message.changes(before.toJson(), after.toJson());
    }

    private static Alert compose(EventReported report) {
        return Composition.compose(ID, 1, List.of(report));
    }

    /** Within the contract's limits, of characters that JSON writes in more bytes than one. */
    private static Reports bulky(String wide) {
        Reports report = aMove(wide.repeat(300), wide.repeat(200), "nova")
                .url("https://outlet.example/" + "\u77ff".repeat(2000))
                .outlet(wide.repeat(200))
                .from(wide.repeat(200), "CN")
                .to(wide.repeat(200), "KZ")
                .at(wide.repeat(200), "KZ", null)
                .quoting(wide.repeat(2000), wide.repeat(2000));
        for (int i = 0; i < 19; i++) {
            String name = wide.equals("\t") ? "nova" : "orbit";
            report.by(name + wide.repeat(190) + i, COMPANY, name + "-" + i)
                    .counting("" + i, wide.repeat(39), wide.repeat(200));
        }
        return report;
    }
}
