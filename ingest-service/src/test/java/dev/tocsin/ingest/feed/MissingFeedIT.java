package dev.tocsin.ingest.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tocsin.ingest.BackingResource;
import dev.tocsin.ingest.feed.CheckRepository.Check;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed of which its site has known nothing for days, as the operator sees it. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(ChecksIT.StandingStill.class)
class MissingFeedIT {
    private static final Duration LATER = Duration.ofHours(1);
    private static final FetchOutcome MISSING = new FetchOutcome.Missing();
    private static final FetchOutcome.NotModified THERE =
            new FetchOutcome.NotModified(new FetchOutcome.Terms(Validators.NONE, Duration.ZERO, null));

    @ConfigProperty(name = "tocsin.api-key")
    String apiKey;

    @Inject
    CheckRepository checks;

    @Inject
    Pool pool;

    @BeforeEach
    void registerOne() {
        sql("truncate ingest.feed, ingest.feed_alias, ingest.hub_subscription, ingest.host");
        sql("insert into ingest.feed (id, feed_url) values ('feed_01jd8z00000000000000000000', 'http://a.example/x')");
    }

    @Test
    void feedThatIsNotFoundForTheFirstTimeIsNotMissingYet() {
        check(CheckResult.failed(MISSING, LATER));

        feed().body("status", not("missing"), "lastErrorKind", equalTo("missing"));
    }

    @Test
    void feedThatIsNotFoundForDaysIsMissingAndStillChecked() {
        check(CheckResult.failed(MISSING, LATER));
        sql("update ingest.feed set missing_since = missing_since - interval '8 d'");

        check(CheckResult.failed(MISSING, LATER));

        feed().body(
                        "status", equalTo("missing"),
                        "nextCheckAt", notNullValue(),
                        "lastError", containsString("nothing at this address (HTTP 404)"));
    }

    @Test
    void feedThatComesBackIsMissingNoMore() {
        check(CheckResult.failed(MISSING, LATER));
        sql("update ingest.feed set missing_since = missing_since - interval '8 d'");

        check(CheckResult.unchanged(THERE, LATER));

        feed().body("status", not("missing"), "lastError", equalTo(null));
    }

    private void check(CheckResult result) {
        sql("update ingest.feed set next_check_at = now(), has_place = true");
        DueFeed due = checks.claimDue(1).await().indefinitely().feeds().get(0);
        checks.note(new Check(due, result, HostReport.of(THERE))).await().indefinitely();
    }

    private ValidatableResponse feed() {
        return given().header("X-API-Key", apiKey)
                .get("/v1/feeds/feed_01jd8z00000000000000000000")
                .then()
                .statusCode(200);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }
}
