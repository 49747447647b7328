package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.EmbeddedBacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the embedded PostgreSQL took, seen from outside; Linux only. */
final class DatabaseGauge {
    /** The kernel counts in these, whatever its own clock. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final Backing backing;

    DatabaseGauge(Backing backing) {
        this.backing = backing;
    }

    /** CPU time of the server and of all its processes so far, those that have ended included; none in a container. */
    Optional<Duration> cpu() throws IOException {
        if (!(backing instanceof EmbeddedBacking embedded)
                || embedded.database().process().isEmpty()) {
            return Optional.empty();
        }
        ProcessHandle server = embedded.database().process().get();
        long ticks = ticks(server.pid(), true);
        for (ProcessHandle child : server.children().toList()) {
            ticks += ticks(child.pid(), false);
        }
        return Optional.of(TICK.multipliedBy(ticks));
    }

    /** 0 where there is no such process any more. */
    private static long ticks(long pid, boolean withEndedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name, which stands in brackets, may hold anything.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return fields.subList(11, withEndedChildren ? 15 : 13).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
