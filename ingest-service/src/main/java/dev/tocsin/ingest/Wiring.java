package dev.tocsin.ingest;

import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.Teaser;
import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.feed.CheckAssessment;
import dev.tocsin.ingest.feed.FeedConfig;
import dev.tocsin.ingest.feed.FeedRepository;
import dev.tocsin.ingest.feed.PollSchedule;
import dev.tocsin.ingest.feed.Silence;
import dev.tocsin.ingest.feed.Throttle;
import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchConfig;
import dev.tocsin.ingest.fetch.FormClient;
import dev.tocsin.ingest.fetch.HostSlots;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.page.PageConfig;
import dev.tocsin.ingest.page.PageFetcher;
import dev.tocsin.ingest.page.RobotRules;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.websub.PushLimit;
import dev.tocsin.ingest.websub.WebSubConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts the plain classes together, and registers the configured feeds. */
@Singleton
public class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    /** For reading what was fetched and writing what came of it. */
    private static final Duration AFTER_FETCHING = Duration.ofSeconds(2);

    /** Of one hub for one feed, and of all; no feed has news every three seconds. */
    private static final int PUSHES_A_MINUTE = 20;

    private static final int ALL_PUSHES_A_MINUTE = 6_000;
    /** With callbacks that this replica has not yet seen to exist: first calls, and made-up ones. */
    private static final int UNKNOWN_A_MINUTE = 600;

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Checks, pages, pushes, what is asked of hubs and what is sent. */
    @Produces
    @Singleton
    Underway underway() {
        return new Underway();
    }

    @Produces
    @Singleton
    AddressGuard addressGuard(FetchConfig fetching) {
        return new AddressGuard(
                fetching.allowedCidrs().orElse(List.of()), host -> List.of(InetAddress.getAllByName(host)));
    }

    @Produces
    @Singleton
    FeedFetcher feedFetcher(Vertx vertx, AddressGuard guard, FetchConfig fetching, Clock clock) {
        return new FeedFetcher(vertx, guard, fetching, clock);
    }

    void close(@Disposes FeedFetcher fetcher) {
        fetcher.close();
    }

    @Produces
    @Singleton
    FormClient formClient(Vertx vertx, AddressGuard guard, FetchConfig fetching) {
        return new FormClient(vertx, guard, fetching);
    }

    void close(@Disposes FormClient client) {
        client.close();
    }

    @Produces
    @Singleton
    PushLimit pushLimit(Clock clock) {
        return new PushLimit(PUSHES_A_MINUTE, ALL_PUSHES_A_MINUTE, UNKNOWN_A_MINUTE, clock);
    }

    @Produces
    @Singleton
    FeedParser feedParser(FetchConfig fetching, FeedConfig feeds) {
        return new FeedParser(fetching.maxBytes(), feeds.maxItems());
    }

    @Produces
    @Singleton
    ArticleMaker articleMaker(Clock clock, PageConfig pages) {
        return new ArticleMaker(clock, new Teaser(pages.enabled()));
    }

    @Produces
    @Singleton
    PageFetcher pageFetcher(FeedFetcher fetcher, FetchConfig fetching, PageConfig pages, Clock clock) {
        return new PageFetcher(fetcher, new RobotRules(fetching.userAgent(), clock), pages);
    }

    @Produces
    @Singleton
    CheckAssessment checkAssessment(FeedConfig feeds, Clock clock) {
        return new CheckAssessment(new PollSchedule(feeds, clock, new SecureRandom()));
    }

    @Produces
    @Singleton
    Silence silence(FeedConfig feeds) {
        return new Silence(feeds.silenceFactor(), feeds.silenceFloor());
    }

    @Produces
    @Singleton
    HostSlots hostSlots(FetchConfig fetching) {
        return new HostSlots(fetching.perHost());
    }

    @Produces
    @Singleton
    Throttle throttle(FeedConfig feeds) {
        return new Throttle(feeds.checksPerSecond(), System::nanoTime);
    }

    /** @throws IllegalStateException when two replicas could fetch one feed at once, before any does */
    void refuseShortLease(@Observes StartupEvent started, FeedConfig feeds, PageConfig pages, FetchConfig fetching) {
        if (pages.lease().compareTo(fetching.deadline().multipliedBy(2).plus(AFTER_FETCHING)) < 0) {
            throw new IllegalStateException("tocsin.page.lease (%s) must outlast two tocsin.fetch.deadline (%s) by %s"
                    .formatted(pages.lease(), fetching.deadline(), AFTER_FETCHING));
        }
        if (feeds.lease().compareTo(fetching.deadline().plus(AFTER_FETCHING)) < 0) {
            throw new IllegalStateException("tocsin.feed.lease (%s) must outlast tocsin.fetch.deadline (%s) by %s"
                    .formatted(feeds.lease(), fetching.deadline(), AFTER_FETCHING));
        }
    }

    /** @throws IllegalStateException when no hub could reach us there */
    void refuseVaguePublicUrl(@Observes StartupEvent started, WebSubConfig websub) {
        websub.publicUrl().ifPresent(url -> {
            if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?") || url.getQuery() != null) {
                throw new IllegalStateException(
                        "tocsin.websub.public-url (%s) must be such as https://ingest.example.org".formatted(url));
            }
        });
    }

    void registerConfiguredFeeds(@Observes StartupEvent started, FeedConfig config, FeedRepository feeds) {
        for (String url : config.urls().orElse(List.of())) {
            try {
                feeds.register(WebUrl.parse(url), null)
                        .subscribe()
                        .with(
                                created -> LOG.infof("Configured feed registered feedUrl=%s new=%s", url, created),
                                failure -> LOG.errorf(
                                        "Configured feed not registered feedUrl=%s reason=%s", url, failure));
            } catch (IllegalArgumentException e) {
                LOG.errorf("Configured feed is malformed feedUrl=%s reason=%s", url, e.getMessage());
            }
        }
    }
}
