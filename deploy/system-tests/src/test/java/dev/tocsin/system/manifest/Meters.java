package dev.tocsin.system.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that the services have: their own as their sources register them, and what frameworks and operators bring. */
final class Meters {
    /** How Micrometer's registry names what it has of each kind of meter. */
    private static final Map<String, List<String>> ENDINGS = Map.of(
            "counter", List.of("_total"),
            "functioncounter", List.of("_total"),
            "gauge", List.of(""),
            "multigauge", List.of(""),
            "timegauge", List.of("_seconds"),
            "timer", List.of("_seconds_count", "_seconds_sum", "_seconds_max", "_seconds_bucket"),
            "summary", List.of("_count", "_sum", "_max", "_bucket"));

    private static final Pattern REGISTERED = Pattern.compile(
            "(?:\\b(counter|timer|summary|gauge)\\(|\\b(Counter|FunctionCounter|Gauge|MultiGauge|TimeGauge|Timer|DistributionSummary)\\s*\\.\\s*builder\\()"
                    + "\\s*\"(tocsin\\.[a-z0-9._]+)\"");

    /** A name that is handed on before it is registered: whatever kind of meter it may become. */
    private static final Pattern MENTIONED = Pattern.compile("\"(tocsin\\.[a-z0-9._]+)\"");

    private static final Pattern UNIT = Pattern.compile("_(seconds|bytes)$");

    /** Not ours; by what they begin with, and who makes them. */
    private static final List<Pattern> STANDARD = Stream.of(
                    // Micrometer's binders: the JVM, the process, the machine.
                    "jvm_.*|process_.*|system_.*",
                    // Quarkus: REST, its clients, Kafka's clients, pools.
                    "http_server_.*|http_client_.*|kafka_(consumer|producer|admin_client|app_info)_.*|sql_pool_.*|worker_pool_.*",
                    // Prometheus itself.
                    "up|ALERTS|scrape_.*",
                    // kube-state-metrics and the kubelet.
                    "kube_(pod|deployment|job|persistentvolumeclaim|horizontalpodautoscaler|node)_.*|container_.*|kubelet_volume_stats_.*",
                    // Strimzi's metrics reporter, and CloudNativePG.
                    "kafka_(server|controller|cluster|log|network)_.*|cnpg_.*")
            .map(Pattern::compile)
            .toList();

    private final Set<String> own = new TreeSet<>();

    private Meters() {}

    static Meters ofTheServices() {
        Meters meters = new Meters();
        for (String service : List.of("ingest-service", "classify-service", "alert-service")) {
            try (Stream<Path> files = Files.walk(Path.of("../..", service, "src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(meters::read);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return meters;
    }

    boolean have(String metric) {
        return own.contains(metric)
                || STANDARD.stream().anyMatch(names -> names.matcher(metric).matches());
    }

    private void read(Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Set<String> registered = new TreeSet<>();
        Matcher known = REGISTERED.matcher(source);
        while (known.find()) {
            String kind = (known.group(1) == null ? known.group(2) : known.group(1)).toLowerCase(java.util.Locale.ROOT);
            registered.add(known.group(3));
            add(known.group(3), ENDINGS.getOrDefault(kind.replace("distribution", ""), List.of()));
            if (source.contains("baseUnit(")) {
                List.of("_bytes", "_seconds", "_records")
                        .forEach(unit -> add(
                                known.group(3) + unit.replace('_', '.'),
                                List.of("", "_total", "_count", "_sum", "_max", "_bucket")));
            }
        }
        if (source.contains("io.micrometer")) {
            Matcher mentioned = MENTIONED.matcher(source);
            while (mentioned.find()) {
                if (!registered.contains(mentioned.group(1))) {
                    ENDINGS.values().forEach(endings -> add(mentioned.group(1), endings));
                }
            }
        }
    }

    private void add(String meter, List<String> endings) {
        String name = meter.replace('.', '_');
        for (String ending : endings) {
            // A unit that the name has already is not written twice.
            Matcher unit = UNIT.matcher(name);
            own.add(
                    unit.find() && ending.startsWith(unit.group())
                            ? name + ending.substring(unit.group().length())
                            : name + ending);
        }
    }
}
