package dev.tocsin.ingest.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PushLimitTest {
    private Instant now = Instant.parse("2026-11-22T10:30:10Z");
    private final PushLimit limit = new PushLimit(2, 7, 5, new Clock() {
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
    void oneCallbacksFloodIsItsOwnTrouble() {
        assertThat(admitted("a", 100)).isEqualTo(2);

        assertThat(admitted("b", 100)).isEqualTo(2);
    }

    @Test
    void allTogetherAreLimitedToo() {
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += admitted("token " + i, 1);
        }

        assertThat(admitted).isEqualTo(5);
    }

    @Test
    void madeUpTokensUseUpNoHubsShare() {
        limit.exists("hub");
        for (int i = 0; i < 100; i++) {
            admitted("token " + i, 1);
        }

        assertThat(admitted("hub", 100)).isEqualTo(2);
    }

    @Test
    void hubsTogetherAreLimitedToo() {
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            limit.exists("hub " + i);
            admitted += admitted("hub " + i, 1);
        }

        assertThat(admitted).isEqualTo(7);
    }

    @Test
    void endedCallbackIsAsUnknownAsAny() {
        limit.exists("hub");
        limit.ended("hub");
        for (int i = 0; i < 100; i++) {
            admitted("token " + i, 1);
        }

        assertThat(admitted("hub", 1)).isZero();
    }

    @Test
    void nextMinuteIsANewOne() {
        admitted("a", 10);

        now = now.plusSeconds(60);

        assertThat(admitted("a", 10)).isEqualTo(2);
    }

    private int admitted(String token, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += limit.admits(token) ? 1 : 0;
        }
        return admitted;
    }
}
