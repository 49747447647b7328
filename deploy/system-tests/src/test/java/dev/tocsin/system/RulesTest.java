package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What operators are woken by, and look at: each alert tried both ways, each with its runbook, each panel readable. */
class RulesTest {
    private static final Path RUNBOOKS = Path.of("../README.md");
    private static final Set<String> EXPECTED_ANCHORS = Set.of(
            "a-feed-is-silent",
            "a-hub-is-dead",
            "a-broker-is-gone",
            "the-disk-is-full",
            "redrive-a-dead-letter",
            "deliveries-are-late",
            "scale",
            "an-instance-is-down");

    @Test
    void everyAlertSaysWhatItIsAndWhatToDo() throws IOException {
        Set<String> anchors = Files.isRegularFile(RUNBOOKS) ? Monitoring.anchors(RUNBOOKS) : EXPECTED_ANCHORS;

        assertThat(Monitoring.alerts()).isNotEmpty().allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(name).startsWith("Tocsin");
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).as(name).isNotBlank();
            String runbook = alert.at("/annotations/runbook_url").asText();
            assertThat(runbook).as(name).startsWith("deploy/README.md#");
            assertThat(runbook.substring(runbook.indexOf('#') + 1)).as(name).isIn(anchors);
        });
        assertThat(Monitoring.alerts())
                .extracting(alert -> alert.path("alert").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAlertIsTriedFiringAndNotFiring() throws IOException {
        Set<String> firing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (Path file : Monitoring.files("-rules.test.yml")) {
            for (JsonNode check : Monitoring.yaml(file).findValues("alert_rule_test")) {
                check.forEach(one -> (one.path("exp_alerts").isEmpty() ? quiet : firing)
                        .add(one.path("alertname").asText()));
            }
        }

        assertThat(Monitoring.alerts())
                .extracting(alert -> alert.path("alert").asText())
                .allSatisfy(name -> {
                    assertThat(firing).contains(name);
                    assertThat(quiet).contains(name);
                });
    }

    @Test
    void prometheusOwnToolAgrees() throws Exception {
        assumeThat(found("promtool"))
                .as("skipped: promtool is not on the PATH, so nobody but Java has read the rules")
                .isTrue();
        List<String> check = new ArrayList<>(List.of("promtool", "check", "rules"));
        List<String> test = new ArrayList<>(List.of("promtool", "test", "rules"));
        Monitoring.ruleFiles().forEach(file -> check.add(file.getFileName().toString()));
        Monitoring.files("-rules.test.yml")
                .forEach(file -> test.add(file.getFileName().toString()));

        assertThat(run(check)).endsWith("exit 0");
        assertThat(run(test)).endsWith("exit 0");
    }

    @Test
    void everyPanelHasADescriptionAUnitAndItsSourceAsAVariable() throws IOException {
        assertThat(Monitoring.dashboards())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("delivered.json", "fresh.json", "healthy.json", "true.json");
        for (Path file : Monitoring.dashboards()) {
            JsonNode dashboard = Monitoring.json(file);
            String name = file.getFileName().toString();
            assertThat(dashboard.path("uid").asText()).isEqualTo("tocsin-" + name.replace(".json", ""));
            assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
            assertThat(dashboard.path("panels")).isNotEmpty();
            assertThat(StreamSupport.stream(dashboard.path("panels").spliterator(), false))
                    .allSatisfy(panel -> {
                        String title = panel.path("title").asText();
                        assertThat(panel.path("description").asText()).as(title).isNotBlank();
                        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                                .as(title)
                                .isNotBlank();
                        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                        assertThat(panel.path("targets")).as(title).isNotEmpty();
                    });
            assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void metricsAreReadOutOfExpressions() {
        assertThat(
                        Monitoring.metricsOf(
                                "1 - sum by (le) (rate(a_b_bucket{le=\"10.0\"}[5m])) / (sum(rate(a_b_count[$__rate_interval])) > 0) and max(c_d) > 1"))
                .containsExactly("a_b_bucket", "a_b_count", "c_d");
    }

    private static boolean found(String tool) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(Monitoring.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return told + "exit " + process.exitValue();
    }
}
