package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alerting.content.Story.Fact;
import dev.tocsin.alerting.content.Story.Quote;
import dev.tocsin.alerting.content.Story.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what a message's type and data say, in one language. */
final class Stories {
    private static final int LONGEST_TYPE = 60;

    private final Wording wording;
    private final Detail detail;

    Stories(Language language, Detail detail) {
        this.wording = new Wording(language, detail);
        this.detail = detail;
    }

    Story tell(String type, Instant occurredAt, JsonNode data) {
        return switch (type) {
            case "alert.raised" -> alert(Term.RAISED, List.of(), occurredAt, data);
            case "alert.corroborated" -> alert(Term.CORROBORATED, corroborated(data), occurredAt, data);
            case "alert.updated" -> alert(Term.UPDATED, updated(data), occurredAt, data);
            case "alert.merged" -> alert(Term.MERGED, List.of(merged(data)), occurredAt, data);
            case "alert.retracted" -> alert(Term.RETRACTED, List.of(retracted(data)), occurredAt, data);
            case "alert.amended" -> alert(Term.AMENDED, changes(data), occurredAt, data);
            case "subscription.test" -> notice(Term.TEST, wording.say(Term.TEST_LEAD), occurredAt, data);
            case "endpoint.failing" -> notice(Term.FAILING, wording.say(Term.FAILING_LEAD), occurredAt, data);
            case "endpoint.disabled" -> notice(Term.DISABLED, wording.say(Term.DISABLED_LEAD), occurredAt, data);
            case "endpoint.recovered" -> notice(Term.RECOVERED, wording.say(Term.RECOVERED_LEAD), occurredAt, data);
            case "delivery.failed" ->
                notice(Term.NOT_DELIVERED, wording.say(Term.NOT_DELIVERED_LEAD), occurredAt, data);
            default ->
                notice(
                        Term.NOTICE,
                        wording.say(Term.NOTICE_LEAD, CleanText.line(type, LONGEST_TYPE)),
                        occurredAt,
                        data);
        };
    }

    private Story alert(Term what, List<String> lead, Instant occurredAt, JsonNode data) {
        List<Source> sources = sources(data.path("reports"));
        int all = Math.max(
                data.path("reportCount").asInt(),
                data.path("reports").size() + data.path("reportsOmitted").asInt());
        int others = all - sources.size();
        return new Story(
                what == Term.RETRACTED || what == Term.MERGED
                        ? Tone.WITHDRAWN
                        : Tone.ofCategory(data.path("category").asText()),
                heading(what, wording.category(data.path("category"))),
                CleanText.line(data.path("title").asText(""), detail.title),
                lead,
                facts(data),
                quote(data.path("reports")),
                wording.say(Term.REPORTS),
                sources,
                others > 0 && !sources.isEmpty() ? wording.say(Term.MORE, others) : "",
                joined(
                        "Tocsin",
                        wording.text(data.path("id")),
                        data.path("version").isInt()
                                ? wording.say(Term.VERSION, data.path("version").asText())
                                : "",
                        wording.minute(occurredAt)));
    }

    private Story notice(Term what, String lead, Instant occurredAt, JsonNode data) {
        List<Fact> facts = new ArrayList<>();
        add(facts, Term.SUBSCRIPTION, wording.text(data.path("subscriptionId")));
        add(facts, Term.REASON, wording.text(data.path("reason")));
        add(facts, Term.LAST_ERROR, wording.text(data.path("error")));
        add(facts, Term.SINCE, wording.minute(data.path("failingSince")));
        add(facts, Term.DISABLED_AT, wording.minute(data.path("disabledAt")));
        add(facts, Term.MESSAGE, wording.text(data.path("messageId")));
        add(facts, Term.ALERT, wording.text(data.path("alertId")));
        add(facts, Term.TRIES, wording.text(data.path("attempts")));
        boolean alarming = what != Term.TEST && what != Term.NOTICE && what != Term.RECOVERED;
        return new Story(
                alarming ? Tone.OPERATIONS : Tone.PLAIN,
                heading(what, ""),
                "",
                List.of(lead),
                facts,
                null,
                "",
                List.of(),
                "",
                joined("Tocsin", wording.minute(occurredAt)));
    }

    private String heading(Term what, String category) {
        return joined("Tocsin", wording.say(what), category);
    }

    private List<Fact> facts(JsonNode data) {
        List<Fact> facts = new ArrayList<>();
        add(facts, Term.STATUS, wording.status(data.path("status")));
        add(facts, Term.WHO, wording.actors(data.path("actors")));
        String from = wording.place(data.path("from"));
        String to = wording.place(data.path("to"));
        if (!from.isEmpty() && !to.isEmpty()) {
            add(facts, Term.MOVE, from + " → " + to);
        } else {
            add(facts, Term.FROM, from);
            add(facts, Term.TO, to);
        }
        add(facts, Term.PLACE, wording.place(data.path("place")));
        add(facts, Term.WHERE, wording.jurisdictions(data.path("jurisdictions")));
        add(facts, Term.OCCURRED, wording.date(data.path("occurred")));
        add(facts, Term.EFFECTIVE, wording.date(data.path("effective")));
        add(facts, Term.QUANTITIES, wording.quantities(data.path("quantities")));
        add(facts, Term.CONFIDENCE, wording.confidence(data.path("confidence")));
        add(facts, Term.INDEPENDENT, wording.text(data.path("independentSources")));
        return facts;
    }

    private void add(List<Fact> facts, Term label, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(wording.say(label), wording.say(Term.COLON), value));
        }
    }

    private List<String> corroborated(JsonNode data) {
        return List.of(wording.say(Term.NOW_SOURCES, wording.text(data.path("independentSources"))));
    }

    private List<String> updated(JsonNode data) {
        boolean again = Stream.of(changed(data, "state")).anyMatch("standing"::equals);
        List<String> lead = new ArrayList<>(again ? List.of(wording.say(Term.STANDS_AGAIN)) : List.of());
        lead.addAll(changes(data));
        return lead;
    }

    private static String changed(JsonNode data, String field) {
        for (JsonNode change : data.path("changes")) {
            if (change.path("field").asText().equals(field)) {
                return change.path("after").asText();
            }
        }
        return "";
    }

    private List<String> changes(JsonNode data) {
        List<String> changes = new ArrayList<>();
        for (JsonNode change : data.path("changes")) {
            if (changes.size() < detail.items) {
                String words = words(change);
                if (!words.isEmpty()) {
                    changes.add(words);
                }
            }
        }
        return changes;
    }

    private String words(JsonNode change) {
        return switch (change.path("field").asText()) {
            case "status" -> words(Term.STATUS, change, wording::status);
            case "state" -> words(Term.STATE, change, wording::state);
            case "occurred" -> words(Term.OCCURRED, change, wording::date);
            case "effective" -> words(Term.EFFECTIVE, change, wording::date);
            case "place" -> words(Term.PLACE, change, wording::place);
            case "from" -> words(Term.FROM, change, wording::place);
            case "to" -> words(Term.TO, change, wording::place);
            case "jurisdictions" -> words(Term.WHERE, change, wording::jurisdictions);
            case "actors" -> words(Term.WHO, change, wording::actors);
            case "independentSources" -> words(Term.INDEPENDENT, change, wording::text);
            case "title" -> words(Term.TITLE, change, wording::text);
            case "confidence" -> words(Term.CONFIDENCE, change, wording::confidence);
            case "quantities" -> words(Term.QUANTITIES, change, wording::quantities);
            case "mergedInto" -> words(Term.MERGED_INTO, change, wording::text);
            default -> "";
        };
    }

    /** What is too long for the message stands in it without its values. */
    private String words(Term field, JsonNode change, Function<JsonNode, String> value) {
        String label = wording.say(field);
        if (!change.has("before") && !change.has("after")) {
            return wording.say(Term.CHANGED_LONG, label);
        }
        return wording.say(
                Term.CHANGED,
                label,
                known(value.apply(change.path("before"))),
                known(value.apply(change.path("after"))));
    }

    private String known(String value) {
        return value.isEmpty() ? wording.say(Term.UNKNOWN) : value;
    }

    private String merged(JsonNode data) {
        String into = wording.text(data.path("mergedInto"));
        return into.isEmpty() ? wording.say(Term.GOES_ON) : wording.say(Term.GOES_ON_AS, into);
    }

    private String retracted(JsonNode data) {
        String reason = wording.text(data.path("stateReason"));
        return switch (reason) {
            case "" -> wording.say(Term.STANDS_NO_MORE);
            case "every report of it was withdrawn" -> wording.say(Term.ALL_WITHDRAWN);
            case "denied" -> wording.say(Term.WAS_DENIED);
            default -> wording.say(Term.BECAUSE, reason);
        };
    }

    private @Nullable Quote quote(JsonNode reports) {
        for (JsonNode report : reports) {
            String text =
                    CleanText.line(report.path("evidence").path(0).path("quote").asText(""), detail.quote);
            if (!text.isEmpty()) {
                String outlet = wording.text(report.path("outlet"));
                return new Quote(text, outlet.isEmpty() ? "" : wording.say(Term.CREDIT, outlet));
            }
        }
        return null;
    }

    private List<Source> sources(JsonNode reports) {
        List<Source> sources = new ArrayList<>();
        for (JsonNode report : reports) {
            if (sources.size() == detail.sources) {
                break;
            }
            String url =
                    CleanText.link(report.path("url").asText(""), detail.link).orElse(null);
            sources.add(new Source(name(report), url, wording.day(report.path("publishedAt"))));
        }
        return sources;
    }

    private String name(JsonNode report) {
        String outlet = wording.text(report.path("outlet"));
        if (!outlet.isEmpty()) {
            return outlet;
        }
        String host = report.path("url").asText("").replaceFirst("^(?i)https?://([^/?#]*).*", "$1");
        String clean = CleanText.line(host, detail.value);
        return clean.isEmpty() ? wording.say(Term.UNNAMED) : clean;
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }
}
