package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a feed or a page tells it, in words of one language; the title and the quote stay in their own. Every text is
 * a clean line: no control characters, nothing that turns the reading direction. Markup is still to be escaped.
 *
 * @param title empty when the document has none
 * @param category in words
 * @param status in words
 * @param state in words
 * @param withdrawn whether it no longer stands for an event of its own
 * @param sentences what has become of it; none while it stands
 * @param facts a label, a colon and a value each
 * @param quote with whose words they are; empty when there is none
 */
public record Retelling(
        String title,
        String category,
        String status,
        String state,
        boolean withdrawn,
        List<String> sentences,
        List<String> facts,
        String quote,
        List<Source> sources) {

    /**
     * Who reports it.
     *
     * @param url null when there is none, or none that may be shown
     */
    public record Source(String name, @Nullable String url) {}

    public Retelling {
        sentences = List.copyOf(sentences);
        facts = List.copyOf(facts);
        sources = List.copyOf(sources);
    }

    /**
     * @param document the alert, as JSON
     * @throws IllegalArgumentException when it is no JSON object
     */
    public static Retelling of(Language language, Instant updatedAt, String document) {
        JsonNode alert = Envelope.read(document);
        String state = alert.path("state").asText("standing");
        String type = switch (state) {
            case "retracted" -> "alert.retracted";
            case "merged" -> "alert.merged";
            default -> "alert.raised";
        };
        Story story = new Stories(language, Detail.FULL).tell(type, updatedAt, alert);
        Wording wording = new Wording(language, Detail.FULL);
        Story.Quote quote = story.quote();
        return new Retelling(
                story.title(),
                wording.category(alert.path("category")),
                wording.status(alert.path("status")),
                wording.state(alert.path("state")),
                !type.equals("alert.raised"),
                story.lead(),
                story.facts().stream()
                        .map(fact -> fact.labelAndColon() + fact.value())
                        .toList(),
                quote == null ? "" : "“" + quote.text() + "”" + quote.by(),
                story.sources().stream()
                        .map(source -> new Source(source.name(), source.url()))
                        .toList());
    }

    /** The title, after what it is of: its category, and its state where it no longer stands. */
    public String heading() {
        String what = withdrawn ? "[" + state + "] " + category : category;
        return title.isEmpty() ? what : what + " · " + title;
    }

    /** All of it in lines of plain text. */
    public String text() {
        String told = String.join("\n", sentences);
        String said = String.join("\n", facts);
        String named = sources.stream()
                .map(source -> source.url() == null ? source.name() : source.name() + " " + source.url())
                .collect(Collectors.joining("\n"));
        return List.of(told, quote, said, named).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
