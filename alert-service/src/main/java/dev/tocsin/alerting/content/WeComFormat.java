package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** WeCom's Markdown message: bold, links, quotes and three colours. */
final class WeComFormat implements ChatFormat {
    /** WeCom, "group robot", markdown: of the content in UTF-8. */
    static final int MOST_BYTES_IN_CONTENT = 4_096;

    @Override
    public ObjectNode write(Story story) {
        List<String> lines = new ArrayList<>();
        lines.add("<font color=\"" + story.tone().font + "\">" + LookAlikes.of(story.heading()) + "</font>");
        if (!story.title().isEmpty()) {
            lines.add("**" + LookAlikes.of(story.title()) + "**");
        }
        story.lead().forEach(sentence -> lines.add(LookAlikes.of(sentence)));
        story.facts().forEach(fact -> lines.add(comment(fact.labelAndColon()) + LookAlikes.of(fact.value())));
        Story.Quote quote = story.quote();
        if (quote != null) {
            // The empty line ends the quote.
            lines.add("> " + LookAlikes.of(quote.text() + quote.by()) + "\n");
        }
        story.sources().forEach(source -> lines.add(DingTalkFormat.line(source)));
        if (!story.more().isEmpty()) {
            lines.add(story.more());
        }
        lines.add(comment(LookAlikes.of(story.footer())));
        ObjectNode message = JSON.objectNode().put("msgtype", "markdown");
        message.putObject("markdown").put("content", String.join("\n", lines));
        return message;
    }

    private static String comment(String text) {
        return "<font color=\"comment\">" + text + "</font>";
    }

    @Override
    public boolean fits(ObjectNode message) {
        return message.path("markdown").path("content").asText().getBytes(StandardCharsets.UTF_8).length
                <= MOST_BYTES_IN_CONTENT;
    }
}
