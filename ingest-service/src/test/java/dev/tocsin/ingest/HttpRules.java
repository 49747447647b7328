package dev.tocsin.ingest;

import static dev.tocsin.ingest.FeedSite.document;
import static dev.tocsin.ingest.FeedSite.inTurn;
import static dev.tocsin.ingest.FeedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.FeedSite.Answer;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The table of {@link HttpConformanceIT}: a rule, what the site answers in turn, and what is seen of it. */
final class HttpRules {
    private static final String FEED = FeedSite.rss("T", FeedSite.item("https://a.example/1", "One", "Text"));
    private static final String OTHER = FeedSite.rss("T", FeedSite.item("https://a.example/2", "Two", "Text"));
    private static final String DATE = "Sun, 22 Nov 2026 10:00:00 GMT";
    private static final String FRESH = "max-age=600";

    /** {@link #FEED}, by Node's {@code zlib.brotliCompressSync}: the library that reads Brotli here cannot write it. */
    private static final byte[] BROTLI = Base64.getDecoder()
            .decode(
                    "G9wASBwJdqzJNoTpHtZZ/bZPncxwD/LOJtSq2VcpEJ2qwXl6wNrySsra2gra5fYD/65X+zeW5XBcDIXlWq7G8/U6"
                            + "fhbLUBoRQfR6DaGJw3u5KJFdF8TOF9+c2mAMpcSE4Ik6wsF84856+b8hdzYNIcaX+2e0h/dC93nQWYSf654faqVk4yU1hBWSjyU/QD5fLwI=");

    private HttpRules() {}

    @FunctionalInterface
    interface Then {
        void check(Seen seen);
    }

    record Rule(String name, UnaryOperator<String> address, Answer answer, Then then) {
        String path() {
            return "/" + Integer.toHexString(name.hashCode());
        }

        String feedUrl(FeedSite site) {
            // A host of its own, or one rule's refusals would keep us from the others.
            return address.apply(site.url(path()).replace("127.0.0.1", "rule" + path().substring(1) + ".example"));
        }

        Map<String, Answer> answers(FeedSite site) {
            return Map.of(
                    path(),
                    answer,
                    "/moved",
                    document(FEED, "ETag", "\"m\""),
                    "/elsewhere",
                    status(301, "Location", "/moved"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What came of a rule's feed so far. */
    record Seen(List<Map<String, List<String>>> requests, JsonPath feed) {
        /** Of the request with this number, from 1. */
        @Nullable String header(int request, String name) {
            assertThat(requests).hasSizeGreaterThanOrEqualTo(request);
            List<String> values = requests.get(request - 1).get(name);
            return values == null ? null : String.join("|", values);
        }

        void conditional(int request, @Nullable String etag, @Nullable String lastModified) {
            assertThat(header(request, "If-none-match")).isEqualTo(etag);
            assertThat(header(request, "If-modified-since")).isEqualTo(lastModified);
        }

        void waits(Duration atLeast, Duration atMost) {
            assertThat(checks()).isPositive();
            assertThat(Duration.between(time("lastCheckedAt"), time("nextCheckAt")))
                    .isBetween(atLeast, atMost);
        }

        void failed(String kind, String words) {
            assertThat(feed.getString("lastErrorKind")).isEqualTo(kind);
            assertThat(feed.getString("lastError")).contains(words);
        }

        void fine() {
            assertThat(feed.getString("lastSuccessAt")).isNotNull();
            assertThat(feed.getString("lastError")).isNull();
        }

        Instant time(String field) {
            return OffsetDateTime.parse(feed.getString(field)).toInstant();
        }

        private int checks() {
            return feed.getString("lastCheckedAt") == null ? 0 : 1;
        }
    }

    private static Rule rule(String name, Answer answer, Then then) {
        return new Rule(name, own -> own + "?a=1&b=%20", answer, then);
    }

    private static Rule elsewhere(String name, String feedUrl, Then then) {
        return new Rule(name, own -> feedUrl, status(404), then);
    }

    private static Rule waits(String name, Duration atLeast, Answer... answers) {
        return rule(name, inTurn(answers), seen -> {
            seen.fine();
            seen.waits(atLeast, atLeast.plus(atLeast.dividedBy(8)).plusSeconds(1));
        });
    }

    private static Answer inside(String elements) {
        return document(FEED.replace(
                "<channel>", "<channel xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">" + elements));
    }

    static final List<Rule> RULES = List.of(
            // ------------------------------------------------------------------ What we say of ourselves
            rule("says who it is and where to complain, in the same words each time", document(FEED), seen -> {
                assertThat(seen.header(2, "User-agent"))
                        .isEqualTo(seen.header(1, "User-agent"))
                        .contains("+https://");
            }),
            rule("keeps no cookies and names no referrer", document(FEED, "Set-Cookie", "a=b"), seen -> {
                assertThat(seen.header(2, "Cookie")).isNull();
                assertThat(seen.header(2, "Referer")).isNull();
            }),
            rule(
                    "offers gzip and Brotli",
                    document(FEED),
                    seen -> assertThat(seen.header(1, "Accept-encoding")).isEqualTo("gzip, br")),
            // ------------------------------------------------------------------ Validators
            rule("asks without a condition once in a feed's life", document(FEED, "ETag", "\"1\""), seen -> {
                seen.conditional(1, null, null);
                seen.conditional(2, "\"1\"", null);
                seen.conditional(3, "\"1\"", null);
                seen.conditional(4, "\"1\"", null);
            }),
            rule(
                    "sends an ETag back byte by byte, weakness, quotes, blanks and Latin letters",
                    document(FEED, "ETag", "W/\"é b\""),
                    seen -> seen.conditional(2, "W/\"é b\"", null)),
            rule(
                    "sends an ETag back that lacks its quotes",
                    document(FEED, "ETag", "abc-1"),
                    seen -> seen.conditional(2, "abc-1", null)),
            rule(
                    "sends a date back as it came, even if it is none",
                    document(FEED, "Last-Modified", "yesterday, about noon"),
                    seen -> seen.conditional(2, null, "yesterday, about noon")),
            rule(
                    "sends both validators",
                    document(FEED, "ETag", "\"1\"", "Last-Modified", DATE),
                    seen -> seen.conditional(2, "\"1\"", DATE)),
            rule("invents no date where the site gave none", document(FEED, "Date", DATE), seen -> {
                seen.conditional(2, null, null);
                seen.conditional(3, null, null);
            }),
            rule(
                    "drops a validator that a later 200 does not bear",
                    inTurn(document(FEED, "ETag", "\"1\""), document(OTHER)),
                    seen -> {
                        seen.conditional(2, "\"1\"", null);
                        seen.conditional(3, null, null);
                    }),
            rule(
                    "drops one of two validators that a later 200 does not bear",
                    inTurn(document(FEED, "ETag", "\"1\"", "Last-Modified", DATE), document(OTHER, "ETag", "\"2\"")),
                    seen -> seen.conditional(3, "\"2\"", null)),
            rule(
                    "takes over the validators that a 304 bears, and keeps the others",
                    inTurn(document(FEED, "ETag", "\"1\"", "Last-Modified", DATE), status(304, "ETag", "\"2\"")),
                    seen -> seen.conditional(3, "\"2\"", DATE)),
            rule(
                    "keeps its validators over a failure",
                    inTurn(document(FEED, "ETag", "\"1\""), status(500), status(304)),
                    seen -> {
                        seen.conditional(3, "\"1\"", null);
                        seen.conditional(4, "\"1\"", null);
                    }),
            rule(
                    "asks with a condition also for what is no feed, and goes on to say so",
                    inTurn(document("<html><body>Hi", "ETag", "\"1\""), status(304)),
                    seen -> {
                        seen.conditional(2, "\"1\"", null);
                        seen.conditional(3, "\"1\"", null);
                        seen.failed("not_a_feed", "web page");
                    }),
            // ------------------------------------------------------------------ Freshness
            waits("waits for max-age", Duration.ofSeconds(600), document(FEED, "Cache-Control", "public, " + FRESH)),
            waits(
                    "takes off the Age that an answer has",
                    Duration.ofSeconds(200),
                    document(FEED, "Cache-Control", FRESH, "Age", "400")),
            waits(
                    "waits for Expires",
                    Duration.ofSeconds(300),
                    exchange -> document(FEED, "Expires", in(301)).give(exchange)),
            waits(
                    "believes max-age rather than Expires",
                    Duration.ofSeconds(600),
                    document(FEED, "Cache-Control", FRESH, "Expires", "0")),
            waits(
                    "waits for what a 304 says",
                    Duration.ofSeconds(600),
                    document(FEED, "ETag", "\"1\""),
                    status(304, "Cache-Control", FRESH)),
            waits("waits for ttl", Duration.ofMinutes(20), inside("<ttl>20</ttl>")),
            waits(
                    "waits for sy:updatePeriod by sy:updateFrequency",
                    Duration.ofMinutes(30),
                    inside("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>")),
            waits(
                    "takes the longest of what is stated",
                    Duration.ofMinutes(20),
                    document(FEED.replace("<channel>", "<channel><ttl>20</ttl>"), "Cache-Control", FRESH)),
            waits(
                    "believes nobody for more than a day",
                    Duration.ofDays(1),
                    document(FEED, "Cache-Control", "max-age=31536000")),
            rule(
                    "takes no-cache at its word",
                    document(FEED, "Cache-Control", "no-cache, max-age=600"),
                    seen -> assertThat(seen.requests()).hasSizeGreaterThanOrEqualTo(2)),
            rule("stays away in the hours that the feed skips", inside(hoursBut(3)), seen -> {
                seen.fine();
                assertThat(seen.time("nextCheckAt").atZone(ZoneOffset.UTC).getHour())
                        .isEqualTo(hourIn(3));
            }),
            rule("stays away on the days that the feed skips", inside(daysBut(2)), seen -> {
                seen.fine();
                assertThat(seen.time("nextCheckAt").atZone(ZoneOffset.UTC).getDayOfWeek())
                        .isEqualTo(
                                OffsetDateTime.now(ZoneOffset.UTC).plusDays(2).getDayOfWeek());
            }),
            // ------------------------------------------------------------------ Refusals
            rule("comes back when a 429 says, in seconds", status(429, "Retry-After", "1800"), seen -> {
                seen.failed("rate_limited", "in 1800 seconds");
                seen.waits(Duration.ofMinutes(30), Duration.ofMinutes(34));
            }),
            rule(
                    "comes back when a 429 says, by date",
                    exchange -> status(429, "Retry-After", in(1800)).give(exchange),
                    seen -> seen.waits(Duration.ofMinutes(29), Duration.ofMinutes(34))),
            rule(
                    "comes back when a 503 says, in seconds",
                    status(503, "Retry-After", "1800"),
                    seen -> seen.waits(Duration.ofMinutes(30), Duration.ofMinutes(34))),
            rule(
                    "comes back when a 503 says, by date",
                    exchange -> status(503, "Retry-After", in(1800)).give(exchange),
                    seen -> seen.waits(Duration.ofMinutes(29), Duration.ofMinutes(34))),
            rule("backs off by itself where a 429 does not say", status(429), seen -> {
                assertThat(seen.feed().getInt("consecutiveErrors")).isGreaterThanOrEqualTo(3);
                seen.waits(Duration.ofSeconds(4), Duration.ofHours(5));
            }),
            rule("leaves a site alone for hours that forbids it", status(403), seen -> {
                seen.failed("forbidden", "refuses us (HTTP 403)");
                seen.waits(Duration.ofMinutes(216), Duration.ofMinutes(264));
            }),
            rule(
                    "says when Cloudflare challenges it, by the header",
                    status(403, "cf-mitigated", "challenge", "Server", "cloudflare"),
                    seen -> {
                        seen.failed("challenged", "The site answered a Cloudflare challenge (HTTP 403)");
                        seen.waits(Duration.ofMinutes(216), Duration.ofMinutes(264));
                    }),
            rule(
                    "says when Cloudflare challenges it, by the page",
                    page(503, "<title>Just a moment...</title>"),
                    seen -> seen.failed("challenged", "The site answered a Cloudflare challenge (HTTP 503)")),
            rule("asks for a feed no more that is gone for good", status(410), seen -> {
                seen.failed("gone", "gone for good (HTTP 410)");
                assertThat(seen.feed().getString("status")).isEqualTo("disabled");
                assertThat(seen.feed().getString("nextCheckAt")).isNull();
            }),
            rule("goes on to ask for what is not found", status(404), seen -> {
                seen.failed("missing", "nothing at this address (HTTP 404)");
                assertThat(seen.requests()).hasSizeGreaterThanOrEqualTo(2);
                assertThat(seen.feed().getString("status")).isEqualTo("active");
            }),
            // ------------------------------------------------------------------ Redirects
            rule(
                    "follows a 301, and keeps the address for now",
                    status(301, "Location", "/moved"),
                    HttpRules::keepsItsAddress),
            rule(
                    "follows a 308, and keeps the address for now",
                    status(308, "Location", "/moved"),
                    HttpRules::keepsItsAddress),
            rule("follows a 302", status(302, "Location", "/moved"), HttpRules::keepsItsAddress),
            rule("follows a 307", status(307, "Location", "/moved"), HttpRules::keepsItsAddress),
            rule(
                    "follows no redirect inward",
                    status(301, "Location", "http://10.0.0.1/feed"),
                    seen -> seen.failed("refused", "address not allowed")),
            rule(
                    "follows no redirect to another scheme",
                    status(301, "Location", "file:///etc/passwd"),
                    seen -> seen.failed("refused", "redirects elsewhere")),
            rule(
                    "does not go in circles",
                    exchange -> status(302, "Location", exchange.getRequestURI().getPath())
                            .give(exchange),
                    seen -> seen.failed("refused", "more than 5 times")),
            // ------------------------------------------------------------------ Faults, each by its name
            elsewhere(
                    "says that a name does not resolve",
                    "http://nowhere.invalid/feed",
                    seen -> seen.failed("dns", "nowhere.invalid does not resolve")),
            elsewhere(
                    "says that nobody listens",
                    "http://127.0.0.1:1024/feed",
                    seen -> seen.failed("connect", "does not accept connections")),
            new Rule(
                    "says that encryption fails",
                    own -> own.replace("http:", "https:"),
                    status(404),
                    seen -> seen.failed("tls", "certificate or encryption")),
            rule(
                    "says that a site does not begin to answer",
                    exchange -> sleep(6),
                    seen -> seen.failed("timed_out", "did not begin to answer within 2 seconds")),
            rule(
                    "says that a site falls silent",
                    exchange -> {
                        exchange.sendResponseHeaders(200, 0);
                        exchange.getResponseBody().write("<rss>".getBytes(StandardCharsets.UTF_8));
                        exchange.getResponseBody().flush();
                        sleep(6);
                    },
                    seen -> seen.failed("timed_out", "fell silent in the middle")),
            rule(
                    "says that a site drips",
                    exchange -> {
                        exchange.sendResponseHeaders(200, 0);
                        for (int i = 0; i < 90; i++) {
                            exchange.getResponseBody().write(' ');
                            exchange.getResponseBody().flush();
                            sleep(0.1);
                        }
                    },
                    seen -> seen.failed("timed_out", "did not finish its answer within 5 seconds")),
            // ------------------------------------------------------------------ Bodies
            rule("reads gzip", body("gzip", gzip(FEED.getBytes(StandardCharsets.UTF_8))), Seen::fine),
            rule("reads Brotli", body("br", BROTLI), Seen::fine),
            rule(
                    "stops where a body inflates beyond the limit",
                    body("gzip", gzip(new byte[20_000_000])),
                    seen -> seen.failed("too_large", "larger than 8 MB")),
            rule(
                    "says that a body does not inflate",
                    body("br", FEED.getBytes(StandardCharsets.UTF_8)),
                    seen -> seen.failed("compression", "compression is broken")));

    private static void keepsItsAddress(Seen seen) {
        seen.fine();
        seen.conditional(2, "\"m\"", null);
        assertThat(seen.feed().getString("feedUrl")).doesNotContain("/moved");
    }

    /** All hours but the one that begins so many hours from now. */
    private static String hoursBut(int ahead) {
        return IntStream.range(0, 24)
                .filter(hour -> hour != hourIn(ahead))
                .mapToObj(hour -> "<hour>" + hour + "</hour>")
                .collect(Collectors.joining("", "<skipHours>", "</skipHours>"));
    }

    private static int hourIn(int ahead) {
        return OffsetDateTime.now(ZoneOffset.UTC).plusHours(ahead).getHour();
    }

    private static String daysBut(int ahead) {
        return IntStream.range(0, 7)
                .filter(day -> day != ahead)
                .mapToObj(
                        day -> OffsetDateTime.now(ZoneOffset.UTC).plusDays(day).getDayOfWeek())
                .map(day -> "<day>" + day + "</day>")
                .collect(Collectors.joining("", "<skipDays>", "</skipDays>"));
    }

    private static String in(int seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
    }

    private static Answer page(int status, String words) {
        return exchange -> {
            exchange.sendResponseHeaders(status, words.length());
            exchange.getResponseBody().write(words.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Answer body(String encoding, byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", encoding);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipping = new GZIPOutputStream(out)) {
            zipping.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void sleep(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
