package dev.tocsin.ingest.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks over all feeds once a minute: who has fallen silent, and how many are in each state. The counts are of all
 * feeds, whichever replica says them: take their maximum over replicas, not their sum.
 */
@ApplicationScoped
public class HealthDispatcher {
    private static final Logger LOG = Logger.getLogger(HealthDispatcher.class);

    private final HealthRepository health;
    private final Silence silence;
    private final Counter silences;
    private final Map<FeedState, Long> counts = new ConcurrentHashMap<>();

    public HealthDispatcher(HealthRepository health, Silence silence, MeterRegistry metrics) {
        this.health = health;
        this.silence = silence;
        this.silences = metrics.counter("tocsin.feeds.silences");
        for (FeedState state : FeedState.values()) {
            // Not a number, and so no sample that an alert could take for good news, until somebody has counted.
            Gauge.builder("tocsin.feeds", counts, counted -> {
                        Long count = counted.get(state);
                        return count == null ? Double.NaN : count;
                    })
                    .tag("state", state.word())
                    .register(metrics);
        }
    }

    @Scheduled(every = "1m", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookOver() {
        return health.listen(silence)
                .invoke(this::tell)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> failed("listen", failure)) // who cannot listen can still count
                .chain(health::counts)
                .invoke(counts::putAll)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> failed("count", failure));
    }

    private static Uni<Void> failed(String stage, Throwable failure) {
        LOG.warnf("Feeds not looked over stage=%s reason=%s", stage, failure.toString());
        return Uni.createFrom().voidItem();
    }

    private void tell(List<HealthRepository.Turn> turns) {
        for (HealthRepository.Turn turn : turns) {
            if (turn.silent()) {
                silences.increment();
                LOG.warnf("Feed fell silent feedId=%s lastNewsAt=%s", turn.feedId(), turn.lastNewsAt());
            } else {
                LOG.infof("Feed speaks again feedId=%s lastNewsAt=%s", turn.feedId(), turn.lastNewsAt());
            }
        }
    }
}
