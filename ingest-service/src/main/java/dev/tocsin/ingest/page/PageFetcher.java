package dev.tocsin.ingest.page;

import dev.tocsin.ingest.charset.TextDecoder;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.page.PageOutcome.NotRead;
import dev.tocsin.ingest.page.RobotRules.Permission;
import dev.tocsin.ingest.text.Titles;
import dev.tocsin.ingest.warning.Warnings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Asks for an article's page, where robots.txt lets us, and finds the article in it. Never fails. */
public final class PageFetcher {
    private static final String ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
    private static final String PLAIN = "text/plain, */*;q=0.1";
    /** Taken apart, a page takes many times its length in memory; the longest articles have a tenth of this. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final NotRead FORBIDDEN =
            NotRead.forGood("The site's robots.txt asks programs not to read the page.");

    private final FeedFetcher fetcher;
    private final RobotRules robots;
    private final PageConfig config;

    public PageFetcher(FeedFetcher fetcher, RobotRules robots, PageConfig config) {
        this.fetcher = fetcher;
        this.robots = robots;
        this.config = config;
    }

    public Uni<PageOutcome> read(DuePage page) {
        return permission(page.url()).chain(permission -> switch (permission) {
            case YES -> fetch(page);
            case NO -> Uni.createFrom().item(FORBIDDEN);
            case LATER ->
                Uni.createFrom()
                        .item(new NotRead(
                                "The site's robots.txt could not be read, so its pages are left alone for now.",
                                true,
                                config.pause(),
                                null));
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

    private Uni<PageOutcome> fetch(DuePage page) {
        return fetcher.fetch(page.url(), Validators.NONE, ACCEPT).chain(answer -> {
            if (!(answer instanceof FetchOutcome.Modified document)) {
                return Uni.createFrom().item(Refusals.of(answer, config.pause()));
            }
            // Whither a link leads is known when it has led there; what the other site forbids is not read then.
            return permission(document.finalUrl().toString())
                    .emitOn(Infrastructure.getDefaultWorkerPool()) // taking a page apart is work
                    .map(permission -> permission == Permission.YES ? outcome(page, document) : FORBIDDEN)
                    .onFailure()
                    .recoverWithItem(bug -> NotRead.forGood("Reading the page broke on our side: "
                            + bug.getClass().getSimpleName() + "."));
        });
    }

    private static PageOutcome outcome(DuePage due, FetchOutcome.Modified document) {
        String type =
                document.contentType() == null ? "" : document.contentType().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.contains("html") && !type.startsWith("text/plain")) {
            return NotRead.forGood("The link leads to no web page but to " + type.replaceFirst(";.*", "") + ".");
        }
        if (document.body().length > MAX_BYTES) {
            return NotRead.forGood("The page is larger than " + MAX_BYTES / (1024 * 1024) + " MB.");
        }
        String html = TextDecoder.decode(document.body(), document.contentType(), new Warnings());
        String from = document.finalUrl().toString();
        ArticlePage page = ArticlePage.read(html, from);
        boolean isTheArticles = page.titles().stream().anyMatch(title -> Titles.agree(title, due.title()));
        if (!isTheArticles && leadsElsewhere(due.url(), from)) {
            return NotRead.forGood("The link leads to a page of another title, such as a login or a list of news.");
        }
        CanonicalUrl url = isTheArticles ? address(page.canonicalUrl(), from).orElse(null) : null;
        return page.text().isEmpty()
                ? new NotRead(
                        "The page shows no article to a program: behind a login, a script, or gone.",
                        false,
                        Duration.ZERO,
                        url)
                : new PageOutcome.Read(page.text(), url);
    }

    private static boolean leadsElsewhere(String link, String from) {
        Optional<String> asked = CanonicalUrl.parse(link).map(CanonicalUrl::plainIdentity);
        return !asked.equals(CanonicalUrl.parse(from).map(CanonicalUrl::plainIdentity));
    }

    /** A page is believed about its own address where that is on its own site: some give their front page, or a partner's. */
    private static Optional<CanonicalUrl> address(String canonical, String from) {
        Optional<CanonicalUrl> arrived = CanonicalUrl.parse(from);
        return CanonicalUrl.parse(canonical)
                .filter(said ->
                        !said.homepage() && arrived.filter(said::isOfSameSite).isPresent())
                .or(() -> arrived.filter(at -> !at.homepage()));
    }
}
