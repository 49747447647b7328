package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Without a broker nothing is refused and nothing is lost: articles wait in the table. */
@QuarkusTest
@NullUnmarked
@TestProfile(BrokerAwayIT.NoBroker.class)
@QuarkusTestResource(BackingResource.class)
class BrokerAwayIT {
    @Inject
    Pool pool;

    public static class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // The discard port: nothing listens there. The channel's own key outranks the test resource's.
            return Map.of("mp.messaging.outgoing.article-ingested.bootstrap.servers", "127.0.0.1:9");
        }
    }

    @Test
    void postedArticleIsAcceptedAtOnceAndWaits() {
        String url = "https://outlet.example/" + UUID.randomUUID();

        for (int i = 0; i < 3; i++) {
            post(url + i)
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("accepted"))
                    .time(lessThan(2_000L));
        }

        ManagementPort.given().get("/q/health/live").then().statusCode(200);
        ManagementPort.given().get("/q/health/ready").then().statusCode(200);
        assertThat(unsent(url)).isEqualTo(3);
    }

    @Test
    void feedsAreStillRead() throws Exception {
        try (FeedSite site = new FeedSite()) {
            site.answer("/feed", FeedSite.tagged("\"1\"", FeedSite.rss("O", FeedSite.item("story", "T", "t"))));

            given().header("X-API-Key", BackingResource.API_KEY)
                    .contentType("application/json")
                    .body(Map.of("feedUrl", site.url("/feed")))
                    .post("/v1/feeds");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> site.requests("/feed").size() >= 3);
            assertThat(unsent(site.url("/"))).isEqualTo(1);
        }
    }

    private static io.restassured.response.Response post(String url) {
        return given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("title", "T", "url", url, "text", "t"))
                .post("/v1/articles");
    }

    private long unsent(String urlPrefix) {
        return pool.query("select count(*) from ingest.article where sent_at is null and url like '" + urlPrefix + "%'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
