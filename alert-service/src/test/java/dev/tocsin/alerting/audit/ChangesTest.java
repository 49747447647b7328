package dev.tocsin.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.audit.Changes.Change;
import dev.tocsin.alerting.audit.Changes.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void onlyWhatDiffersIsTold() {
        Changes changes = Changes.between(
                Map.of("name", "a", "types", List.of("x"), "rate", 1), Map.of("name", "b", "types", List.of("x")));

        assertThat(changes.properties()).isEqualTo(Map.of("name", new Change("a", "b"), "rate", new Change(1, null)));
    }

    @Test
    void secretThatChangedIsToldAndNotShown() {
        Changes changes = Changes.between(
                Map.of("key", new Secret("old"), "same", new Secret("x")),
                Map.of("key", new Secret("new"), "same", new Secret("x")));

        assertThat(changes.properties()).isEqualTo(Map.of("key", new Change("***", "***")));
        assertThat(new Secret("old")).hasToString("***");
    }

    @Test
    void whatIsNewHadNothingBefore() {
        assertThat(Changes.made(Map.of("name", "a")).properties()).isEqualTo(Map.of("name", new Change(null, "a")));
    }
}
