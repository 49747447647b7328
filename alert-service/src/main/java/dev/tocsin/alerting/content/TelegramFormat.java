package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The bot API's {@code sendMessage} with HTML; the chat is added per try, since it is the subscription's and not the alert's. */
final class TelegramFormat implements ChatFormat {
    /** Bot API, {@code sendMessage}: after its entities are parsed; kept here with all tags, which is less. */
    static final int MOST_IN_TEXT = 4_096;

    /** After it, what looks like a user's name is no mention, which would ring that user. Not seen. */
    private static final String WORD_JOINER = "\u2060";

    @Override
    public ObjectNode write(Story story) {
        List<String> parts = new ArrayList<>();
        String title = story.title().isEmpty() ? "" : "\n" + escaped(story.title());
        parts.add("<b>" + escaped(story.heading()) + title + "</b>");
        if (!story.lead().isEmpty()) {
            parts.add(story.lead().stream().map(TelegramFormat::escaped).collect(Collectors.joining("\n")));
        }
        if (!story.facts().isEmpty()) {
            parts.add(story.facts().stream()
                    .map(fact -> "<b>" + escaped(fact.labelAndColon()) + "</b>" + escaped(fact.value()))
                    .collect(Collectors.joining("\n")));
        }
        Story.Quote quote = story.quote();
        if (quote != null) {
            parts.add("<blockquote>" + escaped(quote.text() + quote.by()) + "</blockquote>");
        }
        if (!story.sources().isEmpty()) {
            List<String> lines = new ArrayList<>(
                    story.sources().stream().map(TelegramFormat::line).toList());
            lines.add(story.more());
            parts.add(String.join("\n", lines).strip());
        }
        parts.add("<i>" + escaped(story.footer()) + "</i>");
        ObjectNode message = JSON.objectNode();
        message.put("text", String.join("\n\n", parts)).put("parse_mode", "HTML");
        message.putObject("link_preview_options").put("is_disabled", true);
        return message;
    }

    private static String line(Story.Source source) {
        String name = escaped(source.name());
        String linked = source.url() == null ? name : "<a href=\"" + entities(source.url()) + "\">" + name + "</a>";
        return "• " + (source.date().isEmpty() ? linked : linked + " · " + source.date());
    }

    static String escaped(String text) {
        return entities(text).replace("@", "@" + WORD_JOINER);
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public boolean fits(ObjectNode message) {
        return message.path("text").asText().length() <= MOST_IN_TEXT;
    }
}
