package dev.tocsin.ingest.discovery;

import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParseOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the feeds of a site, as a guest does: the address itself may be one; else its page names them; else one of
 * the places where feeds usually are. Each is fetched and parsed before it is told of. One request after another, never
 * more than a few, and none after the time that was given.
 */
public final class FeedSearch {
    /** A big site names a feed for each of its sections; the first are the general ones. */
    static final int MAX_NAMED = 8;
    /** Requests for what may not be there; enough for each usual place at the root, and the commonest beside the page. */
    static final int MAX_GUESSED = 10;

    private static final List<String> USUAL_PLACES =
            List.of("feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "feed.json");
    /** Of those beside a page that is not at the root. */
    private static final int BESIDE = 3;

    private final Function<String, FetchOutcome> fetch;
    private final FeedParser parser;
    private final Clock clock;
    private final Pause pause;
    private final Duration spacing;
    private final Duration patience;

    /** Lets time pass, or in a test says that it did. */
    @FunctionalInterface
    public interface Pause {
        void rest(Duration time) throws InterruptedException;
    }

    /**
     * @param fetch asks for one URL, and blocks until it has an outcome
     * @param spacing between two requests
     * @param patience after which no request is begun
     */
    public FeedSearch(
            Function<String, FetchOutcome> fetch,
            FeedParser parser,
            Clock clock,
            Pause pause,
            Duration spacing,
            Duration patience) {
        this.fetch = fetch;
        this.parser = parser;
        this.clock = clock;
        this.pause = pause;
        this.spacing = spacing;
        this.patience = patience;
    }

    Finding search(String siteUrl) throws InterruptedException {
        return new Visit().to(siteUrl);
    }

    /** One search. */
    private final class Visit {
        private final Instant end = clock.instant().plus(patience);
        private final Set<String> asked = new HashSet<>();
        private final Set<String> found = new HashSet<>();
        private final List<Candidate> candidates = new ArrayList<>();
        /** The site has had enough of us. */
        private boolean unwelcome;

        private Finding.@Nullable Unread unread;
        private boolean timeUp;

        Finding to(String siteUrl) throws InterruptedException {
            asked.add(siteUrl);
            FetchOutcome site = fetch.apply(siteUrl);
            if (!(site instanceof FetchOutcome.Modified page)) {
                if (answers(site)) {
                    guess(WebUrl.parse(siteUrl));
                }
                return finding(site);
            }
            if (!understood(siteUrl, page)) {
                String pageUrl = page.finalUrl().toString();
                Set<String> named = new LinkedHashSet<>();
                PageLinks.of(page.body(), page.contentType(), pageUrl)
                        .forEach(link -> resolved(page.finalUrl(), link).ifPresent(url -> named.add(url.toString())));
                look(named, MAX_NAMED, MAX_NAMED, true);
                if (candidates.isEmpty()) {
                    guess(page.finalUrl());
                }
            }
            return finding(null);
        }

        private Finding finding(@Nullable FetchOutcome trouble) {
            return new Finding(candidates, trouble, unread, timeUp);
        }

        /** A page may be away where the feed is not; a site that cannot be reached or wants us gone is left alone. */
        private boolean answers(FetchOutcome outcome) {
            return outcome instanceof FetchOutcome.Missing
                    || outcome instanceof FetchOutcome.Gone
                    || outcome instanceof FetchOutcome.TooLarge
                    || outcome instanceof FetchOutcome.BadStatus status && status.status() < 500;
        }

        private void guess(WebUrl page) throws InterruptedException {
            Set<String> places = new LinkedHashSet<>();
            String path = page.target().split("\\?", 2)[0];
            String folder = path.endsWith("/") ? path : path + "/";
            if (!folder.equals("/")) {
                USUAL_PLACES.stream()
                        .limit(BESIDE)
                        .flatMap(place -> resolved(page, folder + place).stream())
                        // A path that begins with two slashes reads as another host.
                        .filter(place -> place.hostAndPort().equals(page.hostAndPort()))
                        .forEach(place -> places.add(place.toString()));
            }
            USUAL_PLACES.forEach(place -> places.add(page.resolve("/" + place).toString()));
            look(places, MAX_GUESSED, 1, false);
        }

        /** @param named by the page, so that there should be a feed at each */
        private void look(Iterable<String> urls, int mostAsked, int mostFound, boolean named)
                throws InterruptedException {
            int left = mostAsked;
            for (String url : urls) {
                if (unwelcome || left == 0 || candidates.size() >= mostFound) {
                    return;
                }
                if (asked.contains(url)) {
                    continue;
                }
                if (!clock.instant().isBefore(end)) {
                    timeUp = true;
                    return;
                }
                asked.add(url);
                left--;
                pause.rest(spacing);
                FetchOutcome outcome = fetch.apply(url);
                unwelcome = outcome instanceof FetchOutcome.RateLimited || outcome instanceof FetchOutcome.Challenged;
                if (outcome instanceof FetchOutcome.Modified document) {
                    understood(url, document);
                } else if (unread == null && (named || unwelcome)) {
                    unread = new Finding.Unread(url, outcome);
                }
            }
        }

        /** @return whether it is a feed */
        private boolean understood(String url, FetchOutcome.Modified document) {
            String from = document.finalUrl().toString();
            ParseOutcome outcome = parser.parse(document.body(), document.contentType(), from);
            if (!(outcome instanceof ParsedFeed feed)) {
                return false;
            }
            if (found.add(from)) {
                WebUrl moved = document.terms().movedTo();
                candidates.add(new Candidate(
                        moved == null ? url : moved.toString(),
                        feed.title(),
                        feed.format(),
                        feed.items().size(),
                        newest(feed)));
            }
            return true;
        }
    }

    /** @return empty for what is no URL, or longer than one may be */
    private static Optional<WebUrl> resolved(WebUrl page, String reference) {
        try {
            return Optional.of(page.resolve(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant newest(ParsedFeed feed) {
        return feed.items().stream()
                .map(item -> item.published() != null ? item.published() : item.updated())
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
