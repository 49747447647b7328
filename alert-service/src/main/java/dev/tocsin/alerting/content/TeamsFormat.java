package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An Adaptive Card in the form that both Teams workflows and the older connectors take: a message with one attachment.
 * What comes from articles stands in text runs, which unlike text blocks read no Markdown.
 */
final class TeamsFormat implements ChatFormat {
    private static final String CARD = "application/vnd.microsoft.card.adaptive";

    @Override
    public ObjectNode write(Story story) {
        ObjectNode message = JSON.objectNode().put("type", "message");
        message.put("summary", story.summary());
        ObjectNode attachment = message.putArray("attachments").addObject().put("contentType", CARD);
        attachment.putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body");
        body.addObject()
                .put("type", "TextBlock")
                .put("text", story.heading())
                .put("weight", "Bolder")
                .put("color", story.tone().accent)
                .put("wrap", true);
        if (!story.title().isEmpty()) {
            run(runs(body), story.title()).put("weight", "Bolder").put("size", "Medium");
        }
        story.lead().forEach(sentence -> run(runs(body), sentence));
        for (Story.Fact fact : story.facts()) {
            ArrayNode line = runs(body, "Small");
            run(line, fact.labelAndColon()).put("weight", "Bolder");
            run(line, fact.value());
        }
        Story.Quote quote = story.quote();
        if (quote != null) {
            ArrayNode line = runs(body);
            run(line, "“" + quote.text() + "”").put("italic", true);
            if (!quote.by().isEmpty()) {
                run(line, quote.by());
            }
        }
        for (Story.Source source : story.sources()) {
            ObjectNode run = run(runs(body, "Small"), source.nameAndDate());
            if (source.url() != null) {
                run.putObject("selectAction").put("type", "Action.OpenUrl").put("url", source.url());
            }
        }
        if (!story.more().isEmpty()) {
            run(runs(body, "Small"), story.more());
        }
        run(runs(body), story.footer()).put("isSubtle", true).put("size", "Small");
        return message;
    }

    private static ArrayNode runs(ArrayNode body) {
        return runs(body, "Default");
    }

    private static ArrayNode runs(ArrayNode body, String spacing) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .put("spacing", spacing)
                .putArray("inlines");
    }

    private static ObjectNode run(ArrayNode inlines, String text) {
        return inlines.addObject().put("type", "TextRun").put("text", text);
    }

    /** Only the whole is limited. */
    @Override
    public boolean fits(ObjectNode message) {
        return true;
    }
}
