package dev.tocsin.ingest.article;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Forgets articles that are past their retention. Any number of replicas may do it at the same time. */
@Singleton
public class PruningDispatcher {
    private static final Logger LOG = Logger.getLogger(PruningDispatcher.class);

    /** A tick's, in one short transaction: four million a day, twice what the largest installation takes in. */
    private static final int BATCH = 500;

    private final ArticleRepository articles;

    public PruningDispatcher(ArticleRepository articles) {
        this.articles = articles;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        return articles.prune(BATCH)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Old articles could not be pruned, the next tick tries again cause=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
