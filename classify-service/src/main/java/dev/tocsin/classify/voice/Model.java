package dev.tocsin.classify.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was learned from the corpus for one language and one question: which category, or which status. The files lie
 * under {@code model/} and are described in its model card.
 */
public final class Model {

    /**
     * What was learned of one label.
     *
     * @param ngramBias what the n-grams start from
     * @param pool what each signal is worth
     * @param threshold log-odds from which on the label holds
     * @param gate what decides whether the encoder is asked at all
     */
    public record Learned(double ngramBias, Pool.Weights pool, double threshold, Pool.Gate gate) {}

    private final List<Pool> pools;
    private final NgramVoice ngrams;

    /**
     * @param learned one for each label, in the labels' order
     * @param signals the names of the pool's signals, in their order
     */
    public Model(List<Learned> learned, NgramVoice ngrams, List<String> signals) {
        this.pools = learned.stream().map(label -> new Pool(label, signals)).toList();
        this.ngrams = ngrams;
    }

    /**
     * @param language {@code en} or {@code zh}
     * @param question {@code category} or {@code status}
     * @param labels the words of its answers
     */
    static Model read(String language, String question, List<String> labels, List<String> signals) {
        String name = language + "." + question;
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream json = open(name + ".json");
                InputStream words = open(name + ".ngrams.tsv")) {
            Map<?, ?> file = mapper.readValue(json, Map.class);
            List<Learned> learned = labels.stream()
                    .map(label -> mapper.convertValue(
                            Objects.requireNonNull(
                                    file.get(label), () -> "model/%s.json holds nothing of %s".formatted(name, label)),
                            Learned.class))
                    .toList();
            double[] biases = learned.stream().mapToDouble(Learned::ngramBias).toArray();
            BufferedReader lines = new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8));
            return new Model(learned, NgramVoice.read(lines, biases), signals);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("The model %s cannot be read: %s".formatted(name, e.getMessage()), e);
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

    Pool pool(Enum<?> label) {
        return pools.get(label.ordinal());
    }

    static List<String> words(Enum<?>[] labels) {
        return Arrays.stream(labels)
                .map(label -> label.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }
}
