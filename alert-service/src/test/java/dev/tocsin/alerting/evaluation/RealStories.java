package dev.tocsin.alerting.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.report.Category;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Real news by event. What a group of the four categories holds is one event, every other item one of its own in each of
 * its categories. Left out are what a group only calls related, since nobody has said whether that is the same event;
 * items in groups of no category; and items by themselves whose category the reader who labelled them doubted.
 */
final class RealStories {

    private static final String NEWS = "real-news-dev.jsonl";
    private static final String GROUPS = "real-stories-dev.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RealStories() {}

    static boolean areHere() {
        return SharedData.isHere(NEWS) && SharedData.isHere(GROUPS);
    }

    static List<Story> all() {
        Map<String, JsonNode> groups = new HashMap<>();
        Set<String> leftOut = new HashSet<>();
        for (JsonNode group : rows(GROUPS)) {
            boolean known = isCategory(group.get("category").asText());
            group.get("items").forEach(item -> {
                if (known) {
                    groups.put(item.asText(), group);
                } else {
                    leftOut.add(item.asText());
                }
            });
            group.get("related").forEach(item -> leftOut.add(item.asText()));
        }
        List<Story> stories = new ArrayList<>();
        for (JsonNode item : rows(NEWS)) {
            String id = item.get("id").asText();
            JsonNode group = groups.get(id);
            if (group != null) {
                stories.add(story(item, group.get("story").asText(), group.get("category")));
            } else if (!leftOut.contains(id) && !item.get("doubtful").asBoolean()) {
                item.get("categories").forEach(category -> stories.add(story(item, id, category)));
            }
        }
        return stories;
    }

    private static Story story(JsonNode item, String event, JsonNode category) {
        return new Story(
                item.get("id").asText() + "-" + category.asText(),
                event + "-" + category.asText(),
                category(category.asText()),
                item.get("language").asText(),
                null,
                LocalDate.parse(item.get("published").asText())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                item.get("title").asText(),
                item.get("text").asText(),
                null);
    }

    private static boolean isCategory(String word) {
        return Arrays.stream(Category.values())
                .anyMatch(category -> category.wireName().equals(word));
    }

    private static Category category(String word) {
        return Arrays.stream(Category.values())
                .filter(category -> category.wireName().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(NEWS + " has a category " + word));
    }

    private static List<JsonNode> rows(String file) {
        return SharedData.lines(file).stream().map(RealStories::row).toList();
    }

    private static JsonNode row(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A line beside the project is not JSON", e);
        }
    }
}
