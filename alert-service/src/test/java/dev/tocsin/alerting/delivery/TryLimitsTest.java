package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.webhook.WebhookConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "in-flight, -1",
        "slow-in-flight, -1",
        "in-flight-per-host, 0",
        "in-flight-per-subscription, 0",
        "release-rate, 0",
        "disable-after, 0s",
        "retention, 0s",
        "tick, 0s"
    })
    void limitThatLetsNothingThroughIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> check(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tocsin.delivery." + key + " (");
    }

    @Test
    void processThatOnlyQueuesIsAllowed() {
        assertThatCode(() -> check("in-flight", "0")).doesNotThrowAnyException();
    }

    private static void check(String key, String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DeliveryConfig.class)
                .withMapping(WebhookConfig.class)
                .withDefaultValue("tocsin.delivery." + key, value)
                .build();
        TryLimits.check(config.getConfigMapping(DeliveryConfig.class), config.getConfigMapping(WebhookConfig.class));
    }
}
