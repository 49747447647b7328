package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoadOutcomeTest {

    @Test
    void aModelThatCannotBeReadIsAFailureAndNoException() {
        LoadOutcome outcome = LoadOutcome.of(() -> {
            throw new IllegalStateException("The model en.category cannot be read");
        });

        assertThat(outcome.failure()).contains("The model en.category cannot be read");
        assertThatThrownBy(outcome::events).hasMessage("The model en.category cannot be read");
    }

    @Test
    void aPlatformWithoutTheLibraryIsAFailureAndNoError() {
        LoadOutcome outcome = LoadOutcome.of(() -> {
            throw new UnsatisfiedLinkError("libonnxruntime.so: cannot open shared object file");
        });

        assertThat(outcome.failure()).contains("libonnxruntime.so: cannot open shared object file");
    }

    @Test
    void aFailureWithoutWordsIsNamedByItsKind() {
        LoadOutcome outcome = LoadOutcome.of(() -> {
            throw new NullPointerException();
        });

        assertThat(outcome.failure()).contains("java.lang.NullPointerException");
    }
}
