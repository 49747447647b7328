package dev.tocsin.ingest.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
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

    /** The article's text; empty where the page does not give it away. */
    static String articleBody(Document page) {
        String longest = "";
        for (Element script : page.select("script[type=application/ld+json]")) {
            String json = script.data();
            if (json.length() <= MAX_LENGTH) {
                for (String body : bodies(json)) {
                    longest = body.length() > longest.length() ? body : longest;
                }
            }
        }
        return longest;
    }

    private static List<String> bodies(String json) {
        List<String> bodies = new ArrayList<>();
        try {
            collect(JSON.readTree(json), 0, bodies);
        } catch (JsonProcessingException e) {
            // Templates write JSON by hand, and break it; the page itself is still there.
            return List.of();
        }
        return bodies;
    }

    private static void collect(JsonNode node, int depth, List<String> bodies) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isObject() && isArticle(node.path("@type"))) {
            bodies.add(node.path("articleBody").asText(""));
        }
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, depth + 1, bodies));
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
