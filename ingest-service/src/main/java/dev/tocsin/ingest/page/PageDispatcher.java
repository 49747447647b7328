package dev.tocsin.ingest.page;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Begins to read as many pages as there is room for; a slow site costs its slot only. */
@ApplicationScoped
public class PageDispatcher {
    private static final Logger LOG = Logger.getLogger(PageDispatcher.class);

    private final PageRepository pages;
    private final PageConfig config;
    private final AtomicInteger inFlight = new AtomicInteger();

    public PageDispatcher(PageRepository pages, PageConfig config) {
        this.pages = pages;
        this.config = config;
    }

    /** Never fails; what fails is due again when its lease has passed. */
    public Uni<Void> fill(Function<DuePage, Uni<Void>> read) {
        if (!config.enabled() || inFlight.get() > 0 && inFlight.get() * 2 >= config.concurrency()) {
            return Uni.createFrom().voidItem();
        }
        return pages.claim(config.concurrency())
                .invoke(due -> due.forEach(page -> start(page, read)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Due pages not claimed stage=page reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void start(DuePage page, Function<DuePage, Uni<Void>> read) {
        inFlight.incrementAndGet();
        read.apply(page)
                .onTermination()
                .invoke(inFlight::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "Page not noted articleId=%s", page.articleId()));
    }
}
