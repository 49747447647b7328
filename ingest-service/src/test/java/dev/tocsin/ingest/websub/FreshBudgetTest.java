package dev.tocsin.ingest.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FreshBudgetTest {
    private Instant now = Instant.parse("2026-11-22T10:30:10Z");
    private final FreshBudget budget = new FreshBudget(500, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void feedThatHasSpentItsHourWaitsForTheNextAndNoOtherDoes() {
        budget.spend("a", 499);
        assertThat(budget.left("a")).isTrue();
        budget.spend("a", 100);

        assertThat(budget.left("a")).isFalse();
        assertThat(budget.left("b")).isTrue();
        now = now.plusSeconds(3_600);
        assertThat(budget.left("a")).isTrue();
    }
}
