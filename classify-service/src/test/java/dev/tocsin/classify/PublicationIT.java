package dev.tocsin.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.classify.problem.ProblemType;
import dev.tocsin.local.tool.Lint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What describes the service is served to everyone, and says what the service does. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class PublicationIT {
    private static final Path CONTRACT = Path.of("src/main/resources/contract");

    @Test
    void channelsAreTheConfiguredTopicsWithTheirDeadLetters() {
        List<String> addresses = Pattern.compile("address: (\\S+)")
                .matcher(text("/asyncapi.yaml"))
                .results()
                .map(found -> found.group(1))
                .toList();

        for (String topic : topics()) {
            assertThat(addresses).contains(topic, topic + ".dlq");
        }
        assertThat(addresses).hasSize(topics().size() * 2);
    }

    @Test
    void payloadsAreTheServedSchemas() throws Exception {
        List<String> files = Pattern.compile("\\./(schemas/[a-z-]+\\.schema\\.json)")
                .matcher(text("/asyncapi.yaml"))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(files).isNotEmpty();
        for (String file : files) {
            String name = Path.of(file).getFileName().toString();
            assertThat(text("/schemas/" + name)).isEqualTo(Files.readString(CONTRACT.resolve(name)));
        }
    }

    @Test
    void asyncApisOwnParserHasNothingToSay() throws Exception {
        Path folder = Path.of("target", "asyncapi");
        Files.createDirectories(folder.resolve("schemas"));
        Path file = Files.writeString(folder.resolve("asyncapi.yaml"), text("/asyncapi.yaml"));
        for (String name : PublicationWiring.SCHEMAS) {
            Files.writeString(
                    folder.resolve("schemas").resolve(name + ".schema.json"),
                    text("/schemas/" + name + ".schema.json"));
        }

        Optional<String> told = Lint.asyncApi(folder.resolve("tool"), file);

        assumeTrue(told.isPresent(), "skipped: there is no node here, or npm cannot get the parser");
        assertThat(told.get()).isEmpty();
    }

    @Test
    void everyProblemHasItsPlaceForProgramsAndForPeople() {
        for (ProblemType type : ProblemType.values()) {
            RestAssured.get(type.path()).then().statusCode(200).body("type", equalTo(type.path()));
            RestAssured.given()
                    .accept("text/html")
                    .header("Accept-Language", "zh-TW")
                    .get(type.path())
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .body(containsString("<html lang=\"zh-Hans\">"));
        }
        RestAssured.get("/problems/nothing").then().statusCode(404);
    }

    @Test
    void refusalLeadsToItsPlace() {
        RestAssured.post("/v1/nothing").then().statusCode(401).body("type", equalTo(ProblemType.UNAUTHORIZED.path()));
    }

    private static List<String> topics() {
        return List.of(
                ConfigProvider.getConfig().getValue("mp.messaging.outgoing.reports.topic", String.class),
                "article.revised.v1");
    }

    private static String text(String path) {
        return RestAssured.get(path).then().statusCode(200).extract().asString();
    }
}
