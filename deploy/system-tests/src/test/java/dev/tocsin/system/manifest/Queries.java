package dev.tocsin.system.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The questions that rules and dashboards put to Prometheus, and the metrics that they name. */
final class Queries {
    /** What stands in a query and is no metric's name: strings, selectors, ranges, lists of labels, variables. */
    private static final Pattern BESIDE =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|\\{[^{}]*}|\\[[^\\]]*]"
                    + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\$\\{[^}]*}|\\$\\w+|#.*");

    private static final Pattern WORD = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
    private static final Pattern VALUES_OF = Pattern.compile("label_values\\(\\s*([a-zA-Z_:][\\w:]*)[^,]*,");
    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "unless",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "bool",
            "offset",
            "inf",
            "nan",
            "atan2",
            "start",
            "end");

    private Queries() {}

    /** Of a file of rules. */
    static List<String> ofRules(Path file) {
        List<String> queries = new ArrayList<>();
        MonitoringFiles.tree(file)
                .path("groups")
                .forEach(group -> group.path("rules")
                        .forEach(rule -> queries.add(rule.path("expr").asText())));
        return queries;
    }

    /** Of a dashboard's panels and variables, as far as Prometheus is asked. */
    static List<String> ofDashboard(JsonNode node) {
        List<String> queries = new ArrayList<>();
        collect(node, "prometheus", queries);
        return queries;
    }

    static Set<String> metrics(String query) {
        Set<String> metrics = new TreeSet<>();
        Matcher values = VALUES_OF.matcher(query);
        if (values.find()) {
            metrics.add(values.group(1));
            return metrics;
        }
        Matcher words = WORD.matcher(BESIDE.matcher(query).replaceAll(" "));
        while (words.find()) {
            if (!WORDS.contains(words.group().toLowerCase(java.util.Locale.ROOT))) {
                metrics.add(words.group());
            }
        }
        return metrics;
    }

    private static void collect(JsonNode node, String source, List<String> queries) {
        String asked = node.path("datasource").path("type").asText(source);
        if (asked.equals("prometheus")) {
            if (node.path("expr").isTextual()) {
                queries.add(node.path("expr").asText());
            }
            for (JsonNode query :
                    List.of(node.path("query"), node.path("query").path("query"), node.path("definition"))) {
                if (query.isTextual() && query.asText().contains("label_values(")) {
                    queries.add(query.asText());
                }
            }
        }
        node.forEach(child -> collect(child, asked, queries));
    }
}
