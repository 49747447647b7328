package dev.tocsin.classify.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.encoder.Adapter;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.Pretrained;
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

/** Learns what is made of the adapted encoders and the other voices: {@code classify-service/train}, after the encoders. */
public final class Train {

    private static final Path MODEL = Path.of(System.getProperty("tocsin.model", "src/main/resources/model"));

    private static final List<String> ADVERSARIES =
            List.of("-hard-", "-contrast-", "-kinds-", "-wild-", "-turn-", "-ways-");

    private Train() {}

    public static void main(String[] arguments) throws IOException {
        Annotator annotator = new Annotator(new Gazetteer());
        for (Pretrained language : Pretrained.values()) {
            boolean chinese = language == Pretrained.CHINESE;
            learn(
                    language,
                    Example.of(Corpus.Part.TRAIN, chinese, annotator),
                    Example.of(Corpus.Part.VALIDATION, chinese, annotator).stream()
                            .filter(example -> isOfAStream(example.item()))
                            .toList());
        }
        // Reads the model just written: the class path holds its folder before any older copy.
        Confidence confidence = new ConfidenceTrainer(PooledClassifier.load(), new Gazetteer())
                .learn(Corpus.read(Corpus.Part.VALIDATION).stream()
                        .filter(Train::isOfAStream)
                        .toList());
        writeJson("confidence", confidence);
        System.out.println("  " + confidence);
    }

    /**
     * How much a voice is worth hangs on what it is to hear. What was written to be confused is good to learn from; how
     * often words mislead is learned from news as feeds bring them.
     */
    private static boolean isOfAStream(CorpusItem item) {
        return item.pair() == null && ADVERSARIES.stream().noneMatch(item.id()::contains);
    }

    private static void writeJson(String name, Object value) throws IOException {
        Files.createDirectories(MODEL);
        Files.writeString(
                MODEL.resolve(name + ".json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n");
    }

    private static void learn(Pretrained pretrained, List<Example> train, List<Example> validation) throws IOException {
        String language = pretrained.language();
        System.out.printf(
                "%s: %d sentences to learn from, %d to weigh the voices on%n",
                language, train.size(), validation.size());
        Adapter adapter = Encoders.adapter(pretrained);
        SentenceEncoder encoder = Encoders.remembering(Encoders.adapted(pretrained, adapter));
        LanguageTrainer trainer = new LanguageTrainer(train, validation, encoder, adapter);
        LanguageTrainer.Result categories = trainer.categories();
        write(language + ".category", categories);
        writeMistakes(language, validation, categories);
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
                "  %-16s threshold %.2f pool %s gate %.2f%n",
                label, of.threshold(), of.pool(), of.gate().threshold()));
    }

    /** What the pool says wrong of stories that it had not learned from: where the corpus, or the classifier, errs. */
    private static void writeMistakes(String language, List<Example> examples, LanguageTrainer.Result categories)
            throws IOException {
        List<String> lines = new ArrayList<>();
        for (Category category : Category.values()) {
            LanguageTrainer.Answer answer =
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
