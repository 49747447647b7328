package dev.tocsin.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogKeysTest {
    @Test
    void sentenceAndKeysAreToldApart() {
        LogKeys said = LogKeys.of(
                        "Feed failed feedId=%s stage=fetch attempt=%d reason=%s",
                        new Object[] {"feed_1", 3, "HTTP 500 of the site"})
                .orElseThrow();

        assertThat(said.sentence()).isEqualTo("Feed failed");
        assertThat(said.keys())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("feedId", "feed_1", "stage", "fetch", "attempt", "3", "reason", "HTTP 500 of the site"));
    }

    @Test
    void quotesAroundAValueAreForPeople() {
        assertThat(LogKeys.of("Given up cause=\"%s\"", new Object[] {"a b"}))
                .contains(new LogKeys("Given up", Map.of("cause", "a b")));
    }

    @Test
    void whatIsNoSentenceWithKeysStaysAsItIs() {
        assertThat(LogKeys.of("Ready", new Object[0])).isEmpty();
        assertThat(LogKeys.of("Took %s of all", new Object[] {"1"})).isEmpty();
        assertThat(LogKeys.of("Took count=%d of them", new Object[] {1})).isEmpty();
        assertThat(LogKeys.of("%s took count=%d", new Object[] {"he", 1})).isEmpty();
        assertThat(LogKeys.of("Took count=%d", new Object[] {1, 2})).isEmpty();
        assertThat(LogKeys.of(null, new Object[0])).isEmpty();
    }
}
