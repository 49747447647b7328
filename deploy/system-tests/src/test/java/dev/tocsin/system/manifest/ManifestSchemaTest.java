package dev.tocsin.system.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every object is one that Kubernetes, or the operator whose it is, would take as it is written. */
class ManifestSchemaTest {

    @ParameterizedTest
    @EnumSource
    void objectsOfKubernetesAndStrimziHaveNoPropertyThatTheirKindLacks(Overlay overlay) {
        List<String> complaints = overlay.objects().stream()
                .filter(TypedModels::know)
                .map(TypedModels::complaint)
                .flatMap(Optional::stream)
                .toList();

        assertThat(complaints).isEmpty();
    }

    @Test
    void otherObjectsFitTheDefinitionsOfTheirOperators() {
        List<JsonNode> custom = Overlay.EVERYTHING.objects().stream()
                .filter(object -> !TypedModels.know(object)
                        || object.path("kind").asText().equals("HTTPRoute"))
                .toList();
        CustomDefinitions definitions = CustomDefinitions.fetched();

        assertThat(custom).isNotEmpty();
        assertThat(custom.stream().flatMap(object -> definitions.complaints(object).stream()))
                .isEmpty();
    }

    /** Or the two above would be content with anything. */
    @Test
    void aMisspeltPropertyIsFound() {
        assertThat(Stream.of("Deployment", "NetworkPolicy", "Kafka", "KafkaUser")
                        .map(kind -> misspelt(kind)))
                .allMatch(object -> TypedModels.complaint(object).isPresent());
        CustomDefinitions definitions = CustomDefinitions.fetched();
        assertThat(Stream.of("Cluster", "ScaledObject", "PodMonitor", "ExternalSecret")
                        .map(kind -> misspelt(kind)))
                .allMatch(object -> definitions.complaints(object).size() == 1);
    }

    private static JsonNode misspelt(String kind) {
        JsonNode object =
                Overlay.EVERYTHING.objects(kind).findFirst().orElseThrow().deepCopy();
        ((ObjectNode) object.path("spec")).put("replicaz", 3);
        return object;
    }

    @ParameterizedTest
    @EnumSource
    void objectsStandOnce(Overlay overlay) {
        assertThat(overlay.objects().stream().map(Overlay::name)).doesNotHaveDuplicates();
    }

    @Test
    void noFileLiesThereUnused() throws IOException {
        try (Stream<Path> files = Files.walk(Overlay.FOLDER)) {
            List<String> unused = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("kustomization.yaml"))
                    .filter(file -> !isNamed(file))
                    .map(Path::toString)
                    .toList();
            assertThat(unused).isEmpty();
        }
    }

    /** By a kustomization beside it or above it. */
    private static boolean isNamed(Path file) {
        for (Path folder = file.getParent();
                folder != null && folder.startsWith(Overlay.FOLDER);
                folder = folder.getParent()) {
            Path kustomization = folder.resolve("kustomization.yaml");
            try {
                if (Files.exists(kustomization)
                        && Files.readString(kustomization)
                                .contains(folder.relativize(file).toString().replace('\\', '/'))) {
                    return true;
                }
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }
        return false;
    }
}
