package dev.tocsin.alerting.closing;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class ClosingIT {

    @Test
    void closedAccountIsSilentAndComesBackAsItWas() {
        JsonPath account = Rest.asOperator()
                .body(Map.of("name", "Leaving"))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String owner = account.getString("key.key");
        String path = "/v1/accounts/" + account.getString("id");
        String rings = subscribe(owner, true);
        String silent = subscribe(owner, false);

        Rest.asOperator()
                .body(Map.of("reason", "The contract has ended"))
                .post(path + "/close")
                .then()
                .statusCode(200)
                .body("state", equalTo("closed"))
                .body("stateReason", equalTo("The contract has ended"))
                .body("closedAt", notNullValue());

        Rest.with(owner).get("/v1/alerts").then().statusCode(401);
        enabled(rings, false);

        Rest.asOperator()
                .post(path + "/reopen")
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("stateReason", nullValue());

        Rest.with(owner).get("/v1/alerts").then().statusCode(200);
        enabled(rings, true);
        enabled(silent, false);
        Rest.with(owner)
                .queryParam("target", "account")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("data[0].action", equalTo("reopen"))
                .body("data[1].action", equalTo("close"))
                .body("data[1].changes.reason.after", equalTo("The contract has ended"))
                .body("data[1].actor.role", equalTo("operator"))
                .body("data[1].address", nullValue());
    }

    @Test
    void operatorsOwnAccountStaysOpen() {
        Rest.asOperator()
                .body(Map.of("reason", "By mistake"))
                .post("/v1/accounts/" + Caller.OPERATOR_ACCOUNT + "/close")
                .then()
                .statusCode(409);
    }

    @Test
    void accountThatIsNotThereCannotBeClosed() {
        Rest.asOperator()
                .body(Map.of("reason", "x"))
                .post("/v1/accounts/acc_0000000000000000000000zzzz/close")
                .then()
                .statusCode(404);
    }

    private static String subscribe(String key, boolean enabled) {
        return Rest.with(key)
                .body(Map.of("url", "http://127.0.0.1:9999/hook", "enabled", enabled))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static void enabled(String id, boolean expected) {
        Rest.asOperator().get("/v1/subscriptions/" + id).then().statusCode(200).body("enabled", equalTo(expected));
    }
}
