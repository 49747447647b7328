package dev.tocsin.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as it is read: anchors and merges resolved, variables not. */
record ComposeFile(Map<String, Service> services) {

    static ComposeFile read(Path file) throws IOException {
        Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        Map<String, Service> services = new LinkedHashMap<>();
        map(all.get("services")).forEach((name, body) -> services.put(name, new Service(name, map(body))));
        return new ComposeFile(services);
    }

    Service service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    /** One of them; {@code body} holds its keys as they stand there. */
    record Service(String name, Map<String, Object> body) {

        String text(String key) {
            return String.valueOf(body.get(key));
        }

        List<String> list(String key) {
            return body.get(key) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        Map<String, String> environment() {
            Map<String, String> texts = new LinkedHashMap<>();
            map(body.get("environment")).forEach((key, value) -> texts.put(key, String.valueOf(value)));
            return texts;
        }

        /** What is asked to know its health, one line. */
        Optional<String> healthTest() {
            return map(body.get("healthcheck")).get("test") instanceof List<?> test
                    ? Optional.of(
                            String.join(" ", test.stream().map(String::valueOf).toList()))
                    : Optional.empty();
        }

        /** The condition of each service that it waits for. */
        Map<String, String> dependsOn() {
            Map<String, String> conditions = new LinkedHashMap<>();
            map(body.get("depends_on"))
                    .forEach((other, how) -> conditions.put(other, String.valueOf(map(how).get("condition"))));
            return conditions;
        }
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, entry) -> result.put(String.valueOf(key), entry));
        }
        return result;
    }
}
