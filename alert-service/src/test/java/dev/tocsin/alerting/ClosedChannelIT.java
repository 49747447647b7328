package dev.tocsin.alerting;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A channel that has given up reads nothing ever again: only a new process does, so liveness has to say so. */
@QuarkusTest
@NullUnmarked
@TestProfile(ClosedChannelIT.Impatient.class)
class ClosedChannelIT {
    @Inject
    Pool pool;

    /** Gives a batch up at once; the database is its own, since this test breaks it. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tocsin.alert.give-up-after", "PT0.5S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BackingResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void closedChannelFailsLivenessAndNotBefore() {
        assertThat(status("/q/health/live")).isEqualTo(200);
        pool.query("alter table alerts.report rename to report_away")
                .execute()
                .await()
                .indefinitely();

        try (Topic topic = new Topic()) {
            topic.report(aMove("Lost Rigs moves", "Lost Rigs", "lost-rigs").build());
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(status("/q/health/live")).isEqualTo(503));
    }

    private static int status(String path) {
        return Rest.ofManagement().get(path).statusCode();
    }
}
