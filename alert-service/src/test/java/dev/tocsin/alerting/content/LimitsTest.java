package dev.tocsin.alerting.content;

import static dev.tocsin.alerting.content.Samples.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services' documented limits, counted here anew and not by the code that keeps them. */
class LimitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES = List.of(
            "alert.raised",
            "alert.updated",
            "alert.corroborated",
            "alert.merged",
            "alert.retracted",
            "alert.amended",
            "endpoint.disabled",
            "something.new");
    private static final List<String> FIELDS = List.of(
            "status", "state", "occurred", "place", "from", "to", "jurisdictions", "actors", "title", "confidence");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "矿",
                "😀",
                "&",
                "\"",
                "*",
                "@",
                "👩\u200D👩\u200D👧",
                "a\u0301",
                "\u0301",
                "🇰🇿",
                "\t",
                "\uD83D"
            })
    void alertOfAnySizeFitsAndKeepsItsTitle(String wide) throws IOException {
        String alert = monster(wide, 500).toString();

        for (Content content : Content.values()) {
            if (content.isChat()) {
                assertWithinLimits(content, content.render(Language.ZH, "alert.updated", THEN, alert));
                assertWithinLimits(content, content.render(Language.EN, "alert.retracted", THEN, alert));
                assertWithinLimits(content, content.render(Language.EN, "endpoint.disabled", THEN, alert));
            }
        }
    }

    @Test
    void whatMattersMostIsKeptWhereLittleFits() throws IOException {
        ObjectNode alert = monster("矿", 500);
        alert.put("title", "禁令".repeat(20)).put("category", "mining_ban").put("status", "in_force");

        String text = JSON.readTree(Content.WECOM.render(Language.ZH, "alert.retracted", THEN, alert.toString()))
                .at("/markdown/content")
                .asText();

        assertThat(text).contains("Tocsin · 警报撤回 · 挖矿禁令", "禁令".repeat(20), "此警报不再成立", "已生效", "…");
    }

    @Test
    void fewReportsAreNamedAndAllAreCounted() throws IOException {
        ObjectNode alert = (ObjectNode) JSON.readTree(Samples.named("updated").data());
        ArrayNode reports = alert.putArray("reports");
        for (int i = 0; i < 500; i++) {
            reports.addObject().put("outlet", "Outlet " + i).put("url", "https://outlet.example/" + i);
        }

        String text = JSON.readTree(Content.TELEGRAM.render(Language.EN, "alert.raised", THEN, alert.toString()))
                .path("text")
                .asText();

        assertThat(text).contains("Outlet 4<", "and 495 more").doesNotContain("Outlet 5<");
    }

    @Test
    void anyAlertIsReadableJsonWithinEveryLimit() throws IOException {
        Random random = new Random(20_210_625);
        for (int i = 0; i < 2_000; i++) {
            ObjectNode alert = randomAlert(random);
            String type = TYPES.get(random.nextInt(TYPES.size()));
            Language language = Language.values()[random.nextInt(2)];
            // Each in three of the nine: every content has its 667.
            for (int j = i % 3; j < Content.values().length; j += 3) {
                Content content = Content.values()[j];
                byte[] body = content.render(language, type, Instant.ofEpochSecond(random.nextInt()), alert.toString());

                assertWithinLimits(content, body);
            }
        }
    }

    private static void assertWithinLimits(Content content, byte[] body) throws IOException {
        byte[] sent = content.address(
                        body, "msg_01f900000000000000000000aa", "/x?chat_id=-1001234567890", "secret", THEN)
                .body();
        JsonNode message = JSON.readTree(sent);
        String text = new String(sent, StandardCharsets.UTF_8);
        assertThat(text)
                .as("no half of a character")
                .doesNotContain("\uFFFD?")
                .matches(all -> all.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
        switch (content) {
            case ENVELOPE, CLOUDEVENTS -> assertThat(sent).hasSizeLessThan(20_000);
            case FEISHU, DINGTALK -> assertThat(sent).hasSizeLessThanOrEqualTo(20_000);
            case TEAMS -> assertThat(sent).hasSizeLessThanOrEqualTo(28_000);
            case WECOM ->
                assertThat(message.at("/markdown/content").asText().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(4_096);
            case TELEGRAM -> assertThat(message.path("text").asText()).hasSizeLessThanOrEqualTo(4_096);
            case SLACK -> {
                assertThat(message.path("blocks").size()).isLessThanOrEqualTo(50);
                assertThat(message.at("/blocks/0/text/text").asText()).hasSizeLessThanOrEqualTo(150);
                assertThat(message.findValuesAsText("text")).allMatch(part -> part.length() <= 3_000);
            }
            case DISCORD -> {
                JsonNode embed = message.at("/embeds/0");
                assertThat(message.path("content").asText()).hasSizeLessThanOrEqualTo(2_000);
                assertThat(embed.path("title").asText()).hasSizeLessThanOrEqualTo(256);
                assertThat(embed.path("description").asText()).hasSizeLessThanOrEqualTo(4_096);
                assertThat(embed.path("fields").size()).isLessThanOrEqualTo(25);
                int all = embed.path("title").asText().length()
                        + embed.path("description").asText().length()
                        + embed.at("/footer/text").asText().length();
                for (JsonNode field : embed.path("fields")) {
                    assertThat(field.path("name").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(256);
                    assertThat(field.path("value").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(1_024);
                    all += field.path("name").asText().length()
                            + field.path("value").asText().length();
                }
                assertThat(all).isLessThanOrEqualTo(6_000);
            }
        }
    }

    private static ObjectNode monster(String wide, int reports) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "id",
                "title",
                "category",
                "status",
                "state",
                "stateReason",
                "mergedInto",
                "subscriptionId",
                "reason",
                "failingSince",
                "error",
                "disabledAt",
                "messageId",
                "alertId",
                "independentSources",
                "attempts")) {
            alert.put(field, wide.repeat(field.equals("title") ? 10_000 : 2_000));
        }
        alert.put("version", Integer.MAX_VALUE)
                .put("reportCount", Integer.MAX_VALUE)
                .put("confidence", 1e300);
        for (String field : List.of("place", "from", "to")) {
            alert.putObject(field).put("name", wide.repeat(2_000)).put("code", "GS-XYZ");
        }
        for (String field : List.of("occurred", "effective")) {
            alert.putObject(field).put("date", wide.repeat(2_000));
        }
        for (int i = 0; i < 12; i++) {
            alert.withArray("actors").addObject().put("name", wide.repeat(300));
            alert.withArray("jurisdictions").add("GS-" + i);
            alert.withArray("quantities")
                    .addObject()
                    .put("value", 1e-300)
                    .put("unit", wide.repeat(99))
                    .put("of", wide.repeat(99));
        }
        for (String field : FIELDS) {
            ObjectNode change = alert.withArray("changes").addObject().put("field", field);
            change.set("before", alert.get(field));
            change.set("after", alert.get(field));
        }
        for (int i = 0; i < reports; i++) {
            ObjectNode report = alert.withArray("reports").addObject();
            report.put("outlet", wide.repeat(i < 9 ? 200 : 9))
                    .put("url", "https://outlet.example/" + "矿".repeat(i < 9 ? 200 : 1));
            report.put("publishedAt", wide.repeat(9));
            report.putArray("evidence").addObject().put("quote", wide.repeat(i == 0 ? 10_000 : 9));
        }
        return alert;
    }

    /** Of the shapes and sizes that the contract allows, and beyond; small enough for an envelope. */
    private static ObjectNode randomAlert(Random random) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.put("id", "alr_" + random.nextInt(1_000)).put("version", random.nextInt(9));
        alert.put("category", pick(random, "mining_ban", "relocation", "nft_launch", "city_invitation", "other"));
        alert.put("status", pick(random, "rumoured", "proposed", "announced", "denied", "in_force", "reversed", "new"));
        alert.put("confidence", random.nextDouble()).put("title", words(random, 300));
        for (String field : List.of("place", "from", "to")) {
            if (random.nextBoolean()) {
                alert.putObject(field)
                        .put("name", words(random, 40))
                        .put("code", pick(random, "CN", "US-TX", "KZ-ALM", "??"));
            } else {
                alert.putNull(field);
            }
        }
        alert.putObject("occurred").put("date", pick(random, "2021", "2021-06", "2021-06-18", "2021-13", "soon"));
        for (int i = random.nextInt(6); i > 0; i--) {
            alert.withArray("actors").addObject().put("name", words(random, 60));
            alert.withArray("jurisdictions").add(pick(random, "CN", "CN-SC", "KZ", "US-NY", "IR", "zz"));
            alert.withArray("quantities")
                    .addObject()
                    .put("value", random.nextInt())
                    .put("unit", words(random, 10));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            ObjectNode change = alert.withArray("changes").addObject().put("field", field);
            if (random.nextBoolean()) {
                change.put("before", words(random, 60)).putNull("after");
            }
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            ObjectNode report = alert.withArray("reports").addObject();
            report.put("outlet", random.nextInt(4) == 0 ? null : words(random, 60));
            report.put("url", random.nextInt(4) == 0 ? null : "https://outlet.example/" + words(random, 300));
            report.put("publishedAt", pick(random, "2021-06-25T07:00:00Z", "yesterday"));
            report.putArray("evidence").addObject().put("quote", words(random, 1_000));
        }
        return alert;
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String words(Random random, int most) {
        int[] alphabet = {
            'a', 'z', ' ', '<', '&', '"', '*', '_', '[', ']', '(', '@', '\\', '矿', 0x1F600, 0x202E, 0x0301, '\n'
        };
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return words.toString();
    }
}
