package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.delivery.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads the bytes as they come, since a library would tidy them up. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class HeaderInjectionIT {

    @Test
    void receiverSeesExactlyOurHeadersAndTheAllowedOnesOfTheSubscription() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            server.setSoTimeout(10_000);
            JsonPath made = Rest.asOperator()
                    .body(Map.of(
                            "name",
                            "webhook-signature: v1,forged",
                            "url",
                            "http://127.0.0.1:" + server.getLocalPort() + "/hook",
                            "headers",
                            Map.of("Authorization", "Bearer a: b, c; d=\"e\"", "x-tenant", "7")))
                    .post("/v1/subscriptions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            Rest.asOperator()
                    .post("/v1/subscriptions/" + made.getString("id") + "/test")
                    .then()
                    .statusCode(202);

            List<String> head = headOf(server).lines().toList();

            Rest.asOperator().delete("/v1/subscriptions/" + made.getString("id"));
            assertThat(head.get(0)).isEqualTo("POST /hook HTTP/1.1");
            assertThat(head.stream().skip(1).map(HeaderInjectionIT::name))
                    .containsExactlyInAnyOrder(
                            "accept-encoding",
                            "authorization",
                            "content-length",
                            "content-type",
                            "host",
                            "user-agent",
                            "webhook-id",
                            "webhook-signature",
                            "webhook-timestamp",
                            "x-tenant");
            assertThat(head).contains("authorization: Bearer a: b, c; d=\"e\"", "x-tenant: 7");
            assertThat(String.join("\n", head)).doesNotContain("forged");
        }
    }

    private static String headOf(ServerSocket server) throws Exception {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(10_000);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as("broke off after %s", head).isNotNegative();
                head.append((char) next);
            }
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head.substring(0, head.indexOf("\r\n\r\n"));
        }
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
