package dev.tocsin.ingest.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.ingest.BackingResource;
import dev.tocsin.ingest.ManagementPort;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How feeds are doing, as the real database decides it and REST and the metrics say it. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(ChecksIT.StandingStill.class)
class HealthIT {
    private static final String ID = "feed_00000000000000000000000000";

    @Inject
    HealthRepository health;

    @Inject
    HealthDispatcher dispatcher;

    @Inject
    Silence silence;

    @Inject
    MeterRegistry metrics;

    @Inject
    Pool pool;

    @ConfigProperty(name = "tocsin.api-key")
    String key;

    @BeforeEach
    void forgetAll() {
        sql("truncate ingest.feed, ingest.feed_alias, ingest.hub_subscription, ingest.host");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "new|title = 'x'|has not been checked yet",
                "ok|title = 'x'|went well",
                "failing|last_error = 'The site answered a Cloudflare challenge (HTTP 403).', last_error_kind = 'challenged',"
                        + " consecutive_errors = 3|a Cloudflare challenge (HTTP 403). So it ended 3 times in a row",
                "failing|last_error = 'Not a feed.', last_error_kind = 'not_a_feed'|POST /v1/feeds/discover",
                "failing|last_error = 'HTTP 404.', last_error_kind = 'missing', missing_since = now()|HTTP 404.",
                "missing|last_error = 'HTTP 404.', last_error_kind = 'missing', missing_since = now() - interval '9 days'|"
                        + "(HTTP 404) for 9 days",
                "waiting|last_error = 'Come back later.', last_error_kind = 'rate_limited'|Come back later.",
                "silent|silent_since = now(), last_news_at = now() - interval '30 days', usual_gap_ms = 10800000|"
                        + "its newest item is 30 days old, where one usually comes every 3 hours",
                "failing|silent_since = now(), last_error = 'Broken.', last_error_kind = 'dns'|Broken.",
                "disabled|disabled = true, last_error = 'Gone (HTTP 410).', silent_since = now()|Gone (HTTP 410)."
            })
    void stateIsSaidInOneWordAndInPlainOnes(String state, String row, String why) {
        feed(ID, "last_checked_at = " + (state.equals("new") ? "null, " : "now(), ") + row);

        api().get("/v1/feeds/" + ID)
                .then()
                .body("health.state", equalTo(state))
                .body("health.why", containsString(why));
        api().get("/v1/feeds?state=" + state).then().body("data.id", contains(ID));
        api().get("/v1/feeds/health").then().body("states." + state, equalTo(1)).body("total", equalTo(1));
    }

    @Test
    void feedOfAHostThatIsLeftAloneWaits() {
        feed(ID, "last_checked_at = now(), last_error = 'No connection.'");
        sql(
                "insert into ingest.host (name, free_at, closed_until) values ('h.example', now(), now() + interval '30 minutes')");

        api().get("/v1/feeds/" + ID)
                .then()
                .body("health.state", equalTo("waiting"))
                .body("health.why", containsString("No connection. Its host is left alone for 29 minutes"));
    }

    @Test
    void figuresAreToldInUnitsThatNeedNoExplanation() {
        feed(
                ID,
                "last_checked_at = now(), last_success_at = now(), checks = 8, not_modified = 6, bytes_received = 4096,"
                        + " usual_gap_ms = 5400000, last_news_at = '2026-01-01T00:00:00Z', moved_to = 'https://b.example/'");

        api().get("/v1/feeds/" + ID)
                .then()
                .body("health.checks", equalTo(8))
                .body("health.notModifiedShare", equalTo(0.75f))
                .body("health.bytesReceived", equalTo(4096))
                .body("health.usualGap", equalTo("PT1H30M"))
                .body("health.silentAfter", equalTo("2026-01-05T00:00:00Z"))
                .body("health.movedTo", equalTo("https://b.example/"))
                .body("health.lastSuccessAt", notNullValue())
                .body("health.nextCheckAt", notNullValue())
                .body("health.lastErrorKind", nullValue());
    }

    @Test
    void unknownStateIsRefused() {
        api().get("/v1/feeds?state=happy").then().statusCode(400);
    }

    @Test
    void pagesOfOneStateHoldNoOther() {
        for (int i = 0; i < 6; i++) {
            feed("feed_0000000000000000000000000" + i, "last_checked_at = " + (i % 2 == 0 ? "now()" : "null"));
        }

        String next = api().get("/v1/feeds?state=new&limit=2")
                .then()
                .body("data", hasSize(2))
                .header("Link", containsString("state=new"))
                .extract()
                .path("nextCursor");
        api().get("/v1/feeds?state=new&limit=2&cursor=" + next)
                .then()
                .body("data", hasSize(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void worstTenComeFirst() {
        for (int i = 0; i < 12; i++) {
            feed(
                    "feed_000000000000000000000000" + (10 + i),
                    "last_checked_at = now(), last_error = 'Broken.', consecutive_errors = " + i);
        }
        feed(ID, "last_checked_at = now()");

        api().get("/v1/feeds/health")
                .then()
                .body("worst", hasSize(10))
                .body("worst[0].id", equalTo("feed_00000000000000000000000021"))
                .body("worst[0].why", containsString("11 times in a row"));
    }

    @Test
    void databaseHearsTheSilenceThatTheRuleDescribes() {
        Instant now = Instant.now();
        List<Rhythm> rhythms = List.of(
                Rhythm.UNKNOWN,
                new Rhythm(null, now.minus(Duration.ofDays(900))),
                new Rhythm(Duration.ofMinutes(10), now.minus(Duration.ofHours(95))),
                new Rhythm(Duration.ofMinutes(10), now.minus(Duration.ofHours(97))),
                new Rhythm(Duration.ofDays(7), now.minus(Duration.ofDays(55))),
                new Rhythm(Duration.ofDays(7), now.minus(Duration.ofDays(57))),
                new Rhythm(Duration.ofDays(1), now.plus(Duration.ofDays(1))),
                new Rhythm(Duration.ofDays(730_000), now.minus(Duration.ofDays(3649))),
                new Rhythm(Duration.ofDays(730_000), now.minus(Duration.ofDays(3651))),
                new Rhythm(Duration.ofDays(730_000), Instant.parse("0001-01-01T00:00:00Z")),
                new Rhythm(Duration.ofMillis(Long.MAX_VALUE), now));
        for (int i = 0; i < rhythms.size(); i++) {
            Rhythm rhythm = rhythms.get(i);
            pool.preparedQuery("insert into ingest.feed (id, feed_url, last_checked_at, usual_gap_ms, last_news_at)"
                            + " values ($1, $2, now(), $3, $4)")
                    .execute(Tuple.of(
                            "feed_" + i,
                            "http://h.example/" + i,
                            rhythm.usualGap() == null ? null : rhythm.usualGap().toMillis(),
                            rhythm.lastNewsAt() == null
                                    ? null
                                    : rhythm.lastNewsAt().atOffset(ZoneOffset.UTC)))
                    .await()
                    .indefinitely();
        }

        List<String> silent =
                listen().stream().map(HealthRepository.Turn::feedId).sorted().toList();

        assertThat(silent)
                .isEqualTo(IntStream.range(0, rhythms.size())
                        .filter(i -> silence.has(rhythms.get(i), now))
                        .mapToObj(i -> "feed_" + i)
                        .toList());
    }

    @Test
    void silenceIsToldOnceByOneOfManyReplicasAndSoIsItsEnd() {
        feed(ID, "last_checked_at = now(), usual_gap_ms = 3600000, last_news_at = now() - interval '9 days'");

        List<HealthRepository.Turn> turns = Uni.join()
                .all(IntStream.range(0, 8).mapToObj(i -> health.listen(silence)).toList())
                .andFailFast()
                .map(all -> all.stream().flatMap(List::stream).toList())
                .await()
                .indefinitely();

        assertThat(turns)
                .singleElement()
                .satisfies(turn -> assertThat(turn.silent()).isTrue());
        sql("update ingest.feed set last_news_at = now()");
        assertThat(listen())
                .singleElement()
                .satisfies(turn -> assertThat(turn.silent()).isFalse());
        assertThat(listen()).isEmpty();
    }

    @Test
    void troubleNeitherBeginsNorEndsASilence() {
        String quiet = "last_checked_at = now(), usual_gap_ms = 3600000, last_news_at = now() - interval '9 days'";
        feed(ID, quiet + ", last_error = 'Broken.'");
        feed("feed_fell", quiet + ", silent_since = now(), last_error = 'Broken.'");
        feed("feed_gone", quiet + ", disabled = true");

        assertThat(listen()).isEmpty();
    }

    @Test
    void metricsSayHowManyFeedsAreInEachState() throws Throwable {
        feed(ID, "last_checked_at = now(), usual_gap_ms = 3600000, last_news_at = now() - interval '9 days'");
        feed("feed_ok", "last_checked_at = now()");
        double before = metrics.counter("tocsin.feeds.silences").count();

        VertxContextSupport.subscribeAndAwait(dispatcher::lookOver); // as the scheduler calls it

        assertThat(gauges()).containsAllEntriesOf(Map.of("silent", 1.0, "ok", 1.0, "failing", 0.0));
        assertThat(metrics.counter("tocsin.feeds.silences").count()).isEqualTo(before + 1);
        assertThat(ManagementPort.given().get("/q/metrics").asString()).contains("tocsin_feeds{state=\"silent\"");
    }

    private Map<String, Double> gauges() {
        return metrics.find("tocsin.feeds").gauges().stream()
                .collect(Collectors.toMap(gauge -> gauge.getId().getTag("state"), gauge -> gauge.value()));
    }

    private List<HealthRepository.Turn> listen() {
        return health.listen(silence).await().indefinitely();
    }

    private void feed(String id, String columns) {
        sql("insert into ingest.feed (id, feed_url) values ('" + id + "', 'http://h.example/" + id + "')");
        sql("update ingest.feed set " + columns + " where id = '" + id + "'");
    }

    private RequestSpecification api() {
        return given().header("X-API-Key", key);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }
}
