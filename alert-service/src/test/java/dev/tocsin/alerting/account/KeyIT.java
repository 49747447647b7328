package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class KeyIT {
    private String account = "";
    private String owner = "";

    @BeforeEach
    void anAccount() {
        JsonPath made = Rest.asOperator()
                .body(Map.of("name", "Keys"))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        account = made.getString("id");
        owner = made.getString("key.key");
    }

    @Test
    void keyMayDoWhatItsScopesNameAndIsToldWhatItLacks() {
        String key = make(owner, Map.of("name", "Alerts only", "role", "owner", "scopes", List.of("alerts:read")))
                .getString("key");

        Rest.with(key).get("/v1/alerts").then().statusCode(200);
        Rest.with(key)
                .get("/v1/subscriptions")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"))
                .body("scope", equalTo("subscriptions:read"))
                .body("detail", containsString("lacks the scope subscriptions:read"));
    }

    @Test
    void keyCannotGiveWhatItHasNot() {
        String manager = make(owner, Map.of("name", "Manager", "role", "owner", "scopes", List.of("keys:manage")))
                .getString("key");
        String ownersId = list(owner).getString("data.find { it.name == 'First key' }.id");

        Rest.with(manager)
                .body(Map.of("name", "Climber", "role", "owner"))
                .post("/v1/keys")
                .then()
                .statusCode(403)
                .body("scope", equalTo("alerts:read"));
        Rest.with(manager).post("/v1/keys/" + ownersId + "/rotate").then().statusCode(403);
        make(manager, Map.of("name", "Equal", "role", "owner", "scopes", List.of("keys:manage")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"role\":\"operator\"}",
                "{\"name\":\"x\",\"role\":\"reader\",\"scopes\":[\"keys:manage\"]}",
                "{\"name\":\"x\",\"role\":\"reader\",\"scopes\":[]}",
                "{\"name\":\"x\",\"role\":\"reader\",\"scopes\":[null]}",
                "{\"name\":\"x\",\"role\":\"reader\",\"scopes\":[\"alerts:eat\"]}",
                "{\"name\":\"x\",\"role\":\"reader\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"role\":\"reader\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}"
            })
    void keyThatCannotBeIsRefused(String body) {
        Rest.with(owner).body(body).post("/v1/keys").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void keyEndsAtItsTime() throws Exception {
        JsonPath made = make(
                owner,
                Map.of(
                        "name",
                        "Short",
                        "role",
                        "reader",
                        "expiresAt",
                        Instant.now().plusSeconds(3600).toString()));
        assertThat(made.getString("expiresAt")).isNotNull();

        sql("update alerts.api_key set expires_at = now() - interval '1 second' where id = '" + made.getString("id")
                + "'");

        Rest.with(made.getString("key")).get("/v1/alerts").then().statusCode(401);
        Rest.with(owner)
                .post("/v1/keys/" + made.getString("id") + "/rotate")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/key-ended"));
    }

    @Test
    void rotatedKeyAndTheOneBeforeItAreBothGoodForTheOverlap() throws Exception {
        JsonPath made = make(owner, Map.of("name", "Rolling", "role", "reader"));
        String rotate = "/v1/keys/" + made.getString("id") + "/rotate";

        JsonPath next = Rest.with(owner)
                .body(Map.of("overlap", "PT1H"))
                .post(rotate)
                .then()
                .statusCode(200)
                .body("previousUntil", notNullValue())
                .extract()
                .jsonPath();

        assertThat(next.getString("key")).isNotEqualTo(made.getString("key"));
        Rest.with(next.getString("key")).get("/v1/alerts").then().statusCode(200);
        Rest.with(made.getString("key")).get("/v1/alerts").then().statusCode(200);
        sql("update alerts.api_key set previous_until = now() - interval '1 second' where id = '" + made.getString("id")
                + "'");
        JsonPath last = Rest.with(owner)
                .body(Map.of("overlap", "PT0S"))
                .post(rotate)
                .then()
                .statusCode(200)
                .body("previousUntil", nullValue())
                .extract()
                .jsonPath();
        Rest.with(made.getString("key")).get("/v1/alerts").then().statusCode(401);
        Rest.with(next.getString("key")).get("/v1/alerts").then().statusCode(401);
        Rest.with(last.getString("key")).get("/v1/alerts").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT25H", "-PT1S", "soon", ""})
    void overlapThatCannotBeIsRefused(String overlap) {
        String id = make(owner, Map.of("name", "Rolling", "role", "reader")).getString("id");

        Rest.with(owner)
                .body(Map.of("overlap", overlap))
                .post("/v1/keys/" + id + "/rotate")
                .then()
                .statusCode(400)
                .body("property", equalTo("overlap"));
    }

    @Test
    void keyIsRenamed() {
        String id = make(owner, Map.of("name", "Before", "role", "reader")).getString("id");

        Rest.with(owner)
                .body(Map.of("name", "After"))
                .patch("/v1/keys/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("After"))
                .body("$", not(hasItems("key")));
        Rest.with(owner)
                .body(Map.of("name", " "))
                .patch("/v1/keys/" + id)
                .then()
                .statusCode(400);
    }

    @Test
    void useIsNotedAtMostOnceAMinute() throws Exception {
        JsonPath made = make(owner, Map.of("name", "Busy", "role", "reader"));
        String used = "select last_used_at::text from alerts.api_key where id = '" + made.getString("id") + "'";
        Rest.with(made.getString("key")).get("/v1/alerts").then().statusCode(200);
        String first = Rows.query(used).get(0);

        // Rotated, so that the replica no longer remembers it and asks the database again.
        Rest.with(owner)
                .post("/v1/keys/" + made.getString("id") + "/rotate")
                .then()
                .statusCode(200);
        Rest.with(made.getString("key")).get("/v1/alerts").then().statusCode(200);

        assertThat(Rows.query(used)).containsExactly(first);
    }

    @Test
    void accountHasALimitOfKeys() throws Exception {
        sql("insert into alerts.api_key (id, account_id, name, prefix, hash, role, created_at) select 'key_many_' || '"
                + ThreadLocalRandom.current().nextInt() + "' || n, '" + account
                + "', 'x', 'x', sha256((n || '" + account + "')::bytea), 'reader', now() from generate_series(2, "
                + KeyRepository.MOST_PER_ACCOUNT + ") as n");

        Rest.with(owner)
                .body(Map.of("name", "One more", "role", "reader"))
                .post("/v1/keys")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/too-many-keys"));
    }

    @Test
    void operatorManagesTheKeysOfEveryAccount() {
        String keys = "/v1/accounts/" + account + "/keys";
        JsonPath made = Rest.asOperator()
                .body(Map.of("name", "Rescue", "role", "owner"))
                .post(keys)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        Rest.asOperator().get(keys).then().statusCode(200).body("data.name", hasItems("First key", "Rescue"));
        Rest.with(made.getString("key")).get("/v1/keys").then().statusCode(200).body("data.size()", equalTo(2));
        Rest.asOperator()
                .get("/v1/accounts/acc_0000000000000000000000zzzz/keys")
                .then()
                .statusCode(404);
        Rest.asOperator()
                .body(Map.of("name", "Nobody's", "role", "owner"))
                .post("/v1/accounts/acc_0000000000000000000000zzzz/keys")
                .then()
                .statusCode(404);
    }

    @Test
    void operatorMakesOperatorsWithFewerScopes() {
        String reviewer = Rest.asOperator()
                .body(Map.of("name", "Reviewer", "role", "operator", "scopes", List.of("feedback:review")))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("key");

        Rest.with(reviewer).get("/v1/feedback").then().statusCode(200);
        Rest.with(reviewer).get("/v1/accounts").then().statusCode(403).body("scope", equalTo("accounts:manage"));
    }

    private static JsonPath make(String key, Map<String, Object> body) {
        return Rest.with(key)
                .body(body)
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static JsonPath list(String key) {
        return Rest.with(key).get("/v1/keys").then().statusCode(200).extract().jsonPath();
    }

    private static void sql(String statements) throws Exception {
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, statements);
        }
    }
}
