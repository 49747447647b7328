package dev.tocsin.alerting.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.session.SignInLimit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page lets in, says to browsers and refuses; without a browser. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    @Inject
    SignInLimit limit;

    /** Other tests sign in from the same address. */
    @AfterEach
    void openTheDoorAgain() {
        limit.rightKey("127.0.0.1");
    }

    @Test
    void cookieIsForThisSiteAndNoScriptAndItsHashAloneIsKept() throws Exception {
        Response in = signIn(BackingResource.API_KEY);

        in.then()
                .statusCode(303)
                .header("Set-Cookie", allOf(containsString("HttpOnly"), containsString("SameSite=Strict")))
                .header("Set-Cookie", not(containsString("Secure")));
        assertThat(Rows.query("select encode(token_hash, 'escape') from alerts.session")
                        .toString())
                .doesNotContain(in.getCookie("tocsin_session"));
        given().redirects()
                .follow(false)
                .header("X-Forwarded-Proto", "https")
                .formParam("key", BackingResource.API_KEY)
                .post("/sign-in")
                .then()
                .header("Set-Cookie", containsString("Secure"));
    }

    @Test
    void policyStandsOnEveryPage() {
        person(BackingResource.API_KEY)
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", equalTo(HeaderWiring.POLICY))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/subscriptions", "/subscriptions/new", "/trends", "/operator", "/alerts/alr_x"})
    void whoHasNotSignedInIsSentToDoSo(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in"));
    }

    @Test
    void sessionEndsWithItsKeyAndWithSigningOut() {
        JsonPath key = key("reader");
        RequestSpecification reader = person(key.getString("key"));
        reader.get("/").then().statusCode(200);
        Rest.asOperator().delete("/v1/keys/" + key.getString("id")).then().statusCode(204);

        reader.get("/").then().statusCode(303);

        RequestSpecification operator = person(BackingResource.API_KEY);
        operator.contentType(ContentType.URLENC).post("/sign-out").then().statusCode(303);
        operator.get("/").then().statusCode(303);
    }

    @Test
    void formOfAnotherSiteOrWithoutItsTokenChangesNothing() {
        RequestSpecification operator = person(BackingResource.API_KEY);
        operator.header("Sec-Fetch-Site", "cross-site")
                .formParam("url", "https://desk.example/hook")
                .post("/subscriptions/new")
                .then()
                .statusCode(403);
        person(BackingResource.API_KEY)
                .formParam("url", "https://desk.example/hook")
                .post("/subscriptions/new")
                .then()
                .statusCode(403);
        person(BackingResource.API_KEY)
                .formParam("topic", "event.reported.v1")
                .formParam("partition", 0)
                .formParam("offset", 0)
                .post("/operator/redrive")
                .then()
                .statusCode(403);
    }

    @Test
    void readerReadsAndNoMore() {
        RequestSpecification reader = person(key("reader").getString("key"));
        String page = reader.get("/subscriptions/new").asString();
        Matcher token = TOKEN.matcher(page);
        assertThat(token.find()).isTrue();
        reader.get("/operator").then().statusCode(403);
        person(key("reader").getString("key"))
                .formParam("token", token.group(1))
                .formParam("url", "https://desk.example/hook")
                .post("/subscriptions/new")
                .then()
                .statusCode(403);
    }

    @Test
    void refusalIsAPageForPeopleAndAProblemForPrograms() {
        person(BackingResource.API_KEY)
                .accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Accept-Language", "zh-CN,zh;q=0.9")
                .get("/alerts/alr_x")
                .then()
                .statusCode(404)
                .contentType(ContentType.HTML)
                .body(containsString("页面不存在"));
        person(BackingResource.API_KEY)
                .accept("application/json")
                .get("/v1/alerts/alr_x")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        Rest.asOperator().get("/v1/alerts/alr_x").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void scriptIsOursAndKeptForEver() {
        String page = given().get("/sign-in").asString();
        Matcher script =
                Pattern.compile("src=\"(/assets/[0-9a-f]{16}/htmx.js)\"").matcher(page);
        assertThat(script.find()).isTrue();
        given().get(script.group(1))
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"))
                .body(containsString("htmx"));
        given().get("/assets/0000000000000000/htmx.js").then().statusCode(404);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void wrongKeysAreTakenOnlySoOften() {
        int status = 0;
        for (int i = 0; i <= 10; i++) {
            status = signIn("tocsin_wrong" + i).statusCode();
        }
        assertThat(status).isEqualTo(429);
    }

    private static JsonPath key(String role) {
        return Rest.asOperator()
                .body(Map.of("name", "a person", "role", role))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Response signIn(String key) {
        return given().redirects().follow(false).formParam("key", key).post("/sign-in");
    }

    private static RequestSpecification person(String key) {
        return given().redirects()
                .follow(false)
                .accept("text/html")
                .cookie("tocsin_session", signIn(key).getCookie("tocsin_session"));
    }
}
