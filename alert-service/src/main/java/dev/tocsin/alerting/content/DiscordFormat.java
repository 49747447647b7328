package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** An embed in the category's colour. Mentions are switched off, and Markdown that comes from articles is escaped. */
final class DiscordFormat implements ChatFormat {
    /** Discord, "Embed limits", in characters. */
    static final int MOST_IN_TITLE = 256;

    static final int MOST_IN_DESCRIPTION = 4_096;
    static final int MOST_IN_VALUE = 1_024;
    static final int MOST_IN_FOOTER = 2_048;
    static final int MOST_FIELDS = 25;
    static final int MOST_IN_ALL = 6_000;
    /** Of the text above the embed. */
    static final int MOST_IN_CONTENT = 2_000;

    /** As much stands beside another field without being broken. */
    private static final int SHORT = 40;
    /** Any of Markdown's, and what begins mentions, timestamps, emoji and bare links. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\*_~`|<>#\\[\\]():@+-]");

    @Override
    public ObjectNode write(Story story) {
        ObjectNode message = JSON.objectNode();
        message.put("content", story.heading());
        message.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("color", story.tone().rgb);
        if (!story.title().isEmpty()) {
            embed.put("title", escaped(story.title()));
            if (!story.sources().isEmpty() && story.sources().get(0).url() != null) {
                embed.put("url", story.sources().get(0).url());
            }
        }
        List<String> description = new ArrayList<>(
                story.lead().stream().map(DiscordFormat::escaped).toList());
        Story.Quote quote = story.quote();
        if (quote != null) {
            description.add("> " + escaped(quote.text() + quote.by()));
        }
        if (!description.isEmpty()) {
            embed.put("description", String.join("\n", description));
        }
        ArrayNode fields = embed.putArray("fields");
        story.facts()
                .forEach(fact -> field(
                        fields,
                        fact.label(),
                        escaped(fact.value()),
                        fact.value().length() <= SHORT));
        if (!story.sources().isEmpty()) {
            List<String> lines = new ArrayList<>(
                    story.sources().stream().map(DiscordFormat::line).toList());
            lines.add(story.more());
            field(fields, story.sourcesLabel(), String.join("\n", lines).strip(), false);
        }
        embed.putObject("footer").put("text", story.footer());
        return message;
    }

    private static void field(ArrayNode fields, String name, String value, boolean inline) {
        fields.addObject().put("name", name).put("value", value).put("inline", inline);
    }

    private static String line(Story.Source source) {
        String name = escaped(source.name());
        String linked = source.url() == null ? name : "[" + name + "](" + Objects.requireNonNull(source.url()) + ")";
        return source.date().isEmpty() ? linked : linked + " · " + source.date();
    }

    static String escaped(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$0");
    }

    @Override
    public boolean fits(ObjectNode message) {
        JsonNode embed = message.path("embeds").path(0);
        int all = length(embed, "title") + length(embed, "description") + length(embed.path("footer"), "text");
        for (JsonNode field : embed.path("fields")) {
            if (length(field, "value") > MOST_IN_VALUE) {
                return false;
            }
            all += length(field, "name") + length(field, "value");
        }
        return all <= MOST_IN_ALL
                && length(message, "content") <= MOST_IN_CONTENT
                && length(embed, "title") <= MOST_IN_TITLE
                && length(embed, "description") <= MOST_IN_DESCRIPTION
                && length(embed.path("footer"), "text") <= MOST_IN_FOOTER
                && embed.path("fields").size() <= MOST_FIELDS;
    }

    private static int length(JsonNode node, String field) {
        return node.path(field).asText("").length();
    }
}
