package dev.tocsin.alerting.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.account.ApiKey;
import dev.tocsin.alerting.delivery.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class SubscriptionResourceIT {

    private static final String LOOPBACK = "http://127.0.0.1:9999/hook";
    private static final String SUBSCRIPTIONS = "/v1/subscriptions";

    @Inject
    DataSource database;

    private String owner = "";
    private String reader = "";
    private String stranger = "";

    @BeforeEach
    void twoAccounts() throws Exception {
        owner = key("acc_1", "owner");
        reader = key("acc_1", "reader");
        stranger = key("acc_2", "owner");
    }

    @AfterEach
    void empty() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute(
                            "delete from alerts.attempt; delete from alerts.queue; delete from alerts.delivery; delete from alerts.subscription; delete from alerts.api_key");
        }
    }

    @Test
    void createdSubscriptionShowsItsSecretOnceAndOnlyOnce() {
        ValidatableResponse created = create(Map.of(
                "name",
                "Florida 矿业",
                "endpoint",
                LOOPBACK,
                "filter",
                Map.of("categories", List.of("mining_ban"), "jurisdictions", List.of("us-fl"), "minConfidence", 0.8)));

        created.statusCode(201);
        JsonPath body = created.extract().jsonPath();
        assertThat(created.extract().header("location")).endsWith(SUBSCRIPTIONS + "/" + body.getString("id"));
        assertThat(body.getString("id")).matches("sub_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(body.getString("secret")).startsWith("whsec_");
        JsonPath shown = as(owner)
                .get(SUBSCRIPTIONS + "/" + body.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(shown.getMap("$")).doesNotContainKey("secret");
        assertThat(shown.getString("name")).isEqualTo("Florida 矿业");
        assertThat(shown.getList("filter.jurisdictions")).isEqualTo(List.of("US-FL"));
        assertThat(shown.getString("createdAt")).isEqualTo(body.getString("createdAt"));
    }

    @Test
    void ownSecretIsKept() {
        JsonPath created = create(Map.of("url", LOOPBACK, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(created.getString("secret")).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void chosenTypesAreShownOnceEachAndInTheirOrder() {
        String id = create(Map.of(
                        "url", LOOPBACK, "types", List.of("alert.retracted", "alert.corroborated", "alert.retracted")))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");

        JsonPath shown = as(owner).get(SUBSCRIPTIONS + "/" + id).jsonPath();

        assertThat(shown.getList("types")).isEqualTo(List.of("alert.corroborated", "alert.retracted"));
    }

    @Test
    void typesThatAreLeftOutAreTheDefault() {
        JsonPath created =
                create(Map.of("url", LOOPBACK)).statusCode(201).extract().jsonPath();

        assertThat(created.getList("types")).isEqualTo(SubscriptionTypes.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"types\":[\"alert.merged\",\"alert.raised\"]} | alert.raised,alert.merged",
                "{\"types\":null}                              | alert.raised,alert.updated,alert.retracted",
                "{\"name\":\"other\"}                          | alert.corroborated",
            })
    void patchChangesTheTypesOrBringsTheDefaultBackOrLeavesThem(String body, String expected) {
        String id = create(Map.of("url", LOOPBACK, "types", List.of("alert.corroborated")))
                .extract()
                .jsonPath()
                .getString("id");

        JsonPath changed = patch(id, body).statusCode(200).extract().jsonPath();

        assertThat(changed.getList("types")).isEqualTo(List.of(expected.split(",")));
    }

    @Test
    void columnsDefaultIsThatOfTheApi() throws Exception {
        try (Connection connection = database.getConnection();
                ResultSet row = connection.getMetaData().getColumns(null, "alerts", "subscription", "types")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("COLUMN_DEF"))
                    .isEqualTo("'{" + String.join(",", SubscriptionTypes.DEFAULT) + "}'::text[]");
        }
    }

    @Test
    void wordsAreKeptAsTheyAreLookedFor() {
        String id = create(Map.of("url", LOOPBACK, "filter", Map.of("words", List.of(" Hash  Rate", "ＵＳＤＴ", "挖矿"))))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");

        JsonPath shown =
                patch(id, "{\"name\":\"other\"}").statusCode(200).extract().jsonPath();

        assertThat(shown.getList("filter.words")).isEqualTo(List.of("hash rate", "usdt", "挖矿"));
    }

    static Stream<Map<String, Object>> unusable() {
        return Stream.of(
                Map.of(),
                Map.of("url", "hooks.example"),
                Map.of("url", "https://user:pass@hooks.example/"),
                Map.of("url", LOOPBACK, "name", "x".repeat(201)),
                Map.of("url", LOOPBACK, "name", "line\nbreak"),
                Map.of("url", LOOPBACK, "secret", "hunter2"),
                Map.of("url", LOOPBACK, "secret", "whsec_c2hvcnQ="),
                Map.of("url", LOOPBACK, "filter", Map.of("categories", List.of("gossip"))),
                Map.of("url", LOOPBACK, "filter", Map.of("statuses", List.of("maybe"))),
                Map.of("url", LOOPBACK, "filter", Map.of("jurisdictions", List.of("ZZ"))),
                Map.of("url", LOOPBACK, "filter", Map.of("jurisdictions", List.of("USA"))),
                Map.of("url", LOOPBACK, "filter", Map.of("jurisdictions", List.of("US-FLORIDA"))),
                Map.of("url", LOOPBACK, "filter", Map.of("languages", List.of("English"))),
                Map.of("url", LOOPBACK, "filter", Map.of("actors", List.of(" "))),
                Map.of("url", LOOPBACK, "filter", Map.of("minConfidence", 1.5)),
                Map.of("url", LOOPBACK, "filter", Map.of("words", List.of(" % "))),
                Map.of("url", LOOPBACK, "filter", Map.of("words", List.of("x".repeat(101)))),
                Map.of("url", LOOPBACK, "types", List.of()),
                Map.of("url", LOOPBACK, "types", List.of("alert.raised", "alert.deleted")),
                Map.of("url", LOOPBACK, "types", List.of("subscription.test")),
                Map.of(
                        "url",
                        LOOPBACK,
                        "filter",
                        Map.of(
                                "jurisdictions",
                                Stream.generate(() -> "US").limit(101).toList())));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableSubscriptionIsRefusedByItsProperty(Map<String, Object> request) {
        JsonPath problem = create(request)
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .jsonPath();

        assertThat(problem.getString("type")).isEqualTo("/problems/invalid-subscription");
        assertThat(problem.getString("detail")).startsWith(problem.getString("property") + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"http://127.0.0.1:9999/\",\"colour\":\"red\"}",
                "{\"url\":\"http://127.0.0.1:9999/\",\"filter\":{\"colour\":\"red\"}}"
            })
    void unknownPropertyIsRefusedByName(String body) {
        String answer = as(owner)
                .body(body)
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(answer).contains("colour").doesNotContain("dev.tocsin");
    }

    @Test
    void malformedJsonIsSaidToBeAndWhere() {
        String detail = as(owner)
                .body("{\"url\":\n oops}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .jsonPath()
                .getString("detail");

        assertThat(detail).contains("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"url\":7}",
                "{\"url\":\"http://127.0.0.1:9999/\",\"filter\":[]}",
                "{\"url\":\"http://127.0.0.1:9999/\",\"types\":\"alert.raised\"}",
                "{\"url\":\"http://127.0.0.1:9999/\",\"types\":[null]}",
                "{\"url\":\"http://127.0.0.1:9999/\",\"filter\":{\"categories\":\"x\"}}"
            })
    void bodyThatIsNoSubscriptionIsRefused(String body) {
        String answer = as(owner)
                .body(body)
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(answer).doesNotContain("dev.tocsin", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://169.254.169.254/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://127.0.0.2/",
                "https://[64:ff9b::a00:1]/",
                "https://does-not-exist.invalid/"
            })
    void everyForbiddenTargetIsRefusedInTheSameWords(String url) {
        String detail =
                create(Map.of("url", url)).statusCode(400).extract().jsonPath().getString("detail");

        assertThat(detail)
                .isEqualTo(
                        "url: address not allowed. The host must resolve to public addresses, or to a range that the operator allows.");
    }

    @Test
    void patchChangesWhatItNamesAndNothingElse() {
        String id = create(Map.of(
                        "url",
                        LOOPBACK,
                        "name",
                        "old",
                        "filter",
                        Map.of("categories", List.of("mining_ban"), "minConfidence", 0.5)))
                .extract()
                .jsonPath()
                .getString("id");

        JsonPath changed = patch(
                        id, "{\"name\":\"new\",\"filter\":{\"categories\":null,\"jurisdictions\":[\"CN-SC\"]}}")
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(changed.getString("name")).isEqualTo("new");
        assertThat(changed.getString("url")).isEqualTo(LOOPBACK);
        assertThat(changed.getList("filter.categories")).isEmpty();
        assertThat(changed.getList("filter.jurisdictions")).isEqualTo(List.of("CN-SC"));
        assertThat(changed.getDouble("filter.minConfidence")).isEqualTo(0.5);
        assertThat(changed.getInt("version")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                        | body",
                "null                                      | body",
                "{\"colour\":\"red\"}                      | colour",
                "{\"filter\":{\"colour\":\"red\"}}         | filter.colour",
                "{\"filter\":{\"categories\":\"all\"}}     | filter.categories",
                "{\"enabled\":\"perhaps\"}                 | enabled",
                "{\"types\":\"alert.raised\"}              | types",
                "{\"types\":[]}                            | types",
                "{\"types\":[\"alert.deleted\"]}           | types",
                "{\"url\":null}                            | url",
                "{\"url\":\"https://10.0.0.1/\"}           | url",
                "{\"secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"} | secret",
            })
    void unusablePatchIsRefusedByItsProperty(String body, String property) {
        String id = create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id");

        JsonPath problem = patch(id, body).statusCode(400).extract().jsonPath();

        assertThat(problem.getString("property")).isEqualTo(property);
        assertThat(as(owner).get(SUBSCRIPTIONS + "/" + id).jsonPath().getInt("version"))
                .isEqualTo(1);
    }

    @Test
    void endpointThatIsNoTargetAnyMoreCanBeRenamedAndDisabledButNotEnabled() throws Exception {
        String id = create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update alerts.subscription set url = 'https://gone.invalid/hook' where id = '" + id + "'");
        }

        patch(id, "{\"name\":\"old one\"}").statusCode(200);
        patch(id, "{\"enabled\":false}").statusCode(200);
        patch(id, "{\"enabled\":true}").statusCode(400);
    }

    @Test
    void disabledSubscriptionSaysWhyAndTakesNoTest() {
        String id = create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id");

        JsonPath disabled =
                patch(id, "{\"enabled\":false}").statusCode(200).extract().jsonPath();

        assertThat(disabled.getString("stateReason")).isEqualTo("disabled by its owner");
        as(owner).post(SUBSCRIPTIONS + "/" + id + "/test").then().statusCode(409);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "PATCH, ''",
        "DELETE, ''",
        "POST, /test",
        "POST, /handshake",
        "GET, /dry-run",
        "GET, /deliveries",
        "POST, /deliveries/msg_1/replay"
    })
    void subscriptionOfAnotherAccountDoesNotExist(String method, String path) {
        String id = create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id");

        int status = as(stranger)
                .body("{}")
                .request(method, SUBSCRIPTIONS + "/" + id + path)
                .statusCode();

        assertThat(status).isEqualTo(404);
        assertThat(as(stranger).get(SUBSCRIPTIONS).jsonPath().getList("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET, '', 200", "GET, /deliveries, 200", "PATCH, '', 403", "DELETE, '', 403", "POST, /test, 403"})
    void readerReadsOnly(String method, String path, int expected) {
        String id = create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id");

        assertThat(as(reader)
                        .body("{}")
                        .request(method, SUBSCRIPTIONS + "/" + id + path)
                        .statusCode())
                .isEqualTo(expected);
    }

    @Test
    void listIsWalkedPageByPageWithoutGapsOrRepeats() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id"));
        }

        List<String> walked = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = as(owner)
                    .queryParam("limit", 2)
                    .queryParams(next.isEmpty() ? Map.of() : Map.of("cursor", next))
                    .get(SUBSCRIPTIONS)
                    .jsonPath();
            walked.addAll(page.getList("data.id"));
            next = page.getString("nextCursor");
        } while (next != null);

        assertThat(walked).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 201", "cursor, x", "cursor, MS5zdWJfMQ"})
    void unusablePageIsRefused(String parameter, String value) {
        as(owner)
                .queryParam(parameter, value)
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"state, lost", "limit, 0", "cursor, x"})
    void unusablePageOfDeliveriesIsRefused(String parameter, String value) {
        String id = create(Map.of("url", LOOPBACK)).extract().jsonPath().getString("id");

        as(owner)
                .queryParam(parameter, value)
                .get(SUBSCRIPTIONS + "/" + id + "/deliveries")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private ValidatableResponse create(Map<String, Object> subscription) {
        return as(owner).body(subscription).post(SUBSCRIPTIONS).then();
    }

    private ValidatableResponse patch(String id, String body) {
        return as(owner)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(SUBSCRIPTIONS + "/" + id)
                .then();
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    private String key(String account, String role) throws Exception {
        ApiKey key = ApiKey.random(new SecureRandom());
        try (Connection connection = database.getConnection();
                PreparedStatement row = connection.prepareStatement(
                        "insert into alerts.account values (?, ?, now()) on conflict do nothing");
                PreparedStatement keyRow = connection.prepareStatement(
                        "insert into alerts.api_key values (?, ?, 'test', 'tocsin_', ?, ?, now(), null, null)")) {
            row.setString(1, account);
            row.setString(2, account);
            row.executeUpdate();
            keyRow.setString(1, "key_" + key.prefix() + role + account);
            keyRow.setString(2, account);
            keyRow.setBytes(3, key.hash());
            keyRow.setString(4, role);
            keyRow.executeUpdate();
        }
        return key.reveal();
    }
}
