package dev.tocsin.alerting.content;

import static dev.tocsin.alerting.content.Samples.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** An article's author writes whatever is wanted into titles, names and quotes; a chat shows it and does nothing else. */
class InjectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HOSTILE =
            "</b><script>x</script> <!channel> <@U1> @everyone <at id=all></at> [t](https://evil.example)"
                    + " **b** __u__ ~~s~~ `c` ||p|| &lt;i&gt; \\*x \"q\" ' {{DATE(1)}} ${1} %s %d :smile: <font color=\"warning\">f</font>"
                    + " \u001B[31mred\u001B[0m \u202Eevil\u0000\r\n# head\n> quote\n- item \\";

    @ParameterizedTest
    @EnumSource(
            names = {"ENVELOPE", "CLOUDEVENTS"},
            mode = Mode.EXCLUDE)
    void nothingUnseenComesThrough(Content content) throws IOException {
        for (Language language : Language.values()) {
            for (String text : texts(render(content, language, HOSTILE))) {
                assertThat(text.codePoints().filter(c -> c != '\n' && Character.getType(c) == Character.CONTROL))
                        .isEmpty();
                assertThat(text).doesNotContain("\u202E", "[31m");
            }
        }
    }

    @Test
    void slackReadsNoMarkupWhereArticlesSpeak() throws IOException {
        JsonNode message = render(Content.SLACK, Language.EN, HOSTILE);

        assertThat(message.path("text").asText())
                .contains("&lt;!channel&gt; &lt;@U1&gt;", "&amp;lt;i&amp;gt;")
                .doesNotContain("<", ">");
        // Neither mrkdwn nor mentions: only literal text and links that we made.
        assertThat(message.path("blocks").findValuesAsText("type"))
                .containsOnly(
                        "header",
                        "plain_text",
                        "rich_text",
                        "rich_text_section",
                        "rich_text_quote",
                        "rich_text_list",
                        "text",
                        "link",
                        "context");
        assertThat(message.path("blocks").path(1).toString()).contains("<!channel>");
    }

    @Test
    void discordMentionsNobodyAndFormatsNothing() throws IOException {
        JsonNode message = render(Content.DISCORD, Language.EN, HOSTILE);
        JsonNode embed = message.path("embeds").path(0);

        assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
        assertThat(embed.path("title").asText())
                .contains(
                        "\\*\\*b\\*\\*",
                        "\\`c\\`",
                        "\\[t\\]\\(https\\://evil.example\\)",
                        "\\@everyone",
                        "\\<!channel\\>");
        assertThat(embed.path("title").asText().replaceAll("\\\\.", "")).doesNotContainPattern("[*_~`|<>\\[\\]()@]");
    }

    @Test
    void teamsReadsNoMarkdownWhereArticlesSpeak() throws IOException {
        JsonNode card = render(Content.TEAMS, Language.EN, HOSTILE).at("/attachments/0/content");

        List<String> blocks = new ArrayList<>();
        for (JsonNode block : card.path("body")) {
            if (block.path("type").asText().equals("TextBlock")) {
                blocks.add(block.path("text").asText());
            }
        }
        assertThat(blocks).containsExactly("Tocsin · Update · Mining ban");
        assertThat(card.findValuesAsText("type"))
                .containsOnly("AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Action.OpenUrl");
    }

    @Test
    void telegramSeesNoTagsAndNoUsersButOurs() throws IOException {
        String text =
                render(Content.TELEGRAM, Language.EN, HOSTILE).path("text").asText();

        assertThat(text.replaceAll("</?(b|i|blockquote)>|<a href=\"https://[^\"<>]*\">|</a>", ""))
                .doesNotContain("<", ">", "\"")
                .doesNotContainPattern("@\\w")
                .contains("&lt;script&gt;", "&amp;lt;i&amp;gt;");
    }

    @Test
    void feishuMarkdownHasItsSpecialCharactersAsEntities() throws IOException {
        JsonNode elements = render(Content.FEISHU, Language.EN, HOSTILE).at("/card/elements");

        for (JsonNode text : elements.findValues("text")) {
            if (text.path("tag").asText().equals("lark_md")) {
                String content = text.path("content").asText();
                assertThat(content).contains("&#60;at id&#61;all&#62;").doesNotContain("<", ">", "`", "~~");
                assertThat(content.replaceAll("\\*\\*|\\[[^\\[\\]]*]\\(https://[^()]*\\)", ""))
                        .doesNotContain("*", "[", "](");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DINGTALK", "WECOM"})
    void markdownWithoutEscapesHasLookAlikes(Content content) throws IOException {
        JsonNode markdown = render(content, Language.ZH, HOSTILE).path("markdown");
        String text = markdown.path("content").asText(markdown.path("text").asText());

        assertThat(text.replaceAll("<font color=\"(info|comment|warning)\">([^<]*)</font>", "$2"))
                .doesNotContain("<", "`", "~~", "\\")
                .contains("＜!channel>");
        assertThat(text.replaceAll("\\*\\*[^*]*\\*\\*|\\[[^\\[\\]]*]\\(https://[^()]*\\)", ""))
                .doesNotContain("*", "[", "]");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ENVELOPE", "CLOUDEVENTS"},
            mode = Mode.EXCLUDE)
    void linkThatBreaksOutOfItsMarkupIsHarmless(Content content) throws IOException {
        ObjectNode alert = alert("x");
        ((ObjectNode) alert.at("/reports/0")).put("url", "https://a.example/)](x)\"><b>|*_y");

        String body = JSON.readTree(content.render(Language.EN, "alert.raised", THEN, alert.toString()))
                .toString();

        assertThat(body).contains("https://a.example/%29%5D%28x%29%22%3E%3Cb%3E%7C%2A_y");
    }

    private static JsonNode render(Content content, Language language, String hostile) throws IOException {
        return JSON.readTree(
                content.render(language, "alert.updated", THEN, alert(hostile).toString()));
    }

    /** Every text that comes from articles is hostile. */
    private static ObjectNode alert(String hostile) throws IOException {
        ObjectNode alert = (ObjectNode) JSON.readTree(Samples.named("updated").data());
        alert.put("title", hostile);
        ((ObjectNode) alert.at("/actors/0")).put("name", hostile);
        ((ObjectNode) alert.at("/place")).put("name", hostile);
        ((ArrayNode) alert.path("quantities"))
                .addObject()
                .put("value", 1)
                .put("unit", hostile)
                .put("of", hostile);
        ObjectNode report = (ObjectNode) alert.at("/reports/0");
        report.put("outlet", hostile);
        ((ObjectNode) report.at("/evidence/0")).put("quote", hostile);
        ((ArrayNode) alert.path("changes"))
                .addObject()
                .put("field", "title")
                .put("before", hostile)
                .put("after", hostile);
        return alert;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        for (JsonNode child : node) {
            texts.addAll(texts(child));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            texts.add(field.getKey());
        }
        return texts;
    }
}
