package dev.tocsin.alerting.subscribing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Status;
import dev.tocsin.alerting.subscription.DryRunRequest;
import dev.tocsin.alerting.subscription.SubscriptionFilter;
import dev.tocsin.alerting.subscription.SubscriptionRequest;
import dev.tocsin.alerting.subscription.SubscriptionTypes;
import dev.tocsin.alerting.subscription.SubscriptionView;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subscription as the form has it: lists are texts with commas, whatever is empty stands for "all". */
public record SubscriptionForm(Map<String, List<String>> fields) {
    /** One value of a few. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A form that nobody has filled in yet. */
    public static SubscriptionForm blank() {
        return new SubscriptionForm(Map.of("types", SubscriptionTypes.DEFAULT, "language", List.of("en")));
    }

    public static SubscriptionForm of(SubscriptionView view) {
        SubscriptionFilter filter = view.filter();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of(view.name()));
        fields.put("url", List.of(view.url()));
        fields.put("categories", filter.categories());
        fields.put("statuses", filter.statuses());
        fields.put("jurisdictions", List.of(String.join(", ", filter.jurisdictions())));
        fields.put("actors", List.of(String.join("\n", filter.actors())));
        fields.put("words", List.of(String.join(", ", filter.words())));
        fields.put("minConfidence", filter.minConfidence() == 0 ? List.of() : List.of("" + filter.minConfidence()));
        fields.put("types", view.types());
        fields.put("content", isUsual(view) ? List.of() : List.of(view.content()));
        fields.put("language", List.of(view.language()));
        return new SubscriptionForm(fields);
    }

    /** What the URL suggests anyway is not fixed by editing something else. */
    private static boolean isUsual(SubscriptionView view) {
        URI url = URI.create(view.url());
        String host = Objects.requireNonNullElse(url.getHost(), "");
        String path = Objects.requireNonNullElse(url.getRawPath(), "");
        return Content.ofHost(host, path).wireName().equals(view.content());
    }

    public String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    private List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    public List<Choice> categories(Visit visit) {
        return choices("categories", Arrays.stream(Category.values()).map(Category::wireName), visit);
    }

    public List<Choice> statuses(Visit visit) {
        return choices("statuses", Arrays.stream(Status.values()).map(Status::wireName), visit);
    }

    public List<Choice> types(Visit visit) {
        return choices("types", SubscriptionTypes.ALL.stream(), visit);
    }

    public List<Choice> contents(Visit visit) {
        return Arrays.stream(Content.values())
                .map(Content::wireName)
                .map(name -> new Choice(name, visit.texts().say("content_" + name), has("content", name)))
                .toList();
    }

    private List<Choice> choices(String field, Stream<String> values, Visit visit) {
        return values.map(value -> new Choice(
                        value,
                        switch (field) {
                            case "categories" -> visit.words().category(value);
                            case "statuses" -> visit.words().status(value);
                            default -> visit.words().occasion(value);
                        },
                        has(field, value)))
                .toList();
    }

    /** What a dry run is to be made of. */
    DryRunRequest dryRun() {
        return new DryRunRequest(filter(), types(), null, 5);
    }

    SubscriptionRequest request() {
        return new SubscriptionRequest(
                text("name"),
                text("url"),
                filter(),
                types(),
                true,
                null,
                null,
                null,
                text("content"),
                text("language"),
                null,
                null,
                null,
                null);
    }

    /** What the form can change; all else stays as it is. */
    JsonNode patch() {
        ObjectNode patch = JsonNodeFactory.instance
                .objectNode()
                .put("name", text("name"))
                .put("url", text("url"))
                .put("content", text("content"))
                .put("language", text("language"));
        SubscriptionRequest.Filter filter = filter();
        ObjectNode node = patch.putObject("filter").put("minConfidence", filter.minConfidence());
        array(node, "categories", filter.categories());
        array(node, "statuses", filter.statuses());
        array(node, "jurisdictions", filter.jurisdictions());
        array(node, "actors", filter.actors());
        array(node, "words", filter.words());
        List<@Nullable String> types = types();
        ArrayNode chosen = patch.putArray("types");
        types.forEach(chosen::add);
        return patch;
    }

    private static void array(ObjectNode node, String name, @Nullable List<@Nullable String> values) {
        ArrayNode array = node.putArray(name);
        if (values != null) {
            values.forEach(array::add);
        }
    }

    private SubscriptionRequest.Filter filter() {
        return new SubscriptionRequest.Filter(
                List.copyOf(values("categories")),
                split("jurisdictions", "[,，、\\s]"),
                split("actors", "[\\r\\n]"),
                List.copyOf(values("statuses")),
                null,
                split("words", "[,，、\\r\\n]"),
                confidence());
    }

    private @Nullable Double confidence() {
        String typed = value("minConfidence").strip();
        try {
            return typed.isEmpty() ? null : Double.valueOf(typed);
        } catch (NumberFormatException e) {
            // Out of bounds, and so refused with the right words.
            return -1.0;
        }
    }

    private List<@Nullable String> types() {
        return List.copyOf(values("types"));
    }

    private List<@Nullable String> split(String name, String separators) {
        return values(name).stream()
                .flatMap(text -> Stream.of(text.split(separators)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .<@Nullable String>map(text -> text)
                .toList();
    }

    private @Nullable String text(String name) {
        String typed = value(name).strip();
        return typed.isEmpty() ? null : typed;
    }
}
