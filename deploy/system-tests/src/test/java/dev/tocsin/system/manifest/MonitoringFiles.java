package dev.tocsin.system.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules and dashboards that lie in {@code deploy/monitoring}, and what kustomize needs to have of them. */
final class MonitoringFiles {
    static final Path FOLDER = Path.of("../monitoring");

    private static final String WRITTEN =
            "# Written by ManifestMonitoringTest (-Dmanifests.write=true) from the files beside it.\n";

    private MonitoringFiles() {}

    /** Files of rules in Prometheus' own form, which promtool tests. */
    static List<Path> rules() {
        return all(".yml").filter(file -> tree(file).has("groups")).toList();
    }

    /** Grafana's. */
    static List<Path> dashboards() {
        return all(".json").filter(file -> tree(file).has("panels")).toList();
    }

    /** The operator takes rules as objects only, and kustomize cannot put one file into another. */
    static String prometheusRules() {
        return WRITTEN
                + rules().stream()
                        .map(file -> """
                                apiVersion: monitoring.coreos.com/v1
                                kind: PrometheusRule
                                metadata:
                                  name: tocsin-%s
                                spec:
                                %s""".formatted(name(file), indented(text(file))))
                        .collect(Collectors.joining("---\n"));
    }

    /** Kustomize wants every file by name, and none from outside of the folder that it reads. */
    static String kustomization() {
        String head = WRITTEN + """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: tocsin
                resources:
                  - prometheusrules.yaml
                """;
        if (dashboards().isEmpty()) {
            return head;
        }
        return head + """
                # Grafana's sidecar reads what has the label. A hash in the name would show each dashboard twice during a change.
                generatorOptions:
                  disableNameSuffixHash: true
                  labels:
                    grafana_dashboard: "1"
                  annotations:
                    grafana_folder: Tocsin
                configMapGenerator:
                """
                + dashboards().stream()
                        .map(file -> "  - name: dashboard-" + name(file) + "\n    files: ["
                                + FOLDER.relativize(file).toString().replace('\\', '/') + "]\n")
                        .collect(Collectors.joining());
    }

    static JsonNode tree(Path file) {
        return file.toString().endsWith(".json")
                ? Overlay.json(text(file)).get(0)
                : Overlay.documents(text(file)).get(0);
    }

    private static Stream<Path> all(String ending) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String indented(String text) {
        return text.lines().map(line -> line.isEmpty() ? "" : "  " + line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\r", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
