package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DingTalk's Markdown message. Lines end with two blanks, without which DingTalk joins them. */
final class DingTalkFormat implements ChatFormat {
    private static final String NEXT_LINE = "  \n";

    @Override
    public ObjectNode write(Story story) {
        List<String> parts = new ArrayList<>();
        parts.add("#### " + LookAlikes.of(story.heading()));
        if (!story.title().isEmpty()) {
            parts.add("**" + LookAlikes.of(story.title()) + "**");
        }
        if (!story.lead().isEmpty()) {
            parts.add(story.lead().stream().map(LookAlikes::of).collect(Collectors.joining(NEXT_LINE)));
        }
        if (!story.facts().isEmpty()) {
            parts.add(story.facts().stream()
                    .map(fact -> "**" + fact.label() + "**" + fact.colon() + LookAlikes.of(fact.value()))
                    .collect(Collectors.joining(NEXT_LINE)));
        }
        Story.Quote quote = story.quote();
        if (quote != null) {
            parts.add("> " + LookAlikes.of(quote.text() + quote.by()));
        }
        if (!story.sources().isEmpty()) {
            List<String> lines = new ArrayList<>(
                    story.sources().stream().map(DingTalkFormat::line).toList());
            if (!story.more().isEmpty()) {
                lines.add(story.more());
            }
            parts.add(String.join(NEXT_LINE, lines));
        }
        parts.add(LookAlikes.of(story.footer()));
        ObjectNode message = JSON.objectNode().put("msgtype", "markdown");
        message.putObject("markdown")
                .put("title", LookAlikes.of(story.summary()))
                .put("text", String.join("\n\n", parts));
        message.putObject("at").put("isAtAll", false);
        return message;
    }

    static String line(Story.Source source) {
        String name = LookAlikes.of(source.name());
        String linked = source.url() == null ? name : "[" + name + "](" + source.url() + ")";
        return source.date().isEmpty() ? linked : linked + " · " + source.date();
    }

    /** Only the whole is limited. */
    @Override
    public boolean fits(ObjectNode message) {
        return true;
    }
}
