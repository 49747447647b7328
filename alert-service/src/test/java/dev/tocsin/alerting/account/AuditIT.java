package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.audit.AuditDispatcher;
import dev.tocsin.alerting.delivery.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class AuditIT {
    @Inject
    AuditDispatcher pruner;

    private String owner = "";
    private String ownersKeyId = "";
    private String account = "";

    @BeforeEach
    void anAccount() {
        JsonPath made = Rest.asOperator()
                .body(Map.of("name", "Audited"))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        owner = made.getString("key.key");
        ownersKeyId = made.getString("key.id");
        account = made.getString("id");
    }

    @Test
    void changeIsWrittenWithWhoWhatWhenAndFromWhere() {
        String id = subscribe();

        ValidatableResponse changed = Rest.with(owner)
                .header("X-Request-Id", "desk-42")
                .body("{\"name\":\"Renamed\",\"headers\":{\"x-token\":\"hunter2\"}}")
                .patch("/v1/subscriptions/" + id)
                .then()
                .statusCode(200)
                .header("X-Request-Id", "desk-42");

        assertThat(changed).isNotNull();
        log("targetId", id)
                .body("data", hasSize(2))
                .body("data[0].action", equalTo("change"))
                .body("data[0].actor.keyId", equalTo(ownersKeyId))
                .body("data[0].actor.role", equalTo("owner"))
                .body("data[0].accountId", equalTo(account))
                .body("data[0].target.type", equalTo("subscription"))
                .body("data[0].requestId", equalTo("desk-42"))
                .body("data[0].address", equalTo("127.0.0.1"))
                .body("data[0].at", notNullValue())
                .body("data[0].changes.name.before", equalTo("First"))
                .body("data[0].changes.name.after", equalTo("Renamed"))
                .body("data[0].changes.secrets.after", equalTo("***"))
                .body("data[0].changes.types", nullValue())
                .body("data[1].action", equalTo("create"))
                .body("data[1].changes.url.after", equalTo("http://127.0.0.1:9999/***"))
                .body(not(containsString("hunter2")));
    }

    @Test
    void whatIsDoneToASubscriptionStandsInTheLog() {
        String id = subscribe();
        String path = "/v1/subscriptions/" + id;
        String message = Rest.with(owner)
                .post(path + "/test")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("messageId");
        Rest.with(owner)
                .post(path + "/deliveries/" + message + "/replay")
                .then()
                .statusCode(202);
        Rest.with(owner)
                .body(Map.of("since", "2020-01-01T00:00:00Z", "state", "all"))
                .post(path + "/deliveries/replay")
                .then()
                .statusCode(202);
        Rest.with(owner).delete(path + "/deliveries?state=held").then().statusCode(200);
        Rest.with(owner).post(path + "/secret/rotate").then().statusCode(200);
        Rest.with(owner).delete(path).then().statusCode(204);

        assertThat(log("limit", "200").extract().jsonPath().getList("data.action"))
                .containsExactly(
                        "delete", "rotate", "discard", "replay", "replay", "test", "create", "create", "create");
        log("target", "delivery").body("data[0].target.id", equalTo(message));
    }

    @Test
    void keysStandInTheLogWithoutThemselves() {
        JsonPath key = Rest.with(owner)
                .body(Map.of("name", "Dashboard", "role", "reader"))
                .post("/v1/keys")
                .jsonPath();
        String id = key.getString("id");
        String next =
                Rest.with(owner).post("/v1/keys/" + id + "/rotate").jsonPath().getString("key");
        Rest.with(owner)
                .body(Map.of("name", "Wall"))
                .patch("/v1/keys/" + id)
                .then()
                .statusCode(200);
        Rest.with(owner).delete("/v1/keys/" + id).then().statusCode(204);

        log("targetId", id)
                .body("data.action", equalTo(List.of("revoke", "change", "rotate", "create")))
                .body("data[1].changes.name.after", equalTo("Wall"))
                .body("data[2].changes.key.after", equalTo("***"))
                .body(not(containsString(next)))
                .body(not(containsString(key.getString("key"))));
    }

    @Test
    void refusedChangeLeavesNoTrace() {
        String id = subscribe();

        Rest.with(owner)
                .body("{\"url\":\"no url\"}")
                .patch("/v1/subscriptions/" + id)
                .then()
                .statusCode(400);

        log("targetId", id).body("data", hasSize(1));
    }

    @Test
    void operatorSeesAllAndAnAccountItsOwn() {
        String id = subscribe();
        String other = Rest.asOperator()
                .body(Map.of("name", "Other"))
                .post("/v1/accounts")
                .jsonPath()
                .getString("key.key");

        Rest.asOperator().queryParam("targetId", id).get("/v1/audit").then().body("data", hasSize(1));
        Rest.with(other)
                .queryParam("targetId", id)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("data", hasSize(0));
        Rest.with(other)
                .queryParam("accountId", account)
                .get("/v1/audit")
                .then()
                .body("data", hasSize(0));
    }

    @Test
    void readerDoesNotSeeTheLog() {
        String reader = Rest.with(owner)
                .body(Map.of("name", "Reader", "role", "reader"))
                .post("/v1/keys")
                .jsonPath()
                .getString("key");

        Rest.with(reader).get("/v1/audit").then().statusCode(403).body("scope", equalTo("audit:read"));
    }

    @Test
    void pagesAreWalkedToTheEndWithoutALossOrARepetition() {
        for (int i = 0; i < 5; i++) {
            subscribe();
        }
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            var request = Rest.with(owner).queryParam("limit", 2);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/audit")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("data.id", String.class));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(walked).hasSize(7).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"action=invent", "target=moon", "limit=0", "cursor=x", "colour=red", "since=soon", "keyId="})
    void unusableFilterIsNamed(String query) {
        Rest.with(owner)
                .get("/v1/audit?" + query)
                .then()
                .statusCode(400)
                .body("parameter", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void requestIdThatIsUnusableIsReplaced() {
        Rest.with(owner)
                .header("X-Request-Id", "a b\"c")
                .get("/v1/keys")
                .then()
                .header("X-Request-Id", containsString("req_"));
    }

    @Test
    void whatIsPastItsRetentionIsForgotten() throws Exception {
        String id = subscribe();
        try (var connection = Rows.database()) {
            Rows.execute(
                    connection,
                    "update alerts.audit set created_at = now() - interval '401 days' where target_id = '" + id + "'");
        }

        pruner.prune().await().indefinitely();

        log("targetId", id).body("data", hasSize(0));
        log("target", "account").body("data", hasSize(1));
    }

    private ValidatableResponse log(String parameter, String value) {
        return Rest.with(owner)
                .queryParam(parameter, value)
                .get("/v1/audit")
                .then()
                .statusCode(200);
    }

    private String subscribe() {
        return Rest.with(owner)
                .body(Map.of("name", "First", "url", "http://127.0.0.1:9999/hook?token=hunter2"))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }
}
