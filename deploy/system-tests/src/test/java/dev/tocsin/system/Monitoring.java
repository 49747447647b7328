package dev.tocsin.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules and dashboards of {@code deploy/monitoring}. */
final class Monitoring {
    static final Path FOLDER = Path.of("../monitoring");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** What stands in braces, in brackets, in quotes or after "by" is no metric. */
    private static final Pattern NO_METRIC =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");

    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?![(a-zA-Z0-9_:])");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private Monitoring() {}

    static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> ruleFiles() throws IOException {
        return files("-rules.yml");
    }

    static List<Path> dashboards() throws IOException {
        return files(".json");
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    /** All rules, recorded ones too. */
    static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : ruleFiles()) {
            yaml(file).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        }
        return rules;
    }

    static List<JsonNode> alerts() throws IOException {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** The metrics that a panel or a rule asks for, by the names under which services show them. */
    static Set<String> metrics() throws IOException {
        Set<String> metrics = new TreeSet<>();
        rules().forEach(rule -> metrics.addAll(metricsOf(rule.path("expr").asText())));
        for (Path dashboard : dashboards()) {
            expressions(json(dashboard)).forEach(expression -> metrics.addAll(metricsOf(expression)));
        }
        metrics.removeIf(name -> name.contains(":"));
        return metrics;
    }

    static List<String> expressions(JsonNode dashboard) {
        return dashboard.findValuesAsText("expr");
    }

    static Set<String> metricsOf(String expression) {
        Set<String> found = new TreeSet<>();
        Matcher word = WORD.matcher(NO_METRIC.matcher(expression).replaceAll(" "));
        while (word.find()) {
            if (!KEYWORDS.contains(word.group().toLowerCase(java.util.Locale.ROOT))) {
                found.add(word.group());
            }
        }
        return found;
    }

    /** The metrics that a scrape shows. */
    static Set<String> shown(String scrape) {
        Set<String> shown = new TreeSet<>();
        scrape.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> shown.add(line.split("[ {]", 2)[0]));
        return shown;
    }

    /** As the anchors of its headings are made: small letters, a hyphen for a space, nothing else. */
    static Set<String> anchors(Path markdown) {
        try (Stream<String> lines = Files.lines(markdown)) {
            Set<String> anchors = new TreeSet<>();
            lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(java.util.Locale.ROOT))
                    .forEach(heading -> anchors.add(
                            heading.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-')));
            return anchors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
