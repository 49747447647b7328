package dev.tocsin.alerting.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the list of what is too common to tell one event from another, from the classifier's corpus:
 * {@code alert-service/src/test/run dev.tocsin.alerting.identity.CommonTerms}. Terms are cut as {@link Terms} cuts them.
 */
public final class CommonTerms {
    static final Path CORPUS = Path.of("..", "classify-service", "src", "test", "corpus");
    static final Path FILE = Path.of("src", "main", "resources", "identity", "common-terms.txt");

    private static final int LATIN_TEXTS = 5;
    private static final int HAN_TEXTS = 15;
    private static final String HEADING =
            "# Too common to tell one event from another; CommonTerms, in the tests, writes this from the classifier's corpus.";

    /** Of the titles that the classifier makes up where a text has none, and of what surrounds evidence. */
    private static final Set<String> MADE_UP = Set.of(
            "restricted",
            "curbs",
            "announced",
            "rumoured",
            "denied",
            "proposed",
            "launch",
            "launched",
            "invited",
            "moved",
            "operations",
            "authorities",
            "curb",
            "mining",
            "crypto",
            "firms",
            "evidence");

    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}]{3,}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");

    private final Map<String, Integer> latin = new HashMap<>();
    private final Map<String, Integer> han = new HashMap<>();

    private CommonTerms() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text());
    }

    /** What the file has to hold. */
    static String text() throws IOException {
        CommonTerms terms = new CommonTerms();
        ObjectMapper json = new ObjectMapper();
        for (Path file : files()) {
            for (String line : Files.readAllLines(file)) {
                JsonNode item = json.readTree(line);
                terms.count(
                        item.path("title").asText("") + "\n" + item.path("text").asText(""));
            }
        }
        return HEADING + "\n" + String.join("\n", terms.common()) + "\n";
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS, 2)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }

    /** Each term of a text once. */
    private void count(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        LATIN.matcher(text)
                .results()
                .map(match -> match.group())
                .distinct()
                .forEach(word -> latin.merge(word, 1, Integer::sum));
        Set<String> bigrams = new HashSet<>();
        Matcher runs = HAN.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            for (int i = 0; i + 2 <= run.length(); i++) {
                bigrams.add(run.substring(i, i + 2));
            }
        }
        bigrams.forEach(bigram -> han.merge(bigram, 1, Integer::sum));
    }

    private Set<String> common() {
        Set<String> common = new TreeSet<>(MADE_UP);
        common.addAll(inSoManyTexts(latin, LATIN_TEXTS));
        common.addAll(inSoManyTexts(han, HAN_TEXTS));
        return common;
    }

    private static Set<String> inSoManyTexts(Map<String, Integer> texts, int least) {
        return texts.entrySet().stream()
                .filter(term -> term.getValue() >= least)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
