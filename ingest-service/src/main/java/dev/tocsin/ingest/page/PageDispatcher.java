package dev.tocsin.ingest.page;

import dev.tocsin.ingest.drain.Underway;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Begins to read as many pages as there is room for, one of each host; a slow site costs its slot only. */
@ApplicationScoped
public class PageDispatcher {
    private static final Logger LOG = Logger.getLogger(PageDispatcher.class);

    private final PageRepository pages;
    private final PageConfig config;
    private final Underway underway;
    private final Set<String> hostsAsked = ConcurrentHashMap.newKeySet();

    public PageDispatcher(PageRepository pages, PageConfig config, Underway underway) {
        this.pages = pages;
        this.config = config;
        this.underway = underway;
    }

    /** Never fails; what fails is due again when its lease has passed. Not to be called twice at once. */
    public Uni<Void> fill(Function<DuePage, Uni<Void>> read) {
        int free = config.concurrency() - hostsAsked.size();
        if (!config.enabled() || free <= 0) {
            return Uni.createFrom().voidItem();
        }
        return pages.claim(free, Set.copyOf(hostsAsked))
                .invoke(due -> due.forEach(page -> start(page, read)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Due pages not claimed stage=page reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void start(DuePage page, Function<DuePage, Uni<Void>> read) {
        hostsAsked.add(page.host());
        underway.begin();
        read.apply(page)
                .onTermination()
                .invoke(() -> {
                    hostsAsked.remove(page.host());
                    underway.end();
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "Page not noted articleId=%s", page.articleId()));
    }
}
