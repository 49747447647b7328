package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.delivery.Impatient;
import dev.tocsin.alerting.webhook.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that somebody would know again are sent through everything, and then looked for everywhere. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class SecretCanaryIT {

    private static final String HEADER = "canary-in-a-header-6f1d";
    private static final String CHANNEL = "SECcanaryOfAChannel77";

    private final Receiver receiver = new Receiver();
    private final Logged logged = new Logged();
    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("dev.tocsin");
    private String id = "";

    /** Everything that the service logs, as text. */
    private static final class Logged extends Handler {
        private final PatternFormatter format = new PatternFormatter("%c %s%e");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Logged() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(format.format(org.jboss.logmanager.ExtLogRecord.wrap(entry)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        root.addHandler(logged);
        ours.setLevel(Level.ALL);
    }

    @AfterEach
    void close() {
        root.removeHandler(logged);
        ours.setLevel(null);
        Rest.asOperator().delete("/v1/subscriptions/" + id);
        receiver.close();
    }

    @Test
    void secretsAreNowhereInTheDatabaseTheLogsOrLaterAnswers() throws Exception {
        // A receiver that shows the sender what it sent, as debugging ones do.
        receiver.doing((exchange, before) -> {
            byte[] echo = exchange.getRequestHeaders().entrySet().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(before == 0 ? 401 : 200, echo.length);
            exchange.getResponseBody().write(echo);
        });
        String own = "whsec_" + Base64.getEncoder().encodeToString(random(32));
        String halfOfAPair = "whsk_" + own.substring("whsec_".length());
        JsonPath made = create(own, receiver.url(), 201);
        id = made.getString("id");
        create(own, "http://10.0.0.1/", 400);
        create(own + "\n", receiver.url(), 400);
        create(halfOfAPair, receiver.url(), 400);
        test();
        await().atMost(Duration.ofSeconds(10)).until(() -> receiver.received().size() >= 2);
        String rotated = Rest.asOperator()
                .post("/v1/subscriptions/" + id + "/secret/rotate")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("secret");
        test();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Rows.query("select count(*) from alerts.attempt a join alerts.delivery d"
                                + " on d.id = a.delivery_id where d.subscription_id = '" + id + "'")
                        .equals(List.of("3")));

        String everywhere = String.join("\n", dump()) + String.join("\n", logged.lines) + answers();

        assertThat(everywhere).contains(id).contains("***");
        assertThat(logged.lines).isNotEmpty();
        assertThat(Stream.of(own, rotated).flatMap(SecretCanaryIT::spellings))
                .noneMatch(spelling -> everywhere.toLowerCase(Locale.ROOT).contains(spelling));
        assertThat(Stream.of(HEADER, CHANNEL).flatMap(SecretCanaryIT::textSpellings))
                .noneMatch(spelling -> everywhere.toLowerCase(Locale.ROOT).contains(spelling));
    }

    private JsonPath create(String secret, String url, int status) {
        return Rest.asOperator()
                .body(Map.of(
                        "url",
                        url,
                        "secret",
                        secret,
                        "headers",
                        Map.of("authorization", "Bearer " + HEADER),
                        "channelSecret",
                        CHANNEL))
                .post("/v1/subscriptions")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private void test() {
        Rest.asOperator().post("/v1/subscriptions/" + id + "/test").then().statusCode(202);
    }

    private String answers() {
        return Stream.of(
                        "/v1/subscriptions",
                        "/v1/subscriptions/" + id,
                        "/v1/subscriptions/" + id + "/deliveries",
                        "/q/metrics",
                        "/q/health")
                .map(path -> (path.startsWith("/v1") ? Rest.asOperator() : Rest.ofManagement())
                        .get(path)
                        .asString())
                .reduce("", String::concat);
    }

    /** Every row of every table as text, bytes in hex. */
    private static List<String> dump() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : Rows.query(
                "select table_name from information_schema.tables where table_schema = 'alerts' order by 1")) {
            rows.addAll(Rows.query("select t::text from alerts." + table + " t"));
        }
        return rows;
    }

    private static Stream<String> spellings(String secret) {
        String base64 = secret.substring("whsec_".length());
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        return Stream.concat(textSpellings(base64), Stream.of(hex));
    }

    private static Stream<String> textSpellings(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        text,
                        HexFormat.of().formatHex(bytes),
                        Base64.getEncoder().encodeToString(bytes))
                .map(spelling -> spelling.toLowerCase(Locale.ROOT));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
