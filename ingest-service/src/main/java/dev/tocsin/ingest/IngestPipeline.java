package dev.tocsin.ingest;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.ArticlePublisher;
import dev.tocsin.ingest.article.ArticleRepository;
import dev.tocsin.ingest.article.ArticleRepository.Stored;
import dev.tocsin.ingest.feed.CheckAssessment;
import dev.tocsin.ingest.feed.CheckDispatcher;
import dev.tocsin.ingest.feed.CheckRepository;
import dev.tocsin.ingest.feed.CheckRepository.Check;
import dev.tocsin.ingest.feed.CheckResult;
import dev.tocsin.ingest.feed.DueFeed;
import dev.tocsin.ingest.feed.HostReport;
import dev.tocsin.ingest.feed.MeterPublisher;
import dev.tocsin.ingest.feed.MoveRepository;
import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.page.DuePage;
import dev.tocsin.ingest.page.PageDispatcher;
import dev.tocsin.ingest.page.PageFetcher;
import dev.tocsin.ingest.page.PageOutcome;
import dev.tocsin.ingest.page.PageRepository;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParseOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import dev.tocsin.ingest.trace.TracePublisher;
import dev.tocsin.ingest.trace.TracePublisher.Step;
import dev.tocsin.ingest.websub.HubDispatcher;
import dev.tocsin.ingest.websub.Push;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The story of this service: feeds that are due are claimed, each is fetched, parsed, made into articles; the articles
 * are stored in the transaction that notes the check, and published after it; those of which a feed carries a summary
 * only when their page has been read. Each feed by itself: none waits for
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
    private final HubDispatcher hubs;
    private final CheckAssessment assessment;
    private final PageDispatcher pages;
    private final PageFetcher pageFetcher;
    private final PageRepository readPages;
    private final Pool pool;
    private final MeterPublisher meters;
    private final TracePublisher traces;

    public IngestPipeline(
            CheckDispatcher dispatcher,
            CheckRepository checks,
            MoveRepository moves,
            FeedFetcher fetcher,
            FeedParser parser,
            ArticleMaker maker,
            ArticleRepository articles,
            ArticlePublisher publisher,
            HubDispatcher hubs,
            CheckAssessment assessment,
            PageDispatcher pages,
            PageFetcher pageFetcher,
            PageRepository readPages,
            Pool pool,
            MeterPublisher meters,
            TracePublisher traces) {
        this.dispatcher = dispatcher;
        this.checks = checks;
        this.moves = moves;
        this.fetcher = fetcher;
        this.parser = parser;
        this.maker = maker;
        this.articles = articles;
        this.publisher = publisher;
        this.hubs = hubs;
        this.assessment = assessment;
        this.pages = pages;
        this.pageFetcher = pageFetcher;
        this.readPages = readPages;
        this.pool = pool;
        this.meters = meters;
        this.traces = traces;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> checkDueFeeds() {
        return dispatcher.fill(this::check);
    }

    /** Reads the pages of articles whose feeds carry a summary only. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> readDuePages() {
        return pages.fill(this::readPage);
    }

    private Uni<Void> readPage(DuePage page) {
        Step step = traces.readingPage(page.articleId(), page.host(), page.traceparent());
        return pageFetcher.read(page).chain(outcome -> {
            step.end();
            meters.pageRead(outcome instanceof PageOutcome.Read);
            return readPages.note(page, outcome).chain(publisher::publish);
        });
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

    /** Subscribes to hubs, renews in time, and says goodbye to those that are needed no more. */
    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> askHubs() {
        return hubs.askDue();
    }

    /** What a hub pushes goes the way of what is polled; where nothing comes of it, its feed is polled soon. */
    void pushed(@ObservesAsync Push push) {
        Uni.createFrom()
                .deferred(() -> hubs.takes(push))
                .chain(takes -> takes ? digest(push) : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("Push not stored feedId=%s reason=%s", push.feedId(), failure.toString()))
                .onFailure()
                .recoverWithUni(() -> hubs.lost(push))
                .await()
                .indefinitely(); // bounded by the database's and the producer's own limits
    }

    private Uni<Void> digest(Push push) {
        ParseOutcome outcome = parser.parse(push.body(), push.contentType(), push.topic());
        if (!(outcome instanceof ParsedFeed parsed)) {
            LOG.infof("Push is no feed feedId=%s stage=parse", push.feedId());
            return hubs.lost(push);
        }
        List<Article> found =
                maker.articles(parsed, new ArticleMaker.Origin(push.feedUrl(), push.feedId(), push.feedTitle()));
        Step step = traces.pushed(push.feedId());
        return articles.store(found, step.traceparent())
                .invoke(stored -> step.endIf(stored.isNew()))
                .chain(stored -> hubs.pushed(push, stored.fresh(), stored.isRevised())
                        .chain(scored -> publisher.publish(stored.ready())));
    }

    private Uni<Void> check(DueFeed feed) {
        Step step = traces.fetching(feed.id(), feed.host());
        return fetcher.fetch(feed.feedUrl(), feed.validators())
                .chain(outcome -> step.within(() -> digest(feed, outcome, step)))
                .onFailure()
                .recoverWithUni(fault -> broken(feed, fault));
    }

    private Uni<Void> digest(DueFeed feed, FetchOutcome outcome, Step step) {
        if (outcome instanceof FetchOutcome.Modified document) {
            return Uni.createFrom()
                    .item(document)
                    .emitOn(Infrastructure.getDefaultWorkerPool()) // parsing is work, and not for an event loop
                    .chain(read -> step.within(() -> read(feed, read, step)));
        }
        if (outcome instanceof FetchOutcome.NotModified answer) {
            return note(feed, outcome, assessment.unchanged(feed, answer, freshFor(feed, answer.terms())));
        }
        LOG.infof("Feed failed feedId=%s stage=fetch reason=%s", feed.id(), outcome.words());
        return note(feed, outcome, assessment.failed(feed, outcome));
    }

    private Uni<Void> read(DueFeed feed, FetchOutcome.Modified document, Step step) {
        Duration fresh = freshFor(feed, document.terms());
        if (CheckResult.sha256(document).equals(feed.documentSha256())) {
            return note(feed, document, assessment.sameDocument(feed, document, fresh));
        }
        ParseOutcome outcome = parser.parse(
                document.body(), document.contentType(), document.finalUrl().toString());
        if (outcome instanceof ParseOutcome.NotAFeed not) {
            LOG.infof("Feed failed feedId=%s stage=parse reason=%s", feed.id(), not.reason());
            return note(feed, document, assessment.notUnderstood(feed, document, not));
        }
        if (outcome instanceof ParsedFeed parsed) {
            List<Article> found =
                    maker.articles(parsed, new ArticleMaker.Origin(feed.firstUrl(), feed.id(), feed.title()));
            CheckResult result = assessment.read(feed, document, parsed, ArticleMaker.outlet(parsed), fresh);
            return keep(new Check(feed, result, HostReport.of(document)), found, step)
                    .chain(stored -> publisher.publish(stored.ready()).replaceWith(stored))
                    .chain(stored -> hubs.polled(feed.id(), stored.fresh()))
                    .chain(scored -> hubs.announced(feed.id(), document, parsed));
        }
        throw new AssertionError(outcome);
    }

    /** A hub that announces what is new says as much as a site that gives its answer an age. */
    private Duration freshFor(DueFeed feed, FetchOutcome.Terms terms) {
        Duration quiet = hubs.quietFor(feed.hubProven());
        return quiet.compareTo(terms.freshFor()) > 0 ? quiet : terms.freshFor();
    }

    /** The fault is ours: said on the feed all the same, and not repeated without end. */
    private Uni<Void> broken(DueFeed feed, Throwable fault) {
        LOG.errorf(fault, "Feed check broke feedId=%s", feed.id());
        FetchOutcome ours =
                new FetchOutcome.Failed(Fault.OURS, "Reading this feed broke on our side; the log says how");
        return note(feed, ours, assessment.failed(feed, ours));
    }

    /** One transaction: either the check is noted and its articles are stored, or the feed is read again. */
    private Uni<Stored> keep(Check check, List<Article> found, Step step) {
        meters.checked("modified", check.result());
        return pool.withTransaction(connection -> checks.complete(connection, check)
                        .chain(stillOurs ->
                                articles.store(connection, stillOurs ? found : List.of(), step.traceparent())))
                .invoke(stored -> step.endIf(stored.isNew()));
    }

    private Uni<Void> note(DueFeed feed, FetchOutcome outcome, CheckResult result) {
        meters.checked(
                result.trouble() == null ? outcome.kind() : result.trouble().kind(), result);
        return checks.note(new Check(feed, result, HostReport.of(outcome)));
    }
}
