package dev.tocsin.alerting.idempotency;

import dev.tocsin.alerting.drain.Underway;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Forgets keys that are past their retention. Any number of replicas may do it at the same time. */
@Singleton
public class PruningDispatcher {
    private static final Logger LOG = Logger.getLogger(PruningDispatcher.class);

    private final IdempotencyRepository requests;
    private final Underway underway;

    /** @param underway without it, a stop would take the database away from under a tick */
    public PruningDispatcher(IdempotencyRepository requests, Underway underway) {
        this.requests = requests;
        this.underway = underway;
    }

    /** A thousand a second is more than any limit lets in. */
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        if (!underway.begin()) {
            return Uni.createFrom().voidItem();
        }
        return requests.prune()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Idempotency keys could not be pruned, the next tick tries again cause=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .onTermination()
                .invoke(underway::end)
                .replaceWithVoid();
    }
}
