package dev.tocsin.classify.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.report.Confidence;
import dev.tocsin.classify.voice.Model;
import dev.tocsin.classify.voice.PooledClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Learns the model from the corpus' training part: {@code classify-service/train}. */
public final class Train {

    private static final Path MODEL = Path.of(System.getProperty("tocsin.model", "src/main/resources/model"));

    private Train() {}

    public static void main(String[] args) throws IOException {
        Annotator annotator = new Annotator(new Gazetteer());
        List<Example> examples = new ArrayList<>();
        Corpus.read(Corpus.Part.TRAIN).forEach(item -> examples.addAll(Example.of(item, annotator)));
        learn("en", examples.stream().filter(example -> !example.isChinese()).toList(), Encoders.english());
        learn("zh", examples.stream().filter(Example::isChinese).toList(), Encoders.chinese());
        // Reads the model just written: the class path holds its folder before any older copy.
        Confidence confidence = new ConfidenceTrainer(PooledClassifier.load(), new Gazetteer())
                .learn(Corpus.read(Corpus.Part.VALIDATION));
        writeJson("confidence", confidence);
        System.out.println("  " + confidence);
    }

    private static void writeJson(String name, Object value) throws IOException {
        Files.createDirectories(MODEL);
        Files.writeString(
                MODEL.resolve(name + ".json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n");
    }

    private static void learn(String language, List<Example> examples, SentenceEncoder encoder) throws IOException {
        System.out.printf(
                "%s: %d sentences of %d items%n",
                language,
                examples.size(),
                examples.stream().map(example -> example.item().id()).distinct().count());
        LanguageTrainer trainer = new LanguageTrainer(examples, encoder);
        LanguageTrainer.Result categories = trainer.categories();
        write(language + ".category", categories);
        writeMistakes(language, examples, categories);
        write(language + ".status", trainer.statuses());
    }

    private static void write(String name, LanguageTrainer.Result result) throws IOException {
        Map<String, Model.Learned> learned = new LinkedHashMap<>();
        result.answers().forEach((label, answer) -> learned.put(label, answer.learned()));
        writeJson(name, learned);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < result.vocabulary().size(); i++) {
            int ngram = i;
            double[] weights = result.answers().values().stream()
                    .mapToDouble(answer -> answer.ngrams()[ngram])
                    .toArray();
            if (Arrays.stream(weights).anyMatch(weight -> Math.abs(weight) >= 0.005)) {
                words.append(result.vocabulary().get(i))
                        .append('\t')
                        .append(hundredths(weights))
                        .append('\n');
            }
        }
        Files.writeString(MODEL.resolve(name + ".ngrams.tsv"), words);
        learned.forEach((label, of) -> System.out.printf(
                "  %-16s threshold %.2f bias %.2f pool %s%n", label, of.threshold(), of.bias(), of.pool()));
    }

    /** What the pool says wrong of stories that it had not learned from: where the corpus, or the classifier, errs. */
    private static void writeMistakes(String language, List<Example> examples, LanguageTrainer.Result categories)
            throws IOException {
        List<String> lines = new ArrayList<>();
        for (Category category : Category.values()) {
            HeadTrainer.Answer answer =
                    Objects.requireNonNull(categories.answers().get(category.word()));
            for (int i = 0; i < examples.size(); i++) {
                Example example = examples.get(i);
                double surplus = answer.pooled()[i] - answer.learned().threshold();
                if (example.labels().containsKey(category) != surplus >= 0) {
                    lines.add(String.join(
                            "\t",
                            String.format("%.2f", surplus),
                            category.word(),
                            example.item().id(),
                            example.sentence().sentence().text()));
                }
            }
        }
        Path file = Path.of("target", "train", language + ".mistakes.tsv");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        System.out.printf("  %d mistakes of the held-out pool in %s%n", lines.size(), file);
    }

    private static String hundredths(double[] weights) {
        return Arrays.stream(weights)
                .mapToObj(weight -> String.valueOf(Math.round(weight * 100)))
                .collect(Collectors.joining(" "));
    }
}
