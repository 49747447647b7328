package dev.tocsin.alerting.document;

import static dev.tocsin.alerting.report.Reports.aBan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.local.tool.Tool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Requests that nobody thought of, made from the API's document by Schemathesis: none is answered 5xx, none in a way that
 * the document does not know, and every answer keeps to its schema. {@code -Dschemathesis.seconds=1800
 * -Dschemathesis.examples=500} asks longer.
 */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class PropertyIT {
    private static final Path FOLDER = Path.of("target", "schemathesis");
    private static final String CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,"
            + "response_headers_conformance,response_schema_conformance";
    private static final String UNKNOWN = "01f8zq3k5m7n9p1r3t5v7w9x1y";

    @Test
    void noRequestIsAnsweredInAWayThatTheDocumentDoesNotKnow() throws Exception {
        Optional<Tool> schemathesis = Tool.python(FOLDER.resolve("venv"), "schemathesis", "schemathesis==4.32.5");
        assumeTrue(schemathesis.isPresent(), "skipped: there is no python3 here, or pip cannot get schemathesis");
        int seconds = Integer.getInteger("schemathesis.seconds", 90);
        Path file = Files.writeString(FOLDER.resolve("openapi.json"), seeded().toString());

        Tool.Run run = schemathesis
                .get()
                .run(
                        Duration.ofSeconds(seconds + 120),
                        "run",
                        file.toString(),
                        "--url",
                        RestAssured.baseURI + ":" + RestAssured.port,
                        "--header",
                        "Authorization: Bearer " + BackingResource.API_KEY,
                        "--checks",
                        CHECKS,
                        "--max-time",
                        String.valueOf(seconds),
                        "--max-examples",
                        String.valueOf(Integer.getInteger("schemathesis.examples", 20)),
                        "--continue-on-failure",
                        "--generation-deterministic",
                        "--workers",
                        "2",
                        "--no-color",
                        "--warnings",
                        "off");

        Files.writeString(FOLDER.resolve("report.txt"), run.output());
        assertThat(run.exit()).as(run.output()).isZero();
    }

    /** The document, with ids that are there beside one that is not, and no address that could be anybody's. */
    private static JsonNode seeded() throws Exception {
        JsonNode document = Document.served().root();
        Map<String, List<String>> ids = Map.of("alr", alerts(), "sub", List.of(), "msg", List.of(), "key", List.of());
        for (JsonNode parameter : document.findParents("in")) {
            String pattern = parameter.at("/schema/pattern").asText();
            if (pattern.matches("\\^[a-z]{3}_.*")
                    && parameter.path("in").asText().equals("path")) {
                String prefix = pattern.substring(1, 4);
                ObjectNode schema = (ObjectNode) parameter.get("schema");
                List<String> values = new ArrayList<>(ids.getOrDefault(prefix, List.of()));
                values.add(prefix + "_" + UNKNOWN);
                schema.set("enum", Document.JSON.valueToTree(values));
            }
        }
        ObjectNode url = (ObjectNode) document.at("/components/schemas/SubscriptionRequest/properties/url");
        url.set("enum", Document.JSON.valueToTree(List.of("https://127.0.0.1:19999/hook", "ftp://127.0.0.1/", "")));
        return document;
    }

    private static List<String> alerts() {
        try (Topic topic = new Topic()) {
            topic.report(IntStream.range(0, 5)
                    .mapToObj(number -> aBan("Ban number " + number + " of the property test", "CN")
                            .published("1997-0" + (number + 1) + "-01T00:00:00Z")
                            .build())
                    .toArray(EventReported[]::new));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> ids().size() >= 5);
        return ids();
    }

    private static List<String> ids() {
        return Rest.asOperator()
                .get("/v1/alerts?since=1997-01-01&until=1998-01-01")
                .jsonPath()
                .getList("data.id", String.class);
    }
}
