package dev.tocsin.ingest.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.ingest.text.Titles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page says of its article for search engines: JSON-LD in the words of schema.org. Read, never trusted to be whole. */
final class LinkedData {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LENGTH = 1_000_000;
    private static final int MAX_DEPTH = 6;
    private static final Set<String> ARTICLES = Set.of(
            "Article",
            "NewsArticle",
            "ReportageNewsArticle",
            "AnalysisNewsArticle",
            "BlogPosting",
            "LiveBlogPosting",
            "SocialMediaPosting",
            "TechArticle");

    private LinkedData() {}

    private record Told(String headline, String body) {}

    /**
     * The article's text; empty where the page does not give it away. Of several articles, as on pages that go on with the
     * next story, the one that bears the page's title.
     */
    static String articleBody(Document page, List<String> titles) {
        Set<Told> told = new LinkedHashSet<>();
        for (Element script : page.select("script[type=application/ld+json]")) {
            String json = script.data();
            if (json.length() <= MAX_LENGTH) {
                collect(json, told);
            }
        }
        if (told.size() == 1) {
            return told.iterator().next().body;
        }
        return told.stream()
                .filter(one -> titles.stream().anyMatch(title -> Titles.agree(title, one.headline)))
                .map(Told::body)
                .findFirst()
                .orElse("");
    }

    private static void collect(String json, Set<Told> told) {
        try {
            collect(JSON.readTree(json), 0, told);
        } catch (JsonProcessingException ignored) {
            // Templates write JSON by hand, and break it; the page itself is still there.
        }
    }

    private static void collect(JsonNode node, int depth, Set<Told> told) {
        if (depth > MAX_DEPTH) {
            return;
        }
        String body = node.path("articleBody").asText("");
        if (node.isObject() && isArticle(node.path("@type")) && !body.isBlank()) {
            told.add(new Told(node.path("headline").asText(""), body));
        }
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, depth + 1, told));
        }
    }

    private static boolean isArticle(JsonNode type) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (ARTICLES.contains(one.asText())) {
                    return true;
                }
            }
        }
        return ARTICLES.contains(type.asText());
    }
}
