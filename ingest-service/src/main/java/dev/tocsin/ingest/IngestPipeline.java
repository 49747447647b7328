package dev.tocsin.ingest;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleIngested;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.ArticlePublisher;
import dev.tocsin.ingest.article.ArticleRepository;
import dev.tocsin.ingest.feed.CheckDispatcher;
import dev.tocsin.ingest.feed.CheckRepository;
import dev.tocsin.ingest.feed.CheckRepository.Check;
import dev.tocsin.ingest.feed.CheckResult;
import dev.tocsin.ingest.feed.DueFeed;
import dev.tocsin.ingest.feed.HostReport;
import dev.tocsin.ingest.feed.MoveRepository;
import dev.tocsin.ingest.feed.PollSchedule;
import dev.tocsin.ingest.fetch.Fault;
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
import org.jboss.logging.Logger;

/**
 * The story of this service: feeds that are due are claimed, each is fetched, parsed, made into articles; the articles
 * are stored in the transaction that notes the check, and published after it. Each feed by itself: none waits for
 * another's site, none stumbles over another's fault.
 */
@ApplicationScoped
public class IngestPipeline {
    private static final Logger LOG = Logger.getLogger(IngestPipeline.class);

    private final CheckDispatcher dispatcher;
    private final CheckRepository checks;
    private final MoveRepository moves;
    private final FeedFetcher fetcher;
    private final FeedParser parser;
    private final ArticleMaker maker;
    private final ArticleRepository articles;
    private final ArticlePublisher publisher;
    private final PollSchedule schedule;
    private final Pool pool;
    private final MeterRegistry metrics;

    public IngestPipeline(
            CheckDispatcher dispatcher,
            CheckRepository checks,
            MoveRepository moves,
            FeedFetcher fetcher,
            FeedParser parser,
            ArticleMaker maker,
            ArticleRepository articles,
            ArticlePublisher publisher,
            PollSchedule schedule,
            Pool pool,
            MeterRegistry metrics) {
        this.dispatcher = dispatcher;
        this.checks = checks;
        this.moves = moves;
        this.fetcher = fetcher;
        this.parser = parser;
        this.maker = maker;
        this.articles = articles;
        this.publisher = publisher;
        this.schedule = schedule;
        this.pool = pool;
        this.metrics = metrics;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> checkDueFeeds() {
        return dispatcher.fill(this::check);
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

    /** Rewrites the addresses of feeds that have been redirecting for good, for days. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> believeMoves() {
        return moves.believeMoves()
                .invoke(rewritten -> {
                    if (rewritten > 0) {
                        LOG.infof("Feeds moved to their new addresses count=%d", rewritten);
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("Moves not believed stage=move reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> check(DueFeed feed) {
        return fetcher.fetch(feed.feedUrl(), feed.validators())
                .chain(outcome -> digest(feed, outcome))
                .onFailure()
                .recoverWithUni(fault -> broken(feed, fault));
    }

    private Uni<Void> digest(DueFeed feed, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Modified document) {
            return Uni.createFrom()
                    .item(document)
                    .emitOn(Infrastructure.getDefaultWorkerPool()) // parsing is work, and not for an event loop
                    .chain(read -> read(feed, read));
        }
        if (outcome instanceof FetchOutcome.NotModified answer) {
            return note(feed, outcome, unchanged(feed, answer));
        }
        LOG.infof("Feed failed feedId=%s stage=fetch reason=%s", feed.id(), outcome.words());
        return note(
                feed,
                outcome,
                CheckResult.failed(
                        outcome, schedule.afterFailure(outcome, feed.consecutiveErrors(), feed.timetable())));
    }

    private CheckResult unchanged(DueFeed feed, FetchOutcome.NotModified answer) {
        if (feed.misread() != null) {
            return CheckResult.stillMisread(
                    answer, feed.misread(), schedule.afterNonsense(feed.consecutiveErrors(), feed.timetable()));
        }
        return CheckResult.unchanged(
                answer, schedule.afterSuccess(feed.rhythm(), answer.terms().freshFor(), feed.timetable()));
    }

    private Uni<Void> read(DueFeed feed, FetchOutcome.Modified document) {
        String sha256 = CheckResult.sha256(document);
        if (sha256.equals(feed.documentSha256())) {
            return note(
                    feed,
                    document,
                    CheckResult.sameDocument(
                            document,
                            schedule.afterSuccess(
                                    feed.rhythm(), document.terms().freshFor(), feed.timetable())));
        }
        ParseOutcome outcome = parser.parse(
                document.body(), document.contentType(), document.finalUrl().toString());
        if (outcome instanceof ParseOutcome.NotAFeed not) {
            LOG.infof("Feed failed feedId=%s stage=parse reason=%s", feed.id(), not.reason());
            return note(
                    feed,
                    document,
                    CheckResult.notUnderstood(
                            document,
                            not.reason(),
                            schedule.afterNonsense(feed.consecutiveErrors(), feed.timetable())));
        }
        if (outcome instanceof ParsedFeed parsed) {
            List<Article> found =
                    maker.articles(parsed, new ArticleMaker.Origin(feed.firstUrl(), feed.id(), feed.title()));
            CheckResult.Content content = CheckResult.Content.of(
                    parsed, ArticleMaker.outlet(parsed), sha256, schedule.learn(feed.rhythm(), parsed));
            CheckResult result = CheckResult.read(
                    document,
                    content,
                    schedule.afterSuccess(content.rhythm(), document.terms().freshFor(), content.timetable()));
            return keep(new Check(feed, result, HostReport.of(document)), found).chain(publisher::publish);
        }
        throw new AssertionError(outcome);
    }

    /** The fault is ours: said on the feed all the same, and not repeated without end. */
    private Uni<Void> broken(DueFeed feed, Throwable fault) {
        LOG.errorf(fault, "Feed check broke feedId=%s", feed.id());
        FetchOutcome ours =
                new FetchOutcome.Failed(Fault.OURS, "Reading this feed broke on our side; the log says how");
        return note(
                feed,
                ours,
                CheckResult.failed(ours, schedule.afterFailure(ours, feed.consecutiveErrors(), feed.timetable())));
    }

    /** One transaction: either the check is noted and its articles are stored, or the feed is read again. */
    private Uni<List<ArticleIngested>> keep(Check check, List<Article> found) {
        count("modified", check.result());
        return pool.withTransaction(connection -> checks.complete(connection, check)
                .chain(stillOurs -> articles.store(connection, stillOurs ? found : List.of())));
    }

    private Uni<Void> note(DueFeed feed, FetchOutcome outcome, CheckResult result) {
        count(result.trouble() == null ? outcome.kind() : result.trouble().kind(), result);
        return checks.note(new Check(feed, result, HostReport.of(outcome)));
    }

    private void count(String outcome, CheckResult result) {
        metrics.counter("tocsin.feeds.checked", "outcome", outcome).increment();
        metrics.counter("tocsin.feeds.bytes").increment(result.received());
    }
}
