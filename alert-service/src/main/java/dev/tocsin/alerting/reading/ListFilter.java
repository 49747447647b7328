package dev.tocsin.alerting.reading;

import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader has chosen to see: the query of the page's address and nothing else, so that the address can be sent on.
 * Names and values are those of {@code GET /v1/alerts}.
 *
 * @param chosen without what was left empty
 */
public record ListFilter(Map<String, List<String>> chosen) {
    private static final List<String> NAMES = List.of(
            "q", "category", "status", "jurisdiction", "actor", "since", "until", "minConfidence", "state", "asOf");

    /** Of these each value is one of its own; of the others a text may have commas in it. */
    private static final List<String> LISTED = List.of("category", "status", "jurisdiction", "state");

    /** One value that can be taken away again. */
    public record Chip(String label, String value, String without) {}

    /** One value of a few. */
    public record Choice(String value, String label, boolean chosen) {}

    /** What a form or a link has sent. */
    public static ListFilter of(Map<String, List<String>> given) {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        for (String name : NAMES) {
            List<String> values = given.getOrDefault(name, List.of()).stream()
                    .flatMap(value -> LISTED.contains(name) ? Stream.of(value.split("[,，、]")) : Stream.of(value))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .toList();
            if (!values.isEmpty()) {
                chosen.put(name, values);
            }
        }
        return new ListFilter(chosen);
    }

    /** Whether the address says more than it has to, as after a form that was sent half empty. */
    public static boolean isUntidy(Map<String, List<String>> given) {
        return given.values().stream().flatMap(List::stream).anyMatch(String::isBlank);
    }

    public boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** The parameters of one page. */
    public Map<String, List<String>> at(Optional<String> cursor, int limit) {
        Map<String, List<String>> all = new LinkedHashMap<>(chosen);
        all.put("limit", List.of(String.valueOf(limit)));
        cursor.ifPresent(value -> all.put("cursor", List.of(value)));
        return all;
    }

    /** The same list with one category, or with all of them. */
    public String withCategory(String value) {
        Map<String, List<String>> other = new LinkedHashMap<>(chosen);
        other.remove("category");
        if (!value.isEmpty()) {
            other.put("category", List.of(value));
        }
        return "/" + query(other);
    }

    /** With its question mark; empty when nothing is chosen. */
    public String query() {
        return query(chosen);
    }

    public String queryAt(String cursor) {
        Map<String, List<String>> all = new LinkedHashMap<>(chosen);
        all.put("cursor", List.of(cursor));
        return query(all);
    }

    /** The first value, for a field that has one. */
    public String value(String name) {
        return chosen.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    /** All values, for a field that takes several. */
    public String joined(String name) {
        return String.join(", ", chosen.getOrDefault(name, List.of()));
    }

    public List<Choice> categories(Visit visit) {
        return choices("category", Arrays.stream(Category.values()).map(Category::wireName), visit);
    }

    public List<Choice> statuses(Visit visit) {
        return choices("status", Arrays.stream(Status.values()).map(Status::wireName), visit);
    }

    public List<Choice> states(Visit visit) {
        return choices("state", Arrays.stream(State.values()).map(State::wireName), visit);
    }

    private List<Choice> choices(String name, Stream<String> values, Visit visit) {
        return values.map(value -> new Choice(
                        value,
                        word(name, value, visit),
                        chosen.getOrDefault(name, List.of()).contains(value)))
                .toList();
    }

    public List<Chip> chips(Visit visit) {
        List<Chip> chips = new ArrayList<>();
        chosen.forEach((name, values) -> values.forEach(value -> chips.add(
                new Chip(visit.texts().say("filter_" + name), word(name, value, visit), without(name, value)))));
        return chips;
    }

    private String without(String name, String value) {
        Map<String, List<String>> fewer = new LinkedHashMap<>(chosen);
        fewer.computeIfPresent(name, (key, values) -> {
            List<String> rest =
                    values.stream().filter(other -> !other.equals(value)).toList();
            return rest.isEmpty() ? null : rest;
        });
        return "/" + query(fewer);
    }

    private static String word(String name, String value, Visit visit) {
        return switch (name) {
            case "category" -> visit.words().category(value);
            case "status" -> visit.words().status(value);
            case "state" -> visit.words().state(value);
            case "jurisdiction" -> visit.words().jurisdiction(value);
            default -> value;
        };
    }

    private static String query(Map<String, List<String>> parameters) {
        String query = parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
