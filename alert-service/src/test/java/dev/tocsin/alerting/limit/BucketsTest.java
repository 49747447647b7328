package dev.tocsin.alerting.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Buckets buckets = new Buckets(new Limit("key", 600, 100), nanos::get);

    @Test
    void burstIsServedAndNoMore() {
        for (int i = 0; i < 100; i++) {
            assertThat(buckets.take("a", 1).isServed()).isTrue();
        }

        Standing refused = buckets.take("a", 1);

        assertThat(refused.isServed()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(1);
        assertThat(refused.header()).isEqualTo("\"key\";r=0;t=10");
    }

    @Test
    void whatIsUsedComesBackWithTime() {
        buckets.take("a", 100);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThat(buckets.take("a", 30).isServed()).isTrue();
        assertThat(buckets.take("a", 1).isServed()).isFalse();
    }

    @Test
    void costlyRequestWaitsForAllOfItsWeight() {
        buckets.take("a", 95);

        Standing refused = buckets.take("a", 10);

        assertThat(refused.isServed()).isFalse();
        assertThat(refused.pause()).isEqualTo(Duration.ofMillis(500));
        assertThat(buckets.take("a", 5).isServed()).isTrue();
    }

    @Test
    void callersDoNotShare() {
        buckets.take("a", 100);

        assertThat(buckets.take("b", 1).remaining()).isEqualTo(99);
    }

    @Test
    void lookingCostsNothing() {
        assertThat(buckets.look("a").isServed()).isTrue();
        assertThat(buckets.look("a").remaining()).isEqualTo(100);
    }

    @Test
    void policyTellsBurstAndTheTimeInWhichItComesAnew() {
        assertThat(buckets.limit().header()).isEqualTo("\"key\";q=100;w=10");
    }

    @Test
    void burstWithoutRoomForACostlyRequestIsRefused() {
        assertThatThrownBy(() -> new Limit("key", 600, 9)).hasMessageContaining("tocsin.api.rate");
    }

    @Test
    void clientWithAnIpv6AddressHasAllOfItsNetwork() {
        assertThat(ClientAddress.counted("2001:db8:1:2::1"))
                .isEqualTo(ClientAddress.counted("2001:db8:1:2:ffff::2%eth0"))
                .isNotEqualTo(ClientAddress.counted("2001:db8:1:3::1"));
        assertThat(ClientAddress.counted("192.0.2.1")).isEqualTo("192.0.2.1");
    }
}
