package dev.tocsin.local.stack;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.process.LocalDirectory;
import dev.tocsin.local.process.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is made of.
 *
 * @param root the project, with the built services
 * @param home holds {@code data} and {@code logs}; both are kept
 * @param environment given to each service beside what it needs to find the others
 * @param backing somebody else's Kafka and PostgreSQL, who closes them; none: the stack starts its own under home
 */
public record StackOptions(
        Path root,
        Path home,
        Ports ports,
        String apiKey,
        Map<String, String> environment,
        @Nullable Backing backing,
        Progress progress) {

    public StackOptions {
        environment = Map.copyOf(environment);
    }

    /** For tests: free ports, a key of its own, silent. */
    public static StackOptions in(Path home) throws IOException {
        return new StackOptions(
                LocalDirectory.root(),
                home,
                Ports.free(),
                "test-" + UUID.randomUUID(),
                Map.of(),
                null,
                Progress.SILENT);
    }

    /** The same with one more environment variable for each service. */
    public StackOptions with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new StackOptions(root, home, ports, apiKey, more, backing, progress);
    }

    /** The same on a Kafka and a PostgreSQL that are there already. */
    public StackOptions on(Backing given) {
        return new StackOptions(root, home, ports, apiKey, environment, given, progress);
    }

    Path data() {
        return home.resolve("data");
    }

    Path logs() {
        return home.resolve("logs");
    }
}
