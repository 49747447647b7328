package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.entity.AnnotatedSentence;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The voice of the plain words: how much each n-gram speaks for each category, learned from the corpus. */
public final class NgramVoice {

    private final Map<String, float[]> weights;
    private final NgramSums sums;
    private final double[] biases;

    /** @param biases and the weights of an n-gram: one for each category, in its order */
    public NgramVoice(Map<String, float[]> weights, double[] biases) {
        this.weights = weights;
        this.sums = new NgramSums(weights);
        this.biases = biases.clone();
    }

    /** Reads lines of an n-gram, a tab, and the categories' weights in hundredths, parted by blanks. */
    static NgramVoice read(BufferedReader lines, double[] biases) throws IOException {
        Map<String, float[]> weights = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            String[] numbers = line.substring(tab + 1).split(" ");
            float[] row = new float[numbers.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Integer.parseInt(numbers[i]) / 100f;
            }
            if (tab < 0 || row.length != biases.length) {
                throw new IOException("not an n-gram with %d weights: %s".formatted(biases.length, line));
            }
            weights.put(line.substring(0, tab), row);
        }
        return new NgramVoice(weights, biases);
    }

    /** In the order of the categories. */
    public double[] logOdds(AnnotatedSentence sentence) {
        double[] logOdds = biases.clone();
        sums.addTo(logOdds, sentence);
        return logOdds;
    }

    /** The n-grams that speak loudest for a category, the loudest first. */
    List<String> loudest(Category category, AnnotatedSentence sentence, int limit) {
        Map<String, Double> spoken = new HashMap<>();
        Ngrams.of(sentence).forEach((ngram, weight) -> {
            float[] row = weights.get(ngram);
            if (row != null && row[category.ordinal()] > 0) {
                spoken.put(ngram, weight * row[category.ordinal()]);
            }
        });
        return spoken.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
