package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Block Kit with a text for notifications. What comes from articles stands in rich text blocks, in which Slack reads
 * neither its markup nor mentions, so a quote stays word for word; the fallback text is escaped by Slack's three entities.
 */
final class SlackFormat implements ChatFormat {
    /** Slack, "Block Kit reference": of one text in a section; kept for each text here. */
    static final int MOST_IN_A_TEXT = 3_000;
    /** Of one message. */
    static final int MOST_BLOCKS = 50;
    /** All blocks together are refused (msg_blocks_too_long) somewhere above 13,000 characters, which is not documented. */
    static final int MOST_IN_ALL_BLOCKS = 10_000;

    @Override
    public ObjectNode write(Story story) {
        ObjectNode message = JSON.objectNode();
        message.put("text", escaped(story.summary()));
        message.put("unfurl_links", false).put("unfurl_media", false);
        ArrayNode blocks = message.putArray("blocks");
        blocks.addObject().put("type", "header").set("text", plain(story.heading()));
        ArrayNode rich = JSON.arrayNode();
        if (!story.title().isEmpty()) {
            text(section(rich), story.title(), true);
        }
        story.lead().forEach(sentence -> text(section(rich), sentence, false));
        if (!story.facts().isEmpty()) {
            facts(story, section(rich));
        }
        Story.Quote quote = story.quote();
        if (quote != null) {
            ArrayNode elements = rich.addObject().put("type", "rich_text_quote").putArray("elements");
            text(elements, quote.text() + quote.by(), false);
        }
        sources(story, rich);
        blocks.addObject().put("type", "rich_text").set("elements", rich);
        ObjectNode context = blocks.addObject().put("type", "context");
        context.putArray("elements").add(plain(story.footer()));
        return message;
    }

    private static void facts(Story story, ArrayNode elements) {
        String separator = "";
        for (Story.Fact fact : story.facts()) {
            text(elements, separator + fact.labelAndColon(), true);
            text(elements, fact.value(), false);
            separator = "\n";
        }
    }

    private static void sources(Story story, ArrayNode rich) {
        if (story.sources().isEmpty()) {
            return;
        }
        ArrayNode items = rich.addObject()
                .put("type", "rich_text_list")
                .put("style", "bullet")
                .putArray("elements");
        for (Story.Source source : story.sources()) {
            ArrayNode item = section(items);
            if (source.url() == null) {
                text(item, source.nameAndDate(), false);
            } else {
                item.addObject().put("type", "link").put("url", source.url()).put("text", source.name());
                if (!source.date().isEmpty()) {
                    text(item, " · " + source.date(), false);
                }
            }
        }
        if (!story.more().isEmpty()) {
            text(section(items), story.more(), false);
        }
    }

    private static ArrayNode section(ArrayNode parent) {
        return parent.addObject().put("type", "rich_text_section").putArray("elements");
    }

    private static void text(ArrayNode elements, String text, boolean bold) {
        ObjectNode element = elements.addObject().put("type", "text").put("text", text);
        if (bold) {
            element.putObject("style").put("bold", true);
        }
    }

    private static ObjectNode plain(String text) {
        return JSON.objectNode().put("type", "plain_text").put("text", text).put("emoji", false);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public boolean fits(ObjectNode message) {
        JsonNode blocks = message.path("blocks");
        return message.path("text").asText().length() <= MOST_IN_A_TEXT
                && blocks.size() <= MOST_BLOCKS
                && blocks.toString().length() <= MOST_IN_ALL_BLOCKS
                && blocks.findValuesAsText("text").stream().allMatch(text -> text.length() <= MOST_IN_A_TEXT);
    }
}
