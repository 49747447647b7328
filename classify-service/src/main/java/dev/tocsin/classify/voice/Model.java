package dev.tocsin.classify.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.classify.category.Category;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was learned from the corpus for one language: the files under {@code model/}, described in its model card. */
public final class Model {

    /**
     * What was learned of one category.
     *
     * @param encoder the encoder's head
     * @param ngramBias what the n-grams start from
     * @param pool the weight of each of {@link Signals#NAMES}
     * @param bias what the pool starts from
     * @param threshold log-odds from which on a sentence tells an event
     */
    public record Learned(
            EncoderVoice.Head encoder, double ngramBias, Map<String, Double> pool, double bias, double threshold) {}

    private final Map<Category, Learned> learned;
    private final Map<Category, Pool> pools = new EnumMap<>(Category.class);
    private final NgramVoice ngrams;

    /** @param ngrams reads with the biases of {@code learned} */
    public Model(Map<Category, Learned> learned, NgramVoice ngrams) {
        this.learned = new EnumMap<>(learned);
        this.ngrams = ngrams;
        learned.forEach((category, of) -> pools.put(category, new Pool(of)));
    }

    /** @param language {@code en} or {@code zh} */
    public static Model read(String language) {
        try (InputStream json = open(language + ".json");
                InputStream words = open(language + ".ngrams.tsv")) {
            Map<Category, Learned> learned = new EnumMap<>(Category.class);
            Map<?, ?> file = new ObjectMapper().readValue(json, Map.class);
            for (Category category : Category.values()) {
                Object part = Objects.requireNonNull(
                        file.get(category.word()),
                        () -> "model/%s.json holds nothing of %s".formatted(language, category.word()));
                learned.put(category, new ObjectMapper().convertValue(part, Learned.class));
            }
            double[] biases =
                    learned.values().stream().mapToDouble(Learned::ngramBias).toArray();
            BufferedReader lines = new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8));
            return new Model(learned, NgramVoice.read(lines, biases));
        } catch (IOException e) {
            throw new UncheckedIOException("The model of %s cannot be read".formatted(language), e);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Model.class.getResourceAsStream("/model/" + file);
        if (in == null) {
            throw new IOException("model/%s is not in the jar; classify-service/train writes it".formatted(file));
        }
        return in;
    }

    NgramVoice ngrams() {
        return ngrams;
    }

    List<EncoderVoice.Head> heads() {
        return Arrays.stream(Category.values())
                .map(category -> Objects.requireNonNull(learned.get(category)).encoder())
                .toList();
    }

    Pool pool(Category category) {
        return Objects.requireNonNull(pools.get(category));
    }
}
