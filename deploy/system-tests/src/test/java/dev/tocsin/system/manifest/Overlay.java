package dev.tocsin.system.manifest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An installation as kustomize renders it. */
enum Overlay {
    LOCAL("overlays/local", List.of()),
    PRODUCTION("overlays/production", List.of()),
    /** With the components that an installation may add: no file of the folder goes unread. */
    EVERYTHING("overlays/production", List.of("websub", "external-secrets"));

    static final Path FOLDER = Path.of("../kubernetes");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Overlay, List<JsonNode>> RENDERED = new EnumMap<>(Overlay.class);

    private final String path;
    private final List<String> added;

    Overlay(String path, List<String> added) {
        this.path = path;
        this.added = added;
    }

    /** Its objects, in kustomize's order; the test that asks is skipped where there is no kustomize. */
    List<JsonNode> objects() {
        Optional<Tool> kustomize = Tool.anyOf("kubectl kustomize", "kustomize build");
        assumeTrue(kustomize.isPresent(), "Manifests are not checked: neither kubectl nor kustomize is on the PATH");
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(this, overlay -> overlay.render(kustomize.orElseThrow()));
        }
    }

    Stream<JsonNode> objects(String kind) {
        return objects().stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** Its kind and name, for messages. */
    static String name(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText();
    }

    static List<JsonNode> documents(String yaml) {
        return read(YAML, yaml);
    }

    /** One object behind the other. */
    static List<JsonNode> json(String text) {
        return read(JSON, text);
    }

    private static List<JsonNode> read(ObjectMapper mapper, String text) {
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull() && !document.isMissingNode())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<JsonNode> render(Tool kustomize) {
        if (added.isEmpty()) {
            return documents(kustomize.run(FOLDER, path));
        }
        try {
            Path folder = Path.of("target/manifests", name().toLowerCase(java.util.Locale.ROOT));
            Files.createDirectories(folder);
            StringBuilder kustomization =
                    new StringBuilder("resources: [../../../../kubernetes/" + path + "]\ncomponents:\n");
            added.forEach(component -> kustomization
                    .append("  - ../../../../kubernetes/components/")
                    .append(component)
                    .append('\n'));
            Files.writeString(folder.resolve("kustomization.yaml"), kustomization);
            return documents(kustomize.run(folder, "."));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
