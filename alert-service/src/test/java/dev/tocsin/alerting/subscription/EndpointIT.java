package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.delivery.Impatient;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How a subscription is rung: headers, content, language, time to live, and how its secrets lie in the table. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class EndpointIT {

    private static final String TEST_KEY = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEXT_KEY = "next:HxwdHhscGRoXGBUWExQREg8QDQ4LDAkKBwgFBgMEAQI=";

    @Inject
    Pool pool;

    private final Receiver receiver = new Receiver();
    private String id = "";

    @AfterEach
    void close() {
        Rest.asOperator().delete("/v1/subscriptions/" + id);
        receiver.close();
    }

    @Test
    void headersAreShownByNameOnlyAndSentWithTheirValues() {
        JsonPath made = subscribe(Map.of("headers", Map.of("Authorization", "Bearer s3cret", "X-Tenant", "7")));

        ring();

        assertThat(made.getMap("headers")).isEqualTo(Map.of("authorization", "***", "x-tenant", "***"));
        assertThat(shown().getMap("headers")).isEqualTo(Map.of("authorization", "***", "x-tenant", "***"));
        assertThat(receiver.received().get(0).header("authorization")).isEqualTo("Bearer s3cret");
        assertThat(receiver.received().get(0).header("x-tenant")).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"other\"}                                         | one | two",
                "{\"headers\":{\"x-a\":\"***\",\"x-b\":\"***\"}}              | one | two",
                "{\"headers\":{\"X-A\":\"new\"}}                              | new | two",
                "{\"headers\":{\"X-A\":null}}                                 | ''  | two",
                "{\"headers\":null}                                           | ''  | ''",
            })
    void patchChangesTheHeadersThatItNamesAndKeepsWhatIsSentBackHidden(String patch, String a, String b) {
        subscribe(Map.of("headers", Map.of("x-a", "one", "X-B", "two")));

        patch(patch).statusCode(200);

        ring();
        assertThat(receiver.received().get(0).header("x-a")).isEqualTo(a);
        assertThat(receiver.received().get(0).header("x-b")).isEqualTo(b);
    }

    @Test
    void hiddenValueDoesNotFollowToAnotherHost() {
        subscribe(Map.of("headers", Map.of("authorization", "Bearer s3cret")));
        String elsewhere = "http://127.0.0.1:9999/hook";

        JsonPath refused = patch("{\"url\":\"" + elsewhere + "\"}")
                .statusCode(400)
                .extract()
                .jsonPath();

        assertThat(refused.getString("property")).isEqualTo("headers.authorization");
        patch("{\"url\":\"" + receiver.url() + "/other\"}").statusCode(200);
        patch("{\"url\":\"" + elsewhere + "\",\"headers\":{\"authorization\":\"Bearer other\"}}")
                .statusCode(200);
    }

    @Test
    void settingsAreShownKeptAndChanged() {
        JsonPath plain = subscribe(Map.of());
        assertThat(plain.getString("content")).isEqualTo("envelope");
        assertThat(plain.getString("language")).isEqualTo("en");
        assertThat(plain.getString("expiresAfter")).isNull();
        assertThat(plain.getString("channelSecret")).isNull();

        patch("""
                {"content": "dingtalk", "language": "zh", "expiresAfter": "P1D", "channelSecret": "SECabc"}
                """).statusCode(200);
        JsonPath changed = patch("{\"name\":\"other\",\"channelSecret\":\"***\"}")
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(changed.getString("content")).isEqualTo("dingtalk");
        assertThat(changed.getString("language")).isEqualTo("zh");
        assertThat(changed.getString("expiresAfter")).isEqualTo("PT24H");
        assertThat(changed.getString("channelSecret")).isEqualTo("***");
        JsonPath back = patch("{\"content\":null,\"language\":null,\"expiresAfter\":null,\"channelSecret\":null}")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(back.getString("content")).isEqualTo("envelope");
        assertThat(back.getString("language")).isEqualTo("en");
        assertThat(back.getString("expiresAfter")).isNull();
        assertThat(back.getString("channelSecret")).isNull();
    }

    static Stream<Map<String, Object>> unusable() {
        return Stream.of(
                Map.of("headers", Map.of("Host", "internal.example")),
                Map.of("headers", Map.of("webhook-signature", "v1,x")),
                Map.of("headers", Map.of("Transfer-Encoding", "chunked")),
                Map.of("headers", Map.of("x\r\ny", "z")),
                Map.of("headers", Map.of("x", "a\r\nwebhook-signature: v1,x")),
                Map.of("headers", Map.of("x", "a\u0000b")),
                Map.of("headers", Map.of("x", "")),
                Map.of("headers", Map.of("x", "***")),
                Map.of("headers", Map.of("X-A", "1", "x-a", "2")),
                Map.of("headers", IntStream.range(0, 17).boxed().collect(Collectors.toMap(i -> "x-" + i, i -> "v"))),
                Map.of("name", "a\u0000b"),
                Map.of("name", "a\r\nb"),
                Map.of("types", List.of("alert.raised\r\nx: y")),
                Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\nx: y"),
                Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\u0000"),
                Map.of("scheme", "v2"),
                Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "scheme", "v1a"),
                Map.of("content", "fax"),
                Map.of("language", "de"),
                Map.of("expiresAfter", "1 day"),
                Map.of("expiresAfter", "PT59S"),
                Map.of("expiresAfter", "P31D"),
                Map.of("expiresAfter", "PT1M0.5S"),
                Map.of("channelSecret", ""),
                Map.of("channelSecret", "***"),
                Map.of("channelSecret", "a b"),
                Map.of("channelSecret", "x".repeat(201)));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableSettingIsRefusedByItsProperty(Map<String, Object> settings) {
        JsonPath problem = create(settings).statusCode(400).extract().jsonPath();

        assertThat(settings.keySet())
                .anyMatch(name -> problem.getString("property").startsWith(name));
        assertThat(problem.getString("detail")).doesNotContain("MfKQ");
    }

    @Test
    void secretFromBeforeThereWereSealsIsSealedAndSignsOn() throws Exception {
        subscribe(Map.of());
        plain();

        int sealed = repository(TEST_KEY).seal();

        assertThat(sealed).isEqualTo(1);
        assertThat(Rows.query("select count(*) from alerts.subscription where secret is not null"))
                .containsExactly("0");
        ring();
        receiver.received().get(0).verify("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void newFirstMasterKeySealsEverythingAnewAndTheOldOneIsNeededNoMore() throws Exception {
        subscribe(Map.of("headers", Map.of("x-a", "one")));

        assertThat(repository(NEXT_KEY, TEST_KEY).seal()).isPositive();
        assertThat(repository(NEXT_KEY, TEST_KEY).seal()).isZero();
        assertThat(repository(NEXT_KEY).seal()).isZero();

        // And back, for the service that runs with the test's key.
        assertThat(repository(TEST_KEY, NEXT_KEY).seal()).isPositive();
        ring();
        assertThat(receiver.received().get(0).header("x-a")).isEqualTo("one");
    }

    private SecretRepository repository(String... keys) {
        return new SecretRepository(pool, Vault.of(List.of(keys), new SecureRandom()));
    }

    private void plain() throws Exception {
        try (Connection connection = Rows.database()) {
            Rows.execute(
                    connection,
                    "update alerts.subscription set secrets = null, version = version + 1,"
                            + " secret = decode('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64') where id = '" + id + "'");
        }
    }

    private JsonPath subscribe(Map<String, Object> more) {
        JsonPath made = create(more).statusCode(201).extract().jsonPath();
        id = made.getString("id");
        return made;
    }

    private ValidatableResponse create(Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("url", receiver.url());
        return Rest.asOperator().body(request).post("/v1/subscriptions").then();
    }

    private ValidatableResponse patch(String body) {
        return Rest.asOperator().body(body).patch("/v1/subscriptions/" + id).then();
    }

    private JsonPath shown() {
        return Rest.asOperator().get("/v1/subscriptions/" + id).jsonPath();
    }

    private void ring() {
        Rest.asOperator().post("/v1/subscriptions/" + id + "/test").then().statusCode(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> !receiver.received().isEmpty());
    }
}
