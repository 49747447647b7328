package dev.tocsin.system.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and dashboards ask for what there is, and the cluster gets those that lie in {@code deploy/monitoring}. */
class ManifestMonitoringTest {

    @Test
    void rulesAndDashboardsNameMetricsThatExist() {
        Meters meters = Meters.ofTheServices();
        Set<String> recorded = new TreeSet<>();
        List<String> unknown = new java.util.ArrayList<>();
        for (Path file : MonitoringFiles.rules()) {
            MonitoringFiles.tree(file)
                    .path("groups")
                    .forEach(group -> group.path("rules")
                            .forEach(rule -> recorded.add(rule.path("record").asText())));
        }
        for (Path file : MonitoringFiles.rules()) {
            Queries.ofRules(file).forEach(query -> check(file, query, meters, recorded, unknown));
        }
        for (Path file : MonitoringFiles.dashboards()) {
            Queries.ofDashboard(MonitoringFiles.tree(file))
                    .forEach(query -> check(file, query, meters, recorded, unknown));
        }

        assertThat(unknown).isEmpty();
    }

    private static void check(Path file, String query, Meters meters, Set<String> recorded, List<String> unknown) {
        for (String metric : Queries.metrics(query)) {
            if (!recorded.contains(metric) && !meters.have(metric)) {
                unknown.add(file.getFileName() + ": " + metric + " in " + query);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum by (le) (rate(a_bucket{x=\"y\", z!~\"b|c\"}[5m])) / 2e3; a_bucket",
                "1 - sum(a{b=\"c\"}) / (sum without (d) (e) > 0) and on(f) g offset 1h; a,e,g",
                "histogram_quantile(0.99, sum(rate(a_b[$__rate_interval])) by (le)); a_b",
                "label_values(a{job=\"$job\"}, b); a"
            })
    void metricsAreFoundInQueries(String query, String metrics) {
        assertThat(Queries.metrics(query)).containsExactlyInAnyOrder(metrics.split(","));
    }

    @Test
    void kustomizeHasEveryRuleAndDashboardAsItIs() throws IOException {
        same("prometheusrules.yaml", MonitoringFiles.prometheusRules());
        same("kustomization.yaml", MonitoringFiles.kustomization());
    }

    private static void same(String name, String expected) throws IOException {
        Path file = MonitoringFiles.FOLDER.resolve(name);
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.exists(file) ? Files.readString(file).replace("\r", "") : "")
                .as("%s: write it with -Dmanifests.write=true", file)
                .isEqualTo(expected);
    }
}
