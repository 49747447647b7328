package dev.tocsin.alerting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.local.tool.Lint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The API's document is whole, right and served. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class DocumentIT {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");
    private static final Path FOLDER = Path.of("target", "lint");

    @Test
    void everySchemaPropertyAndParameterIsDescribed() throws Exception {
        List<String> missing = new ArrayList<>();
        Document.served().schemas().forEach((name, schema) -> {
            note(missing, name, schema);
            schema.path("properties")
                    .properties()
                    .forEach(property -> note(missing, name + "." + property.getKey(), property.getValue()));
        });
        operations((name, operation) -> operation
                .path("parameters")
                .forEach(parameter ->
                        note(missing, name + " " + parameter.path("name").asText(), parameter)));

        assertThat(missing)
                .as("without a description: give them one in META-INF/openapi.yaml")
                .isEmpty();
    }

    @Test
    void everyOperationSaysWhatItIsAndWhatItMayAnswer() throws Exception {
        List<String> missing = new ArrayList<>();
        operations((name, operation) -> {
            for (String field : List.of("operationId", "summary", "description", "tags")) {
                if (operation.path(field).isMissingNode()) {
                    missing.add(name + " " + field);
                }
            }
            JsonNode responses = operation.path("responses");
            responses.properties().forEach(answer -> {
                boolean bodiless = List.of("202", "204", "304").contains(answer.getKey());
                if (!bodiless
                        && !answer.getValue().has("$ref")
                        && answer.getValue().at("/content").isEmpty()) {
                    missing.add(name + " content of " + answer.getKey());
                }
            });
            if (!responses.has("500") || !responses.has("429")) {
                missing.add(name + " problems");
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void everyExampleKeepsToItsSchema() throws Exception {
        Document document = Document.served();
        List<String> complaints = new ArrayList<>();
        for (JsonNode holder : document.root().findParents("examples")) {
            if (holder.has("schema")) {
                holder.get("examples")
                        .forEach(example ->
                                complaints.addAll(document.complaints(holder.get("schema"), example.get("value"))));
            }
        }
        for (JsonNode holder : document.root().findParents("example")) {
            complaints.addAll(document.complaints(holder.get("schema"), holder.get("example")));
        }

        assertThat(complaints).isEmpty();
    }

    @Test
    void everyProblemIsAnExampleOfItsStatus() throws Exception {
        JsonNode responses = Document.served().root().at("/components/responses");

        for (ProblemType type : ProblemType.values()) {
            assertThat(type == ProblemType.METHOD_NOT_ALLOWED
                            || responses
                                    .path("Problem" + type.status())
                                    .at("/content/application~1problem+json/examples")
                                    .has(type.slug()))
                    .as(type.slug())
                    .isTrue();
        }
    }

    @Test
    void documentIsValidForAParserInJava() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        assertThat(new OpenAPIV3Parser()
                        .readContents(Document.text("/openapi.json"), null, options)
                        .getMessages())
                .isEmpty();
    }

    @Test
    void linterHasNothingToSay() throws Exception {
        Files.createDirectories(FOLDER);
        Path file = Files.writeString(FOLDER.resolve("openapi.json"), Document.text("/openapi.json"));

        Optional<String> told = Lint.openApi(FOLDER, file);

        assumeTrue(told.isPresent(), "skipped: there is no node here, or npm cannot get the linter");
        assertThat(told.get()).isEmpty();
    }

    @Test
    void documentIsServedWhereItIsLookedForToEveryone() {
        assertThat(Document.text("/openapi.yaml")).startsWith("---").contains("openapi: 3.1.0");
        assertThat(Document.text("/q/openapi")).contains("openapi: 3.1.0");
    }

    @Test
    void pageToTryItWithAsksNoOtherHost() {
        String page = Document.text("/q/swagger-ui/");
        Matcher hosts = Pattern.compile("(?:src|href)=\"(https?:)?//").matcher(page);

        assertThat(hosts.find()).isFalse();
        assertThat(page).doesNotContain("validator.swagger.io");
        assertThat(RestAssured.get("/q/swagger-ui/").header("Content-Security-Policy"))
                .contains("default-src 'self'");
    }

    private interface Visitor {
        void visit(String name, JsonNode operation);
    }

    private static void operations(Visitor visitor) throws Exception {
        Document.served()
                .root()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation ->
                                visitor.visit(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    private static void note(List<String> missing, String name, JsonNode described) {
        if (described.path("description").asText().isBlank() && !described.has("$ref")) {
            missing.add(name);
        }
    }
}
