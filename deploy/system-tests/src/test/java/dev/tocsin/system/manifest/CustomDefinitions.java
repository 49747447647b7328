package dev.tocsin.system.manifest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The schemas that operators give their custom resources, out of the operators' own Go modules. Made strict: the API server
 * would drop a property that the schema does not name, here it is an error. The rules beside the schemas (CEL), and what an
 * operator's webhook checks, are not evaluated.
 */
final class CustomDefinitions {

    /** The versions that deploy/kubernetes is for, and where in the module its definitions lie. */
    private static final Map<String, String> MODULES = Map.of(
            "github.com/cloudnative-pg/cloudnative-pg@v1.30.0", "config/crd/bases",
            "github.com/cloudnative-pg/plugin-barman-cloud@v0.15.0", "config/crd/bases",
            "github.com/external-secrets/external-secrets@v1.3.2", "config/crds/bases",
            "github.com/kedacore/keda/v2@v2.20.2", "config/crd/bases",
            "github.com/prometheus-operator/prometheus-operator@v0.85.0", "example/prometheus-operator-crd",
            "sigs.k8s.io/gateway-api@v1.6.3", "config/crd/standard");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

    private final List<Path> folders;
    private final Map<String, Optional<Schema>> schemas = new TreeMap<>();

    private CustomDefinitions(List<Path> folders) {
        this.folders = folders;
    }

    /** The test that asks is skipped where there is no Go, or it can have no modules. */
    static CustomDefinitions fetched() {
        Optional<Tool> go = Tool.anyOf("go");
        assumeTrue(
                go.isPresent(),
                "Custom resources are not checked: Go, which fetches their definitions, is not on the PATH");
        String[] arguments = Stream.concat(Stream.of("mod", "download", "-json"), MODULES.keySet().stream())
                .toArray(String[]::new);
        List<JsonNode> modules;
        try {
            // Outside of any module: nothing of this build is Go's.
            modules = Overlay.json(go.orElseThrow().run(Path.of(System.getProperty("java.io.tmpdir")), arguments));
        } catch (IllegalStateException refused) {
            assumeTrue(false, "Custom resources are not checked: " + refused.getMessage());
            throw refused;
        }
        return new CustomDefinitions(modules.stream()
                .map(module -> Path.of(
                        module.path("Dir").asText(),
                        MODULES.getOrDefault(
                                module.path("Path").asText() + "@"
                                        + module.path("Version").asText(),
                                "?")))
                .toList());
    }

    /** What is wrong with it, a line each. */
    List<String> complaints(JsonNode object) {
        String kind = object.path("kind").asText();
        String version = object.path("apiVersion").asText();
        Optional<Schema> schema = schemas.computeIfAbsent(version + "/" + kind, key -> find(version, kind));
        if (schema.isEmpty()) {
            return List.of(Overlay.name(object) + ": nobody defines " + version + "/" + kind);
        }
        return schema.orElseThrow().validate(object.toString(), InputFormat.JSON).stream()
                .map(error -> Overlay.name(object) + ": " + error)
                .toList();
    }

    private Optional<Schema> find(String apiVersion, String kind) {
        String group = apiVersion.substring(0, apiVersion.indexOf('/'));
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return folders.stream()
                .flatMap(folder -> files(folder, kind))
                .flatMap(file -> Overlay.documents(text(file)).stream())
                .filter(definition -> definition.at("/spec/group").asText().equals(group)
                        && definition.at("/spec/names/kind").asText().equals(kind))
                .flatMap(definition -> stream(definition.at("/spec/versions")))
                .filter(served -> served.path("name").asText().equals(version)
                        && served.path("served").asBoolean())
                .map(served -> served.at("/schema/openAPIV3Schema"))
                .peek(CustomDefinitions::makeStrict)
                .map(schema -> REGISTRY.getSchema(schema.toString(), InputFormat.JSON))
                .findFirst();
    }

    /** Only where properties are listed as such: inside of anyOf and its like they are conditions. */
    private static void makeStrict(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        if (schema instanceof ObjectNode object
                && !properties.isMissingNode()
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        properties.forEach(CustomDefinitions::makeStrict);
        makeStrictIfObject(schema.path("items"));
        makeStrictIfObject(schema.path("additionalProperties"));
    }

    private static void makeStrictIfObject(JsonNode schema) {
        if (schema.isObject()) {
            makeStrict(schema);
        }
    }

    private static Stream<Path> files(Path folder, String kind) {
        String part = kind.toLowerCase(Locale.ROOT);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
