package dev.tocsin.alerting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.lifecycle.AlertType;
import dev.tocsin.local.tool.Lint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What receivers are promised, in three documents that say the same: OpenAPI's webhooks, AsyncAPI and JSON Schemas. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class MessageSchemasIT {
    private static final Path CONTRACT = Path.of("src/main/resources/contract");
    private static final String COMPONENT = "#/components/schemas/";

    /** The files, and the schemas of the API's document that they are made of. */
    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "webhook-alert", "AlertMessage",
            "webhook-test", "TestMessageEnvelope",
            "webhook-endpoint-failing", "EndpointFailingMessage",
            "webhook-endpoint-disabled", "EndpointDisabledMessage",
            "webhook-endpoint-recovered", "EndpointRecoveredMessage",
            "webhook-delivery-failed", "DeliveryFailedMessage"));

    @Test
    void schemasAreThoseOfTheApisDocument() throws Exception {
        Document document = Document.served();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            String text = Document.JSON
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(schema(document, file.getKey(), file.getValue()))
                    + "\n";
            Path recorded = CONTRACT.resolve(file.getKey() + ".schema.json");
            if (Document.WRITE) {
                Files.writeString(recorded, text);
            }
            assertThat(text.replace("\r", ""))
                    .as("%s: record it with -Dcontract.write=true", recorded)
                    .isEqualTo(Files.readString(recorded));
        }
    }

    @Test
    void schemasAreServed() throws Exception {
        for (String name : FILES.keySet()) {
            assertThat(Document.text("/schemas/" + name + ".schema.json"))
                    .isEqualTo(Files.readString(CONTRACT.resolve(name + ".schema.json")));
        }
    }

    @Test
    void messagesOfTheTestsKeepToThem() throws Exception {
        JsonNode golden = Document.JSON.readTree(Files.readString(Path.of("src/test/resources/content/envelope.json")));
        for (String name : List.of("raised", "updated", "corroborated", "merged", "retracted")) {
            assertThat(complaints("webhook-alert", golden.get(name))).as(name).isEmpty();
        }
        assertThat(complaints("webhook-test", golden.get("test"))).isEmpty();
        assertThat(complaints("webhook-endpoint-disabled", golden.get("disabled")))
                .isEmpty();
        assertThat(complaints("webhook-alert", golden.get("unknown"))).isNotEmpty();
    }

    @Test
    void bothDocumentsNameTheTypesThatThereAre() throws Exception {
        List<String> types = Stream.of(
                        Arrays.stream(AlertType.values())
                                .filter(AlertType::isSent)
                                .map(AlertType::wireName),
                        Stream.of("subscription.test"),
                        DeliveryRepository.OPERATIONAL_TYPES.stream())
                .flatMap(each -> each)
                .sorted()
                .toList();
        JsonNode messages = asyncApi().at("/components/messages");

        assertThat(new TreeSet<>(messages.findValuesAsText("name"))).containsExactlyElementsOf(types);
        assertThat(Document.served().root().get("webhooks").properties().stream()
                        .map(Map.Entry::getKey)
                        .sorted())
                .isEqualTo(types);
    }

    @Test
    void payloadsAreTheServedFiles() throws Exception {
        for (JsonNode message : asyncApi().at("/components/messages")) {
            String file = message.at("/payload/$ref").asText();
            JsonNode type = Document.JSON
                    .readTree(Document.text(file.replaceFirst("^\\.", "")))
                    .at("/properties/type/enum");

            assertThat(type.toString()).contains("\"" + message.get("name").asText() + "\"");
        }
    }

    @Test
    void asyncApisOwnParserHasNothingToSay() throws Exception {
        Path folder = Path.of("target", "asyncapi");
        Files.createDirectories(folder.resolve("schemas"));
        Path file = Files.writeString(folder.resolve("asyncapi.yaml"), Document.text("/asyncapi.yaml"));
        for (String name : FILES.keySet()) {
            Files.writeString(
                    folder.resolve("schemas").resolve(name + ".schema.json"),
                    Document.text("/schemas/" + name + ".schema.json"));
        }

        Optional<String> told = Lint.asyncApi(folder.resolve("tool"), file);

        assumeTrue(told.isPresent(), "skipped: there is no node here, or npm cannot get the parser");
        assertThat(told.get()).isEmpty();
    }

    private static JsonNode asyncApi() throws Exception {
        return new YAMLMapper().readTree(Document.text("/asyncapi.yaml"));
    }

    private static List<String> complaints(String name, JsonNode message) throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACT.resolve(name + ".schema.json")), InputFormat.JSON);
        return schema.validate(message.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** One schema with all that it points to, in a file of its own. */
    private static JsonNode schema(Document document, String file, String name) throws Exception {
        Map<String, JsonNode> schemas = document.schemas();
        ObjectNode whole = Document.JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.put("$id", "urn:tocsin:" + file + ":v1");
        whole.put("title", name);
        whole.setAll((ObjectNode) known(schemas, name).deepCopy());
        TreeMap<String, JsonNode> needed = new TreeMap<>();
        collect(schemas, whole, needed);
        if (!needed.isEmpty()) {
            whole.putObject("$defs").setAll(needed);
        }
        return Document.JSON.readTree(whole.toString().replace(COMPONENT, "#/$defs/"));
    }

    private static void collect(Map<String, JsonNode> schemas, JsonNode from, Map<String, JsonNode> needed) {
        for (String reference : from.findValuesAsText("$ref")) {
            String name = reference.substring(COMPONENT.length());
            if (needed.putIfAbsent(name, known(schemas, name)) == null) {
                collect(schemas, known(schemas, name), needed);
            }
        }
    }

    private static JsonNode known(Map<String, JsonNode> schemas, String name) {
        return Objects.requireNonNull(schemas.get(name), name);
    }
}
