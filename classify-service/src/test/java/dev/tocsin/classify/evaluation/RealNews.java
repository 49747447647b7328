package dev.tocsin.classify.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The real headlines and the real round-up, where they are to be had; of the headlines only the categories are known. */
final class RealNews {

    private static final Path DIRECTORY = Path.of(System.getProperty("tocsin.shared.data", "../../shared/data"));
    private static final String ROUNDUP = "roundup-2021-06-25";
    private static final String HEADLINE = "headline";
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");

    private RealNews() {}

    static boolean isHere() {
        return Files.isReadable(DIRECTORY.resolve("real-news-dev.jsonl"));
    }

    /** True of an item of which nobody has told more than the categories. */
    static boolean isHeadline(CorpusItem item) {
        return item.kind().equals(HEADLINE);
    }

    /** Those that the reader who labelled them was sure of. */
    static List<CorpusItem> headlines() {
        List<CorpusItem> items = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(DIRECTORY.resolve("real-news-dev.jsonl"))) {
                JsonNode row = new ObjectMapper().readTree(line);
                if (!row.get("doubtful").asBoolean()) {
                    items.add(headline(row));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static CorpusItem headline(JsonNode row) {
        List<CorpusEvent> events = new ArrayList<>();
        for (JsonNode category : row.get("categories")) {
            events.add(event(category.asText(), Status.IN_FORCE, List.of(), List.of(), null, null));
        }
        String title = row.get("title").asText();
        String text = row.get("text").asText();
        LocalDate published = LocalDate.parse(row.get("published").asText());
        return item(row.get("id").asText(), HEADLINE, published, title, text, events);
    }

    static CorpusItem roundup() {
        try {
            String feed = Files.readString(DIRECTORY.resolve(ROUNDUP + ".xml"));
            String item = feed.substring(feed.indexOf("<item>"));
            String text = between(item, "<![CDATA[", "]]>")
                    .replace("<h2>", "\n\n## ")
                    .replaceAll("</?p>|</h2>", "\n\n")
                    .replaceAll("\n{3,}", "\n\n")
                    .strip();
            List<CorpusEvent> events = new ArrayList<>();
            for (JsonNode event : new ObjectMapper()
                    .readTree(DIRECTORY.resolve(ROUNDUP + ".expected.json").toFile())
                    .get("events")) {
                events.add(event(
                        event.get("category").asText(),
                        Status.valueOf(event.get("status").asText().toUpperCase(Locale.ROOT)),
                        texts(event.path("actors")),
                        texts(event.path("jurisdictions")),
                        code(event.path("from")),
                        code(event.path("to"))));
            }
            return item(
                    ROUNDUP, "roundup", LocalDate.of(2021, 6, 25), between(item, "<title>", "</title>"), text, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CorpusItem item(
            String id, String kind, LocalDate published, String title, String text, List<CorpusEvent> events) {
        String language = Language.of(title + "\n" + text).tag();
        return new CorpusItem(id, id, language, kind, "real", published, title, text, null, events, null, null);
    }

    private static CorpusEvent event(
            String category,
            Status status,
            List<String> actors,
            List<String> jurisdictions,
            @Nullable String from,
            @Nullable String to) {
        return new CorpusEvent(
                Category.valueOf(category.toUpperCase(Locale.ROOT)),
                status,
                List.of(),
                actors,
                jurisdictions,
                from,
                to,
                null,
                null,
                null,
                List.of());
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        // "Alipay (Ant Group, AntChain)", "Francis Suarez, mayor of Miami": the name is what stands first.
        nodes.forEach(node -> texts.add(node.asText().replaceFirst("\\s*[(,].*", "")));
        return texts;
    }

    private static @Nullable String code(JsonNode node) {
        Matcher code = CODE.matcher(node.asText(""));
        return code.lookingAt() ? code.group() : null;
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
