package dev.tocsin.classify.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.passage.Passage;
import dev.tocsin.classify.passage.Passages;
import dev.tocsin.classify.passage.Sentence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Streams of news to measure with, the same for the same seed. General news and the trade's everyday news are composed of
 * the lines under {@code benchmark/}. News that tells events comes from the corpus, where no sentence stands twice and one
 * in three tells an event or lies right beside one.
 */
final class News {

    /** What the general stream holds one crypto article of. */
    static final int ONE_IN = 50;

    /** Of the trade's news, as its sites print it, what may tell an event is one article in so many. */
    private static final int TELLING_ONE_IN = 5;

    private static final int CRYPTO_SENTENCES = 9;
    private static final int GENERAL_LEAST = 12;
    private static final int GENERAL_MOST = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In one general article of so many mining, coins or an exchange are spoken of, and mean something else. */
    private static final int ONE_NEAR_IN = 6;

    /**
     * A title and its sentences.
     *
     * @param near true where words of the trade mean something else in it
     */
    record Story(String title, boolean near, List<String> sentences) {}

    private final Random random;
    private final List<List<Story>> general = List.of(stories("general.en.txt"), stories("general.zh.txt"));
    private final List<List<Story>> trade = List.of(stories("crypto.en.txt"), stories("crypto.zh.txt"));

    News(long seed) {
        this.random = new Random(seed);
    }

    /** Values of the topic: general news in both languages, and one article in fifty out of the crypto news. */
    List<byte[]> general(int articles, List<byte[]> crypto) {
        return general(articles, ONE_IN, crypto);
    }

    /** The same with one crypto article in so many. */
    List<byte[]> general(int articles, int oneIn, List<byte[]> crypto) {
        List<byte[]> stream = new ArrayList<>();
        for (int i = 0; i < articles; i++) {
            stream.add(
                    i % oneIn == oneIn / 2
                            ? crypto.get(i / oneIn % crypto.size())
                            : value(general(general.get(i % general.size())), i));
        }
        return stream;
    }

    /** One story's sentences, and some of another's where it is to be longer. */
    private String[] general(List<Story> stories) {
        boolean near = random.nextInt(ONE_NEAR_IN) == 0;
        List<Story> fitting =
                stories.stream().filter(story -> story.near() == near).toList();
        Story story = fitting.get(random.nextInt(fitting.size()));
        Story other = fitting.get(random.nextInt(fitting.size()));
        int length = GENERAL_LEAST + random.nextInt(GENERAL_MOST - GENERAL_LEAST + 1);
        List<String> sentences = new ArrayList<>(story.sentences());
        if (other != story) {
            sentences.addAll(other.sentences());
        }
        return new String[] {story.title(), paragraphs(sentences.subList(0, Math.min(length, sentences.size())))};
    }

    /** Values of the topic: the trade's everyday news, nine sentences each, and among it what tells events. */
    List<byte[]> crypto(int articles, List<byte[]> telling) {
        List<byte[]> stream = new ArrayList<>();
        for (int i = 0; i < articles; i++) {
            stream.add(
                    i % TELLING_ONE_IN == TELLING_ONE_IN / 2
                            ? telling.get(i / TELLING_ONE_IN % telling.size())
                            : value(everyday(trade.get(i % trade.size())), i));
        }
        return stream;
    }

    private String[] everyday(List<Story> stories) {
        Story story = stories.get(random.nextInt(stories.size()));
        int from = random.nextInt(story.sentences().size() - CRYPTO_SENTENCES + 1);
        return new String[] {story.title(), paragraphs(story.sentences().subList(from, from + CRYPTO_SENTENCES))};
    }

    /** Values of the topic: nine sentences each, of whole articles, and of items and passages one after another. */
    static List<byte[]> telling(Corpus.Part... parts) {
        List<byte[]> stream = new ArrayList<>();
        for (Corpus.Part part : parts) {
            List<CorpusItem> items = new ArrayList<>(Corpus.read(part));
            Collections.shuffle(items, new Random(part.ordinal()));
            List<CorpusItem> english =
                    items.stream().filter(item -> !item.isChinese()).toList();
            List<CorpusItem> chinese =
                    items.stream().filter(CorpusItem::isChinese).toList();
            List<byte[]> ofPart = new ArrayList<>(telling(english));
            ofPart.addAll(telling(chinese));
            Collections.shuffle(ofPart, new Random(part.ordinal()));
            stream.addAll(ofPart);
        }
        return stream;
    }

    private static List<byte[]> telling(List<CorpusItem> items) {
        List<byte[]> stream = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        String title = "";
        for (CorpusItem item : items) {
            title = sentences.isEmpty() ? Objects.requireNonNullElse(item.title(), "") : title;
            List<String> more = sentences(item.text());
            if (item.isWhole() && item.title() != null) {
                stream.add(value(
                        new String[] {item.title(), paragraphs(more.subList(0, Math.min(more.size(), CRYPTO_SENTENCES)))
                        },
                        stream.size()));
            } else if (!title.isBlank()) {
                sentences.addAll(more);
                if (sentences.size() >= CRYPTO_SENTENCES) {
                    stream.add(value(
                            new String[] {title, paragraphs(sentences.subList(0, CRYPTO_SENTENCES))}, stream.size()));
                    sentences.clear();
                }
            }
        }
        return stream;
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (Passage passage : Passages.of(text)) {
            passage.sentences().stream().map(Sentence::text).forEach(sentences::add);
        }
        return sentences;
    }

    /** Three sentences to a paragraph. */
    private static String paragraphs(List<String> sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            text.append(i == 0 ? "" : i % 3 == 0 ? "\n\n" : " ").append(sentences.get(i));
        }
        return text.toString();
    }

    private static byte[] value(String[] titleAndText, int number) {
        Map<String, Object> article = new LinkedHashMap<>();
        article.put("articleId", ArticleIds.hashed("art_", number + titleAndText[0] + titleAndText[1]));
        article.put("revision", 1);
        article.put("url", "https://news.example/" + number);
        article.put("title", titleAndText[0]);
        article.put("text", titleAndText[1]);
        article.put("textSha256", ArticleIds.sha256Hex(titleAndText[1]));
        article.put("outlet", "news.example");
        article.put("publishedAt", "2022-03-08T08:00:00Z");
        try {
            return JSON.writeValueAsBytes(article);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Story> stories(String file) {
        try (InputStream in = Objects.requireNonNull(News.class.getResourceAsStream("/benchmark/" + file), file)) {
            List<Story> stories = new ArrayList<>();
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                if (line.startsWith("## ")) {
                    boolean near = line.startsWith("## ~");
                    stories.add(new Story(line.substring(near ? 4 : 3), near, new ArrayList<>()));
                } else if (!line.startsWith("#")) {
                    stories.get(stories.size() - 1).sentences().add(line);
                }
            }
            return stories;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
