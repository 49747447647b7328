package dev.tocsin.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.FeedParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedSearchTest {
    private static final String SITE = "https://a.example/";
    private static final String RSS = "<rss version='2.0'><channel><title>Outlet</title>"
            + "<item><title>old</title><pubDate>Thu, 24 Jun 2021 08:00:00 GMT</pubDate></item>"
            + "<item><title>new</title><pubDate>Fri, 25 Jun 2021 08:00:00 GMT</pubDate></item></channel></rss>";

    private final Map<String, FetchOutcome> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    @Test
    void addressThatIsAFeedIsItsOwnAnswer() throws Exception {
        answer(SITE, RSS);

        assertThat(search(SITE).candidates())
                .containsExactly(new Candidate(SITE, "Outlet", "rss 2.0", 2, Instant.parse("2021-06-25T08:00:00Z")));
        assertThat(asked).containsExactly(SITE);
    }

    @Test
    void namedFeedsAreReadAndThoseThatAreNoneAreLeftOut() throws Exception {
        answer(SITE, page("/one", "/absent", "/two"));
        answer(SITE + "one", RSS);
        answer(SITE + "two", RSS);

        assertThat(search(SITE).candidates())
                .extracting(Candidate::feedUrl)
                .containsExactly(SITE + "one", SITE + "two");
    }

    @Test
    void usualPlacesAreTriedOnlyWhereThePageNamesNoneAndOnlyUntilOneIsFound() throws Exception {
        answer(SITE + "blog", page());
        answer(SITE + "atom.xml", RSS);
        answer(SITE + "feed.xml", RSS);

        assertThat(search(SITE + "blog").candidates())
                .extracting(Candidate::feedUrl)
                .containsExactly(SITE + "atom.xml");
        assertThat(asked)
                .containsExactly(
                        SITE + "blog",
                        SITE + "blog/feed",
                        SITE + "blog/rss.xml",
                        SITE + "blog/atom.xml",
                        SITE + "feed",
                        SITE + "rss.xml",
                        SITE + "atom.xml");
    }

    @Test
    void requestsAreFewAndApart() throws Exception {
        answer(SITE, page("/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9", "/10", "/11"));

        assertThat(search(SITE).candidates()).isEmpty();
        assertThat(asked).hasSize(1 + FeedSearch.MAX_NAMED + 7).doesNotHaveDuplicates();
        assertThat(passed).isEqualTo(Duration.ofSeconds(asked.size() - 1));
    }

    @Test
    void nothingIsAskedAfterTheTimeThatWasGiven() throws Exception {
        answer(SITE, page("/1", "/2", "/3", "/4", "/5", "/6"));

        search(SITE, Duration.ofSeconds(3));

        assertThat(asked).hasSize(4);
    }

    @Test
    void siteThatHasHadEnoughIsLeftAlone() throws Exception {
        answer(SITE, page("/1", "/2"));
        answers.put(SITE + "1", new FetchOutcome.RateLimited(429, Optional.empty()));

        assertThat(search(SITE).candidates()).isEmpty();
        assertThat(asked).startsWith(SITE, SITE + "1").doesNotContain(SITE + "2", SITE + "feed");
    }

    @Test
    void challengeIsNotPushedAt() throws Exception {
        answers.put(SITE, new FetchOutcome.Challenged("Cloudflare", 403));

        assertThat(search(SITE).trouble()).isEqualTo(new FetchOutcome.Challenged("Cloudflare", 403));
        assertThat(asked).containsExactly(SITE);
    }

    @Test
    void feedIsFoundWhereItsPageIsAway() throws Exception {
        answer(SITE + "feed", RSS);

        assertThat(search(SITE + "old/page").candidates())
                .extracting(Candidate::feedUrl)
                .containsExactly(SITE + "feed");
    }

    @Test
    void feedThatMovedForGoodIsNamedByItsNewAddress() throws Exception {
        WebUrl target = WebUrl.parse(SITE + "new");
        answers.put(SITE, modified(target, RSS, target));

        assertThat(search(SITE).candidates()).extracting(Candidate::feedUrl).containsExactly(SITE + "new");
    }

    @Test
    void namedFeedThatIsWithheldIsToldOf() throws Exception {
        answer(SITE, page("/one", "/two"));
        answers.put(SITE + "one", new FetchOutcome.Forbidden(403));
        answers.put(SITE + "two", new FetchOutcome.BadStatus(500));

        assertThat(search(SITE).words()).contains(SITE + "one", "refuses us").doesNotContain("names no feed");
    }

    @Test
    void placeWhereTheSearchWasSentAwayIsToldOf() throws Exception {
        answer(SITE, page());
        answers.put(SITE + "feed", new FetchOutcome.Challenged("Cloudflare", 403));

        assertThat(search(SITE).words()).contains(SITE + "feed", "challenge").doesNotContain("names no feed");
    }

    @Test
    void guessThatIsNotThereIsNoTrouble() throws Exception {
        answer(SITE, page());

        assertThat(search(SITE).words()).contains("names no feed");
    }

    @Test
    void searchWhoseTimeWasUpSaysSo() throws Exception {
        answer(SITE, page());

        assertThat(search(SITE, Duration.ofSeconds(3)).words())
                .contains("time for a search was up")
                .doesNotContain("names no feed");
    }

    @Test
    void searchThatEndsWithItsTimeHasNotRunOutOfIt() throws Exception {
        answer(SITE, page());

        assertThat(search(SITE, Duration.ofSeconds(7)).words()).contains("names no feed");
    }

    @Test
    void placeBesideAPageOfTheLongestAddressIsLeftOut() throws Exception {
        String longest = SITE + "x".repeat(2048 - SITE.length());
        answer(longest, page());
        answer(SITE + "rss.xml", RSS);

        assertThat(search(longest).candidates()).extracting(Candidate::feedUrl).containsExactly(SITE + "rss.xml");
    }

    @Test
    void linkThatIsNoUrlIsLeftOut() throws Exception {
        answer(SITE, page("/" + "x".repeat(3000), "/one"));
        answer(SITE + "one", RSS);

        assertThat(search(SITE).candidates()).extracting(Candidate::feedUrl).containsExactly(SITE + "one");
        assertThat(asked).containsExactly(SITE, SITE + "one");
    }

    @Test
    void pathThatLooksLikeAHostLeadsToNoOther() throws Exception {
        answer(SITE + "/other.example/x", page());

        search(SITE + "/other.example/x");

        assertThat(asked).hasSize(8).allMatch(url -> url.startsWith(SITE));
    }

    private Finding search(String url) throws InterruptedException {
        return search(url, Duration.ofMinutes(1));
    }

    private Finding search(String url, Duration patience) throws InterruptedException {
        return new FeedSearch(
                        asking -> {
                            asked.add(asking);
                            return answers.getOrDefault(asking, new FetchOutcome.Missing());
                        },
                        new FeedParser(1024 * 1024, 100),
                        new PassingClock(),
                        time -> passed = passed.plus(time),
                        Duration.ofSeconds(1),
                        patience)
                .search(url);
    }

    private void answer(String url, String document) {
        answers.put(url, modified(WebUrl.parse(url), document, null));
    }

    private static FetchOutcome modified(WebUrl from, String document, @Nullable WebUrl movedTo) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        return new FetchOutcome.Modified(
                body,
                null,
                from,
                List.of(),
                body.length,
                new FetchOutcome.Terms(Validators.NONE, Duration.ZERO, movedTo));
    }

    private static String page(String... feeds) {
        StringBuilder page = new StringBuilder("<html><head><title>T</title>");
        for (String feed : feeds) {
            page.append("<link rel='alternate' type='application/rss+xml' href='")
                    .append(feed)
                    .append("'>");
        }
        return page.append("</head><body>Hello</body></html>").toString();
    }

    /** Time passes only while the search rests. */
    private final class PassingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(passed);
        }
    }
}
