package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class HealthDispatcherTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void feedsAreCountedWhereSilenceCannotBeHeard() {
        HealthRepository deaf = new HealthRepository(null, null, null, null) {
            @Override
            public Uni<List<Turn>> listen(Silence silence) {
                return Uni.createFrom().failure(new IllegalStateException("timestamp out of range"));
            }

            @Override
            public Uni<Map<FeedState, Long>> counts() {
                return Uni.createFrom().item(Map.of(FeedState.OK, 3L));
            }
        };

        new HealthDispatcher(deaf, new Silence(8, Duration.ofDays(4)), metrics)
                .lookOver()
                .await()
                .indefinitely();

        assertThat(metrics.get("tocsin.feeds").tag("state", "ok").gauge().value())
                .isEqualTo(3.0);
    }
}
