package dev.tocsin.alerting.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A POST that is sent again under its key is done once. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class IdempotencyIT {
    private static final int AT_ONCE = 16;

    @Test
    void sameRequestHasTheSameAnswerAgain() {
        String key = UUID.randomUUID().toString();
        Response first = account(key, "again " + key);

        Response second = account(key, "again " + key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        account(key, "one");

        account(key, "another")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo(ProblemType.IDEMPOTENCY_KEY_REUSED.path()));
    }

    @Test
    void anotherQueryUnderTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        String unknown = "/v1/subscriptions/sub_00000000000000000000000000/test";
        Rest.asOperator().header("Idempotency-Key", key).post(unknown).then().statusCode(404);

        Rest.asOperator()
                .header("Idempotency-Key", key)
                .post(unknown + "?wait=true")
                .then()
                .statusCode(422);
    }

    @Test
    void refusalIsRepeatedToo() {
        String key = UUID.randomUUID().toString();
        Response first = account(key, "");

        Response second = account(key, "");

        assertThat(first.statusCode()).isEqualTo(400);
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void keysOfTwoAccountsNeverMeet() {
        String key = UUID.randomUUID().toString();
        String mine = owner();
        String theirs = owner();

        String first = key(mine, key).jsonPath().getString("id");
        Response second = key(theirs, key);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.jsonPath().getString("id")).isNotEqualTo(first);
    }

    @Test
    void manyAtOnceAreDoneOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        String name = "once " + key;
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        List<Integer> statuses = new ArrayList<>();
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int client = 0; client < AT_ONCE; client++) {
                answers.add(clients.submit(() -> account(key, name).statusCode()));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(statuses).contains(201).isSubsetOf(201, 409);
        assertThat(Rows.query("select count(*)::text from alerts.account where name = '" + name + "'"))
                .containsExactly("1");
    }

    @Test
    void requestUnderWayIsTold() throws SQLException {
        String key = UUID.randomUUID().toString();
        account(key, "slow");
        unanswered(key, "now() + interval '1 minute'");

        account(key, "slow")
                .then()
                .statusCode(409)
                .header("Retry-After", "5")
                .body("type", equalTo(ProblemType.IDEMPOTENCY_KEY_IN_USE.path()));
    }

    @Test
    void claimOfOneThatIsGoneIsTakenOver() throws SQLException {
        String key = UUID.randomUUID().toString();
        account(key, "crashed");
        unanswered(key, "now() - interval '1 second'");

        assertThat(account(key, "another").statusCode()).isEqualTo(422);
        account(key, "crashed").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void keyPastItsRetentionIsFree() throws SQLException {
        String key = UUID.randomUUID().toString();
        account(key, "old");
        change("created_at = now() - interval '25 hours'", key);

        account(key, "new").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void failureIsNotKept() throws SQLException {
        String key = UUID.randomUUID().toString();
        try (Connection connection = Rows.database()) {
            Rows.execute(
                    connection, "alter table alerts.account add constraint closed check (name <> 'fails') not valid");
            account(key, "fails").then().statusCode(500);
            Rows.execute(connection, "alter table alerts.account drop constraint closed");
        }

        account(key, "fails").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void secretIsNotInTheDatabase() throws SQLException {
        String key = UUID.randomUUID().toString();
        String secret = key(owner(), key).jsonPath().getString("key");

        List<String> stored = Rows.query(
                "select encode(body, 'escape') || headers from alerts.idempotency where key = '" + key + "'");

        assertThat(secret).startsWith("tocsin_");
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0)).doesNotContain(secret.substring(0, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "schlüssel"})
    void keyThatIsNoKeyIsRefused(String key) {
        Rest.asOperator()
                .header(
                        "Idempotency-Key",
                        new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .body("{\"name\":\"x\"}")
                .post("/v1/accounts")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("Idempotency-Key"));
    }

    @Test
    void keyThatIsTooLongIsRefused() {
        account("k".repeat(256), "x").then().statusCode(400);
        account("k".repeat(200) + UUID.randomUUID(), "x").then().statusCode(201);
    }

    private static Response account(String key, String name) {
        return Rest.asOperator()
                .header("Idempotency-Key", key)
                .body("{\"name\":\"" + name + "\"}")
                .post("/v1/accounts");
    }

    private static Response key(String owner, String key) {
        return Rest.with(owner)
                .header("Idempotency-Key", key)
                .body("{\"name\":\"k\",\"role\":\"reader\"}")
                .post("/v1/keys");
    }

    private static String owner() {
        return Rest.asOperator()
                .body("{\"name\":\"owner\"}")
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("key.key");
    }

    private static void unanswered(String key, String lease) throws SQLException {
        change("state = 'claimed', status = null, headers = null, body = null, lease_until = " + lease, key);
    }

    private static void change(String what, String key) throws SQLException {
        try (Connection connection = Rows.database()) {
            Rows.execute(
                    connection,
                    "update alerts.idempotency set " + what + " where key = '" + key + "' and account_id = '"
                            + Caller.OPERATOR_ACCOUNT + "'");
        }
    }
}
