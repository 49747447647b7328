package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An interactive card of Feishu and Lark. What is set in Markdown has its special characters as HTML entities, as Feishu's
 * documentation asks; the rest is plain text, where nothing is read.
 */
final class FeishuFormat implements ChatFormat {
    private static final String SPECIAL = "&<>*~_`[]()#:+-!\"'/\\|{}=@$";

    @Override
    public ObjectNode write(Story story) {
        ObjectNode message = JSON.objectNode().put("msg_type", "interactive");
        ObjectNode card = message.putObject("card");
        card.putObject("config").put("wide_screen_mode", true);
        ObjectNode header = card.putObject("header").put("template", story.tone().template);
        header.set("title", plain(story.heading()));
        ArrayNode elements = card.putArray("elements");
        if (!story.title().isEmpty()) {
            div(elements, markdown("**" + escaped(story.title()) + "**"));
        }
        if (!story.lead().isEmpty()) {
            div(elements, plain(String.join("\n", story.lead())));
        }
        if (!story.facts().isEmpty()) {
            div(
                    elements,
                    markdown(story.facts().stream()
                            .map(fact -> "**" + fact.label() + "**" + fact.colon() + escaped(fact.value()))
                            .collect(Collectors.joining("\n"))));
        }
        Story.Quote quote = story.quote();
        if (quote != null) {
            elements.addObject().put("tag", "hr");
            div(elements, plain("“" + quote.text() + "”" + quote.by()));
        }
        if (!story.sources().isEmpty()) {
            List<String> lines = new ArrayList<>(
                    story.sources().stream().map(FeishuFormat::line).toList());
            lines.add(story.more());
            div(elements, markdown(String.join("\n", lines).strip()));
        }
        elements.addObject().put("tag", "note").putArray("elements").add(plain(story.footer()));
        return message;
    }

    private static String line(Story.Source source) {
        String name = escaped(source.name());
        String linked = source.url() == null ? name : "[" + name + "](" + source.url() + ")";
        return source.date().isEmpty() ? linked : linked + " · " + source.date();
    }

    private static void div(ArrayNode elements, ObjectNode text) {
        elements.addObject().put("tag", "div").set("text", text);
    }

    private static ObjectNode plain(String text) {
        return JSON.objectNode().put("tag", "plain_text").put("content", text);
    }

    private static ObjectNode markdown(String text) {
        return JSON.objectNode().put("tag", "lark_md").put("content", text);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append("&#").append((int) c).append(';');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Only the whole is limited. */
    @Override
    public boolean fits(ObjectNode message) {
        return true;
    }
}
