package dev.tocsin.alerting.account;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OidcIT.Alone.class)
@QuarkusTestResource(BackingResource.class)
@QuarkusTestResource(value = IssuerResource.class, restrictToAnnotatedClass = true)
class OidcIT {

    /** So that no other test takes tokens. */
    public static class Alone implements QuarkusTestProfile {}

    private static final KeyPair OTHER_KEYS = IssuerResource.rsa();

    private String account = "";

    @BeforeEach
    void anAccount() {
        account = Rest.asOperator()
                .body(Map.of("name", "People"))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    @Test
    void tokenOfTheIssuerOpensItsBearersAccount() {
        String owner = signed(claims("owner"));
        JsonPath key = Rest.with(owner)
                .body(Map.of("name", "Made by Ann", "role", "reader"))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        Rest.with(key.getString("key")).get("/v1/keys").then().statusCode(200).body("data.size()", equalTo(2));
        Rest.with(owner)
                .queryParam("targetId", key.getString("id"))
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("data[0].actor.keyId", equalTo("oidc:ann"));
    }

    @Test
    void readersTokenReads() {
        String reader = signed(claims("reader"));

        Rest.with(reader).get("/v1/alerts").then().statusCode(200);
        Rest.with(reader)
                .body(Map.of("name", "x", "role", "reader"))
                .post("/v1/keys")
                .then()
                .statusCode(403)
                .body("scope", equalTo("keys:manage"));
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() {
        refused(signed(claims("owner").put("iss", "https://issuer.example")));
    }

    @Test
    void tokenForAnotherApplicationIsRefused() {
        refused(signed(claims("owner").put("aud", "another-application")));
        JsonObject forNothing = claims("owner");
        forNothing.remove("aud");
        refused(signed(forNothing));
    }

    @Test
    void tokenPastItsEndIsRefused() {
        refused(signed(claims("owner").put("exp", Instant.now().getEpochSecond() - 60)));
    }

    @Test
    void tokenThatNobodySignedIsRefused() {
        refused(IssuerResource.token(new JsonObject().put("alg", "none"), claims("owner"), null));
        refused(IssuerResource.token(
                new JsonObject().put("alg", "none").put("kid", IssuerResource.KID), claims("owner"), null));
    }

    @Test
    void tokenOfAnUnknownKeyIsRefused() {
        refused(token("key-2", claims("owner"), OTHER_KEYS));
        refused(token(IssuerResource.KID, claims("owner"), OTHER_KEYS));
        refused(token(null, claims("owner"), OTHER_KEYS));
    }

    @Test
    void tokenWithOtherClaimsThanWereSignedIsRefused() {
        String[] reader = signed(claims("reader")).split("\\.");
        String[] owner = signed(claims("owner")).split("\\.");

        refused(reader[0] + "." + owner[1] + "." + reader[2]);
    }

    @Test
    void tokenMakesNobodyAnOperator() {
        forbidden(claims("operator"), "Tokens make nobody an operator here.");
    }

    @Test
    void tokenHasToNameAnOpenAccountAndARole() {
        JsonObject noAccount = claims("owner");
        noAccount.remove("tocsin_account");
        forbidden(noAccount, "in the claim tocsin_account");
        forbidden(claims("king"), "in the claim tocsin_role");
        forbidden(claims("owner").put("tocsin_account", "acc_0000000000000000000000zzzz"), "is not there");
        Rest.asOperator().body(Map.of("reason", "x")).post("/v1/accounts/" + account + "/close");
        forbidden(claims("owner"), "closed");
    }

    @Test
    void apiKeysAreAsGoodAsBefore() {
        Rest.asOperator().get("/v1/accounts").then().statusCode(200);
        Rest.with("tocsin_unknown").get("/v1/accounts").then().statusCode(401);
    }

    private JsonObject claims(String role) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", IssuerResource.issuer())
                .put("aud", IssuerResource.AUDIENCE)
                .put("sub", "ann")
                .put("iat", now)
                .put("exp", now + 300)
                .put("tocsin_account", account)
                .put("tocsin_role", role);
    }

    private static String signed(JsonObject claims) {
        return token(IssuerResource.KID, claims, IssuerResource.keys());
    }

    private static String token(@Nullable String kid, JsonObject claims, KeyPair keys) {
        JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT");
        if (kid != null) {
            header.put("kid", kid);
        }
        return IssuerResource.token(header, claims, keys);
    }

    private static void refused(String token) {
        Rest.with(token)
                .get("/v1/alerts")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthorized"));
    }

    private static void forbidden(JsonObject claims, String detail) {
        Rest.with(signed(claims)).get("/v1/alerts").then().statusCode(403).body("detail", containsString(detail));
    }
}
