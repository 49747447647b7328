package dev.tocsin.alerting.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @ParameterizedTest
    @EnumSource
    void pathLeadsBackToTheType(ProblemType type) {
        assertThat(type.path()).isEqualTo("/problems/" + type.slug());
        assertThat(ProblemType.of(type.slug())).contains(type);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeSaysWhatItMeansAndWhatToDo(ProblemType type) {
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.title()).isNotBlank().doesNotEndWith(".");
        assertThat(type.meaning()).endsWith(".");
        assertThat(type.remedy()).endsWith(".");
    }
}
