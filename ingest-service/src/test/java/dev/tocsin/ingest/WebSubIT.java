package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.ingest.TestHub.Asked;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub's whole life with us, between a real service, a site that is polled, and a small hub. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(WebSubIT.Reachable.class)
class WebSubIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long TEN_DAYS = 864_000;

    public static class Reachable implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0);
                    ServerSocket management = new ServerSocket(0)) {
                String port = Integer.toString(free.getLocalPort());
                return Map.of(
                        "quarkus.http.test-port",
                        port,
                        // Known too, since a server whose port is known counts its bytes under it: both have to, or
                        // none.
                        "quarkus.management.test-port",
                        Integer.toString(management.getLocalPort()),
                        "tocsin.websub.public-url",
                        "http://127.0.0.1:" + port + "/");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Pool pool;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private FeedSite site;
    private TestHub hub;
    private TopicReader topic;
    private String feedId;

    @BeforeEach
    void open() throws Exception {
        site = new FeedSite();
        hub = new TestHub();
        topic = new TopicReader(bootstrapServers);
    }

    @AfterEach
    void close() {
        if (feedId != null) {
            api().delete("/v1/feeds/" + feedId);
            pool.query("delete from ingest.hub_subscription").execute().await().indefinitely();
        }
        site.close();
        hub.close();
        topic.close();
    }

    @Test
    void hubIsFoundSubscribedToAndVerified() {
        hub.then(hub.verifying(100L * 365 * 86_400));

        Asked asked = follow();

        soon().untilAsserted(() -> assertThat(hub("state")).isEqualTo("active"));
        assertThat(hub.echoed()).containsExactly(true);
        assertThat(asked.lease()).isEqualTo(Long.toString(TEN_DAYS));
        assertThat(asked.secret()).matches("[0-9a-f]{64}");
        assertThat(asked.callback()).matches("http://127\\.0\\.0\\.1:[0-9]+/v1/websub/[A-Za-z0-9_-]{43}");
        assertThat(hub("hubUrl")).isEqualTo(hub.url());
        assertThat(hub("topic")).isEqualTo(topicUrl());
        assertThat(OffsetDateTime.parse(hub("leaseUntil"))).isBetween(now().plusDays(13), now().plusDays(14));
    }

    @Test
    void signedPushBecomesAnArticleAndItsFeedIsPolledSeldom() {
        Asked subscription = active();

        int status = hub.push(subscription, rss("/pushed"));

        assertThat(status).isEqualTo(202);
        soon().untilAsserted(() -> assertThat(topic.mentioning(site.url("/pushed")))
                .singleElement()
                .satisfies(message -> assertThat(message.value()).contains(feedId)));
        soon().untilAsserted(() -> assertThat(number("announcedFirst")).isEqualTo(1));
        assertThat(number("polledFirst")).isZero();
        assertThat(hub("lastPushAt")).isNotNull();
        assertThat(articles("/pushed")).isEqualTo(1);
        soon().untilAsserted(() -> assertThat(OffsetDateTime.parse(feed().getString("nextCheckAt")))
                .isAfter(now().plusMinutes(55)));
        assertThat(ManagementPort.given().get("/q/metrics").asString())
                .contains("tocsin_websub_articles_first_total{by=\"push\",hub=\"127.0.0.1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=00", "sha256", "md5=0123"})
    void pushThatIsNotSignedIsTakenAndIgnored(String signature) {
        Asked subscription = active();

        int status = hub.push(subscription, rss("/forged"), signature);

        assertThat(status).isEqualTo(202);
        hub.push(subscription, rss("/honest"));
        soon().until(() -> articles("/honest") == 1);
        assertThat(articles("/forged")).isZero();
        assertThat(topic.mentioning(site.url("/forged"))).isEmpty();
    }

    @Test
    void renewalKeepsTheOldSubscriptionWhileTheNewIsUnverified() {
        Asked subscription = active();
        String leaseUntil = hub("leaseUntil");
        hub.then(TestHub.silent());

        due();

        soon().until(() -> hub.asked("subscribe", topicUrl()).size() == 2);
        assertThat(hub.asked("subscribe", topicUrl()).get(1)).isEqualTo(subscription);
        assertThat(hub("state")).isEqualTo("active");
        assertThat(hub("leaseUntil")).isEqualTo(leaseUntil);
        hub.push(subscription, rss("/meanwhile"));
        soon().until(() -> articles("/meanwhile") == 1);
        hub.then(hub.verifying(2 * TEN_DAYS));
        due();
        soon().untilAsserted(() ->
                assertThat(OffsetDateTime.parse(hub("leaseUntil"))).isAfter(OffsetDateTime.parse(leaseUntil)));
    }

    @Test
    void denialIsShownWithItsReason() {
        hub.then(hub.denying("no strangers"));

        follow();

        soon().untilAsserted(() -> assertThat(hub("state")).isEqualTo("denied"));
        assertThat(hub("lastError")).contains("no strangers");
    }

    @Test
    void hubThatNeverPushesDoesNotSlowThePolls() {
        active();

        site.answer("/feed", document(rss("/unannounced")));

        soon().until(() -> articles("/unannounced") == 1);
        soon().untilAsserted(() -> assertThat(number("polledFirst")).isEqualTo(1));
        assertThat(number("announcedFirst")).isZero();
        int before = site.requests("/feed").size();
        soon().until(() -> site.requests("/feed").size() >= before + 4);
    }

    @Test
    void pollThatIsFirstEndsTheTrustAtOnce() {
        Asked subscription = active();
        hub.push(subscription, rss("/pushed"));
        soon().until(() -> number("announcedFirst") == 1);
        site.answer("/feed", document(rss("/unannounced")));

        pool.query("update ingest.feed set next_check_at = now()")
                .execute()
                .await()
                .indefinitely();

        soon().until(() -> number("polledFirst") == 1);
        int before = site.requests("/feed").size();
        pool.query("update ingest.feed set next_check_at = now()")
                .execute()
                .await()
                .indefinitely();
        soon().until(() -> site.requests("/feed").size() >= before + 4);
    }

    @Test
    void pushThatNobodyCanReadLeavesItsFeedToThePolls() {
        Asked subscription = active();
        hub.push(subscription, rss("/pushed"));
        soon().until(() -> number("announcedFirst") == 1);
        polledInAnHour();
        site.answer("/feed", document(rss("/unreadable")));

        assertThat(hub.push(subscription, "no feed at all")).isEqualTo(202);

        soon().until(() -> articles("/unreadable") == 1);
    }

    @Test
    void pushThatPutsOldTextBackIsMendedFromTheOrigin() {
        Asked subscription = active();
        String now = FeedSite.rss("Outlet", FeedSite.item(site.url("/a"), "Title " + mark, "Text as it is now"));
        site.answer("/feed", document(now));
        soon().until(() -> articles("/a") == 1);
        polledInAnHour();

        hub.push(
                subscription,
                FeedSite.rss("Outlet", FeedSite.item(site.url("/a"), "Title " + mark, "Text as it was once")));

        soon().until(() -> count("select coalesce(max(revision), 0)::bigint from ingest.article where url = '"
                        + site.url("/a") + "' and text like '%as it is now%'")
                == 3);
    }

    @Test
    void deletedFeedIsUnsubscribed() {
        Asked subscription = active();

        api().delete("/v1/feeds/" + feedId).then().statusCode(204);

        assertThat(hub.push(subscription, rss("/late"))).isEqualTo(410);
        soon().untilAsserted(() -> assertThat(hub.asked("unsubscribe", topicUrl()))
                .hasSize(1)
                .allSatisfy(farewell -> assertThat(farewell.callback()).isEqualTo(subscription.callback())));
        soon().until(() -> hub.echoed().size() == 2);
        assertThat(hub.echoed()).containsOnly(true);
        assertThat(rows()).isZero();
        assertThat(hub.push(subscription, rss("/later"))).isEqualTo(410);
    }

    @Test
    void disabledFeedsPushesAreTurnedAwayAndItsHubIsLeft() {
        Asked subscription = active();
        sql("update ingest.feed set disabled = true, lease = null");

        assertThat(hub.push(subscription, rss("/disabled"))).isEqualTo(410);

        soon().until(() -> hub.asked("unsubscribe", topicUrl()).size() == 1);
        assertThat(articles("/disabled")).isZero();
    }

    @Test
    void hubThatVanishesIsUnsubscribed() {
        active();
        sql("update ingest.hub_subscription set created_at = now() - interval '2 days'");

        site.answer("/feed", FeedSite.document(rss("/alone")));

        soon().until(() -> feed().getString("hub") == null);
        assertThat(hub.asked("unsubscribe", topicUrl())).isEmpty(); // its pushes count for an hour
        due();
        soon().until(() -> hub.asked("unsubscribe", topicUrl()).size() == 1);
        soon().untilAsserted(() -> assertThat(rows()).isZero());
        assertThat(feed().getString("hub")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void hubThatMovedIsFollowedWithTheSameForm(int status) {
        hub.then(hub.verifying(TEN_DAYS));

        follow(hub.redirectingUrl(status));

        soon().untilAsserted(() -> assertThat(hub("state")).isEqualTo("active"));
    }

    @Test
    void hubAtAForbiddenAddressIsNotAsked() {
        follow("http://169.254.169.254/hub");

        soon().untilAsserted(() -> assertThat(hub("lastError")).contains("address not allowed"));
        assertThat(hub("state")).isEqualTo("pending");
    }

    @Test
    void onlyWhatWeAskedForIsVerified() {
        Asked subscription = active();
        String callback = subscription.callback();
        String unknown = callback.substring(0, callback.length() - 43) + "x".repeat(43);
        Map<String, String> right = Map.of("hub.mode", "subscribe", "hub.topic", topicUrl(), "hub.challenge", "c");

        assertThat(hub.call(callback, right).body()).isEqualTo("c");
        assertThat(hub.call(unknown, right).statusCode()).isEqualTo(404);
        for (Map<String, String> wrong : List.of(
                Map.of("hub.mode", "subscribe", "hub.topic", "https://other.example/", "hub.challenge", "c"),
                Map.of("hub.mode", "unsubscribe", "hub.topic", topicUrl(), "hub.challenge", "c"),
                Map.of("hub.mode", "denied", "hub.topic", "https://other.example/"),
                Map.of("hub.mode", "publish", "hub.topic", topicUrl(), "hub.challenge", "c"),
                Map.of("hub.challenge", "c"))) {
            assertThat(hub.call(callback, wrong).statusCode()).isEqualTo(404);
        }
        assertThat(hub("state")).isEqualTo("active");
    }

    @Test
    void onlyCallbacksNeedNoKey() {
        String token = "y".repeat(43);

        given().post("/v1/websub/" + token).then().statusCode(410);
        given().get("/v1/websub/" + token).then().statusCode(404);
        for (String path : List.of(
                "/v1/websub", "/v1/websub/", "/v1/websub/short", "/v1/websub/" + token + "/x", "/v1/websub/../feeds")) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(401);
        }
        given().delete("/v1/websub/" + token).then().statusCode(401);
    }

    @Test
    void floodAtOneCallbackIsTurnedAway() {
        String token = "z".repeat(43);

        for (int i = 0; i < 240; i++) {
            given().get("/v1/websub/" + token);
        }

        given().get("/v1/websub/" + token).then().statusCode(429).header("Retry-After", "60");
        given().get("/v1/websub/" + "w".repeat(43)).then().statusCode(404);
    }

    @Test
    void oversizedPushIsRefused() {
        Asked subscription = active();

        assertThat(hub.push(subscription, "x".repeat(8 * 1024 * 1024 + 1))).isEqualTo(413);
    }

    @Test
    void pushWithoutASignatureIsAnsweredBeforeItsBodyCame() throws Exception {
        Asked subscription = active();

        try (Socket unsigned = begun(subscription, "")) {
            assertThat(answer(unsigned)).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void slowPushesOfOneHubAreTwoAtMostAndGivenUpAtTheDeadline() throws Exception {
        Asked subscription = active();
        String signature = "X-Hub-Signature: sha256=00\r\n";

        try (Socket first = begun(subscription, signature);
                Socket second = begun(subscription, signature)) {
            soon().until(() -> hub.push(subscription, rss("/third")) == 429);
            assertThat(articles("/third")).isZero();

            soon().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> {
                        first.getOutputStream().write('x');
                        return first.getInputStream().available() > 0;
                    });
            assertThat(answer(first)).startsWith("HTTP/1.1 408");
            assertThat(answer(second)).isNull(); // it fell silent
        }
        soon().until(() -> hub.push(subscription, rss("/later")) == 202);
    }

    private static Socket begun(Asked subscription, String signature) throws IOException {
        URI callback = URI.create(subscription.callback());
        Socket socket = new Socket("127.0.0.1", callback.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("POST " + callback.getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/rss+xml\r\n"
                                + signature + "Content-Length: 1000000\r\n\r\n<")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    // ---- The site and its feed

    private Asked active() {
        hub.then(hub.verifying(TEN_DAYS));
        Asked subscription = follow();
        soon().until(() -> "active".equals(hub("state")));
        return subscription;
    }

    private Asked follow() {
        follow(hub.url());
        soon().until(() -> !hub.asked("subscribe", topicUrl()).isEmpty());
        return hub.asked("subscribe", topicUrl()).get(0);
    }

    private void follow(String hubUrl) {
        site.answer("/feed", FeedSite.document(rss("/old"), "Link", links(hubUrl)));
        feedId = api().body(Map.of("feedUrl", site.url("/feed")))
                .post("/v1/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        soon().until(() -> feed().get("hub") != null);
    }

    private FeedSite.Answer document(String rss) {
        return FeedSite.document(rss, "Link", links(hub.url()));
    }

    private String links(String hubUrl) {
        return "<" + hubUrl + ">; rel=hub, </topic>; rel=\"self\"";
    }

    private String topicUrl() {
        return site.url("/topic");
    }

    private String rss(String path) {
        return FeedSite.rss("Outlet", FeedSite.item(site.url(path), "Title " + mark, "Text of " + path));
    }

    // ---- What the service says

    private JsonPath feed() {
        return api().get("/v1/feeds/" + feedId).then().statusCode(200).extract().jsonPath();
    }

    private String hub(String field) {
        return feed().getString("hub." + field);
    }

    private long number(String field) {
        return feed().getLong("hub." + field);
    }

    private long articles(String path) {
        return count("select count(*) from ingest.article where url = '" + site.url(path) + "'");
    }

    private long rows() {
        return count("select count(*) from ingest.hub_subscription");
    }

    private void polledInAnHour() {
        sql("update ingest.feed set next_check_at = now() + interval '1 hour', lease = null, has_place = false");
    }

    private void due() {
        sql("update ingest.hub_subscription set due_at = now()");
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }

    private long count(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    private static ConditionFactory soon() {
        return await().atMost(SOON);
    }

    private static RequestSpecification api() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }
}
