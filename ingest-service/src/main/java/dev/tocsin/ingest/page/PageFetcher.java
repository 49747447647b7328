package dev.tocsin.ingest.page;

import dev.tocsin.ingest.charset.TextDecoder;
import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.page.PageOutcome.NotRead;
import dev.tocsin.ingest.page.RobotRules.Permission;
import dev.tocsin.ingest.warning.Warnings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Locale;
import java.util.Optional;

/** Asks for an article's page, where robots.txt lets us, and finds the article in it. Never fails. */
public final class PageFetcher {
    private static final String ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
    private static final String PLAIN = "text/plain, */*;q=0.1";

    private final FeedFetcher fetcher;
    private final RobotRules robots;

    public PageFetcher(FeedFetcher fetcher, RobotRules robots) {
        this.fetcher = fetcher;
        this.robots = robots;
    }

    /** @param url of an article, as its feed gives it */
    public Uni<PageOutcome> read(String url) {
        return permission(url).chain(permission -> switch (permission) {
            case YES -> fetch(url);
            case NO ->
                Uni.createFrom().item(new NotRead("The site's robots.txt asks programs not to read the page.", false));
            case LATER ->
                Uni.createFrom()
                        .item(new NotRead(
                                "The site's robots.txt could not be read, so its pages are left alone for now.", true));
        });
    }

    private Uni<Permission> permission(String url) {
        Optional<Permission> known = robots.permission(url);
        if (known.isPresent()) {
            return Uni.createFrom().item(known.get());
        }
        return fetcher.fetch(RobotRules.address(url), Validators.NONE, PLAIN).map(answer -> {
            robots.learn(url, answer);
            return robots.permission(url).orElse(Permission.LATER);
        });
    }

    private Uni<PageOutcome> fetch(String url) {
        return fetcher.fetch(url, Validators.NONE, ACCEPT)
                .emitOn(Infrastructure.getDefaultWorkerPool()) // taking a page apart is work
                .map(answer -> outcome(answer))
                .onFailure()
                .recoverWithItem(bug -> new NotRead(
                        "Reading the page broke on our side: " + bug.getClass().getSimpleName() + ".", false));
    }

    private static PageOutcome outcome(FetchOutcome answer) {
        if (!(answer instanceof FetchOutcome.Modified document)) {
            return notRead(answer);
        }
        String type =
                document.contentType() == null ? "" : document.contentType().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.contains("html") && !type.startsWith("text/plain")) {
            return new NotRead("The link leads to no web page but to " + type.replaceFirst(";.*", "") + ".", false);
        }
        String html = TextDecoder.decode(document.body(), document.contentType(), new Warnings());
        String from = document.finalUrl().toString();
        ArticlePage page = ArticlePage.read(html, from);
        if (page.text().isEmpty()) {
            return new NotRead("The page shows no article to a program: behind a login, a script, or gone.", false);
        }
        return new PageOutcome.Read(
                page.text(), address(page.canonicalUrl(), from).orElse(null));
    }

    /** A page is believed about its own address where that is on its own site: some give their front page, or a partner's. */
    private static Optional<CanonicalUrl> address(String canonical, String from) {
        Optional<CanonicalUrl> arrived = CanonicalUrl.parse(from);
        return CanonicalUrl.parse(canonical)
                .filter(said ->
                        !said.homepage() && arrived.filter(said::isOfSameSite).isPresent())
                .or(() -> arrived.filter(at -> !at.homepage()));
    }

    private static NotRead notRead(FetchOutcome answer) {
        String words = answer instanceof FetchOutcome.Missing
                ? "The page is not there (HTTP 404)."
                : answer instanceof FetchOutcome.Gone
                        ? "The page was taken down (HTTP 410)."
                        : answer instanceof FetchOutcome.Forbidden forbidden
                                ? "The site does not show us the page (HTTP " + forbidden.status() + ")."
                                : answer instanceof FetchOutcome.Challenged challenged
                                        ? "The site wants to see a browser before it shows the page (" + challenged.by()
                                                + ")."
                                        : "The page could not be read. " + answer.words();
        boolean again = answer instanceof FetchOutcome.TimedOut
                || answer instanceof FetchOutcome.RateLimited
                || (answer instanceof FetchOutcome.BadStatus status && status.status() >= 500)
                || (answer instanceof FetchOutcome.Failed failed && failed.fault() != Fault.OURS);
        return new NotRead(words, again);
    }
}
