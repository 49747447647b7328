package dev.tocsin.ingest;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleIngested;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.ArticlePublisher;
import dev.tocsin.ingest.article.ArticleRepository;
import dev.tocsin.ingest.feed.CheckResult;
import dev.tocsin.ingest.feed.FeedConfig;
import dev.tocsin.ingest.feed.FeedRepository;
import dev.tocsin.ingest.feed.FeedRepository.DueFeed;
import dev.tocsin.ingest.feed.PollSchedule;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParseOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The story of this service: a feed that is due is claimed, fetched, parsed, made into articles; the articles are stored
 * in the transaction that notes the check, and published after it. Each feed by itself: none waits for another's site,
 * none stumbles over another's fault.
 */
@ApplicationScoped
public class IngestPipeline {
    private static final Logger LOG = Logger.getLogger(IngestPipeline.class);

    private final FeedRepository feeds;
    private final FeedFetcher fetcher;
    private final FeedParser parser;
    private final ArticleMaker maker;
    private final ArticleRepository articles;
    private final ArticlePublisher publisher;
    private final PollSchedule schedule;
    private final FeedConfig config;
    private final Pool pool;
    private final MeterRegistry metrics;
    private final AtomicInteger inFlight = new AtomicInteger();

    public IngestPipeline(
            FeedRepository feeds,
            FeedFetcher fetcher,
            FeedParser parser,
            ArticleMaker maker,
            ArticleRepository articles,
            ArticlePublisher publisher,
            PollSchedule schedule,
            FeedConfig config,
            Pool pool,
            MeterRegistry metrics) {
        this.feeds = feeds;
        this.fetcher = fetcher;
        this.parser = parser;
        this.maker = maker;
        this.articles = articles;
        this.publisher = publisher;
        this.schedule = schedule;
        this.config = config;
        this.pool = pool;
        this.metrics = metrics;
    }

    /** Claims as many due feeds as there are free slots, and does not wait for them: a slow site costs its slot only. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> checkDueFeeds() {
        int free = config.concurrency() - inFlight.get();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        return feeds.claimDue(free)
                .invoke(due -> due.forEach(this::start))
                .onFailure()
                .invoke(failure -> LOG.warnf("Due feeds not claimed stage=claim reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Sends what a crash, or a broker that was down, left unsent. */
    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publishLeftovers() {
        return publisher
                .sweep()
                .onFailure()
                .invoke(failure -> LOG.warnf("Leftovers not published stage=sweep reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void start(DueFeed feed) {
        inFlight.incrementAndGet();
        check(feed)
                .onTermination()
                .invoke(inFlight::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> {
                    // Not even noted, so the database is away: the lease brings the feed back.
                    LOG.errorf(failure, "Feed check not noted feedId=%s", feed.id());
                });
    }

    private Uni<Void> check(DueFeed feed) {
        return fetcher.fetch(feed.feedUrl(), feed.validators())
                .emitOn(Infrastructure.getDefaultWorkerPool()) // parsing is work, and not for an event loop
                .chain(outcome -> digest(feed, outcome))
                .onFailure()
                .recoverWithUni(fault -> broken(feed, fault));
    }

    private Uni<Void> digest(DueFeed feed, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Modified document) {
            return read(feed, document);
        }
        if (outcome instanceof FetchOutcome.NotModified answer) {
            return note(feed, outcome.kind(), CheckResult.unchanged(answer, schedule.afterSuccess()));
        }
        LOG.infof("Feed failed feedId=%s stage=fetch reason=%s", feed.id(), outcome.words());
        return note(
                feed,
                outcome.kind(),
                CheckResult.failed(outcome, schedule.afterFailure(outcome, feed.consecutiveErrors())));
    }

    private Uni<Void> read(DueFeed feed, FetchOutcome.Modified document) {
        ParseOutcome outcome = parser.parse(
                document.body(), document.contentType(), document.finalUrl().toString());
        if (outcome instanceof ParseOutcome.NotAFeed not) {
            LOG.infof("Feed failed feedId=%s stage=parse reason=%s", feed.id(), not.reason());
            return note(
                    feed,
                    "not_a_feed",
                    CheckResult.notUnderstood(not.reason(), schedule.afterNonsense(feed.consecutiveErrors())));
        }
        if (outcome instanceof ParsedFeed parsed) {
            List<Article> found =
                    maker.articles(parsed, new ArticleMaker.Origin(feed.feedUrl(), feed.id(), feed.title()));
            return keep(
                            feed,
                            CheckResult.read(document, parsed, ArticleMaker.outlet(parsed), schedule.afterSuccess()),
                            found)
                    .chain(publisher::publish);
        }
        throw new AssertionError(outcome);
    }

    /** The fault is ours: said on the feed all the same, and not repeated without end. */
    private Uni<Void> broken(DueFeed feed, Throwable fault) {
        LOG.errorf(fault, "Feed check broke feedId=%s", feed.id());
        FetchOutcome ours = new FetchOutcome.Failed("Reading this feed broke on our side; the log says how");
        return note(feed, "broken", CheckResult.failed(ours, schedule.afterFailure(ours, feed.consecutiveErrors())));
    }

    /** One transaction: either the check is noted and its articles are stored, or the feed is read again. */
    private Uni<List<ArticleIngested>> keep(DueFeed feed, CheckResult result, List<Article> found) {
        metrics.counter("tocsin.feeds.checked", "outcome", "modified").increment();
        return pool.withTransaction(connection -> feeds.complete(connection, feed.id(), result)
                .chain(stillFollowed -> articles.store(connection, stillFollowed ? found : List.of())));
    }

    private Uni<Void> note(DueFeed feed, String outcome, CheckResult result) {
        metrics.counter("tocsin.feeds.checked", "outcome", outcome).increment();
        return feeds.complete(pool, feed.id(), result).replaceWithVoid();
    }
}
