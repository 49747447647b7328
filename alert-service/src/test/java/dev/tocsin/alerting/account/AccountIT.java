package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class AccountIT {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alerts", "/v1/alerts/x", "/v1/accounts", "/v1/keys"})
    void nothingAnswersWithoutAKey(String path) {
        RestAssured.given()
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("/problems/unauthorized"));
        RestAssured.given().header("X-API-Key", "tocsin_guess").get(path).then().statusCode(401);
        RestAssured.given()
                .header("Authorization", "Basic eDp5")
                .get(path)
                .then()
                .statusCode(401);
        Rest.with("x".repeat(600)).get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/swagger-ui/", "/asyncapi.yaml", "/schemas/webhook-alert.schema.json"})
    void theApiDocumentIsOpen(String path) {
        RestAssured.given().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics"})
    void healthAndMetricsAreOnThePortOfTheOperatorAlone(String path) {
        Rest.ofManagement().get(path).then().statusCode(200);
        RestAssured.given().get(path).then().statusCode(404);
        Rest.asOperator().get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/swagger-ui/", "/v1/alerts", "/"})
    void nothingElseIsOnThatPort(String path) {
        Rest.ofManagement()
                .header("X-API-Key", BackingResource.API_KEY)
                .get(path)
                .then()
                .statusCode(404);
    }

    @Test
    void keyIsTakenInEitherHeader() {
        JsonPath account = account("Either");

        Rest.with(account.getString("key.key")).get("/v1/alerts").then().statusCode(200);
        RestAssured.given()
                .header("X-API-Key", account.getString("key.key"))
                .get("/v1/alerts")
                .then()
                .statusCode(200);
    }

    @Test
    void accountsAreTheOperators() {
        String owner = account("Curious").getString("key.key");

        Rest.asOperator().get("/v1/accounts").then().statusCode(200).body("data.name", hasItem("Curious"));
        Rest.with(owner).get("/v1/accounts").then().statusCode(403).contentType("application/problem+json");
        Rest.with(owner)
                .body(Map.of("name", "Another"))
                .post("/v1/accounts")
                .then()
                .statusCode(403)
                .body("detail", equalTo("This owner's key lacks the scope accounts:manage."));
    }

    @Test
    void keyLivesFromItsOnlyShowingToItsEnd() {
        String owner = account("Keyed").getString("key.key");
        JsonPath made = Rest.with(owner)
                .body(Map.of("name", "Dashboard", "role", "reader"))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String reader = made.getString("key");
        String listed = "data.find { it.id == '" + made.getString("id") + "' }";

        Rest.with(reader).get("/v1/alerts").then().statusCode(200);
        Rest.with(owner)
                .get("/v1/keys")
                .then()
                .statusCode(200)
                .body(listed + ".role", equalTo("reader"))
                .body(listed + ".prefix", equalTo(reader.substring(0, 12)))
                .body(listed + ".lastUsedAt", notNullValue())
                .body(listed + ".revokedAt", equalTo(null))
                .body(not(containsString(reader)));

        Rest.with(owner).delete("/v1/keys/" + made.getString("id")).then().statusCode(204);

        Rest.with(reader).get("/v1/alerts").then().statusCode(401);
        Rest.with(owner).get("/v1/keys").then().body(listed + ".revokedAt", notNullValue());
        Rest.with(owner).delete("/v1/keys/" + made.getString("id")).then().statusCode(204);
    }

    @Test
    void readerReadsAndChangesNothing() {
        String owner = account("Read").getString("key.key");
        String reader = Rest.with(owner)
                .body(Map.of("name", "Reader", "role", "reader"))
                .post("/v1/keys")
                .jsonPath()
                .getString("key");

        Rest.with(reader).get("/v1/keys").then().statusCode(200);
        Rest.with(reader)
                .body(Map.of("name", "Mine", "role", "owner"))
                .post("/v1/keys")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        Rest.with(reader).delete("/v1/keys/x").then().statusCode(403);
    }

    @Test
    void keyOfAnotherAccountIsNotThere() {
        JsonPath one = account("One");
        JsonPath other = account("Other");

        Rest.with(one.getString("key.key"))
                .delete("/v1/keys/" + other.getString("key.id"))
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        Rest.with(other.getString("key.key")).get("/v1/keys").then().statusCode(200);
        assertThat(Rest.with(one.getString("key.key"))
                        .get("/v1/keys")
                        .jsonPath()
                        .getList("data.id"))
                .doesNotContain(other.getString("key.id"));
        Rest.asOperator().delete("/v1/keys/" + other.getString("key.id")).then().statusCode(204);
        Rest.with(other.getString("key.key")).get("/v1/keys").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "{\"name\": \"\", \"role\": \"owner\"}",
                "{\"name\": \"x\"}",
                "{\"name\": \"x\", \"role\": \"king\"}",
                "{\"name\": \"a\\u0000b\", \"role\": \"owner\"}",
                "{\"name\": \"x\", \"role\": \"owner\", \"colour\": \"red\"}"
            })
    void unusableBodyIsAProblem(String body) {
        Rest.asOperator().body(body).post("/v1/keys").then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "x", "key_00000000000000000000000000"})
    void keyThatIsNotThereCannotBeRevoked(String id) {
        Rest.asOperator()
                .urlEncodingEnabled(false)
                .delete("/v1/keys/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void misspeltPropertyIsNamed() {
        Rest.asOperator()
                .body("{\"name\": \"x\", \"role\": \"owner\", \"colour\": \"red\"}")
                .post("/v1/keys")
                .then()
                .statusCode(400)
                .body(containsString("colour"));
    }

    private static JsonPath account(String name) {
        return Rest.asOperator()
                .body(Map.of("name", name))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
