package dev.tocsin.classify.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    }

    private static void learn(String language, List<Example> examples, SentenceEncoder encoder) throws IOException {
        System.out.printf(
                "%s: %d sentences of %d items%n",
                language,
                examples.size(),
                examples.stream().map(example -> example.item().id()).distinct().count());
        LanguageTrainer.Result result = new LanguageTrainer(examples, encoder).learn();
        Files.createDirectories(MODEL);
        Files.writeString(
                MODEL.resolve(language + ".json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result.learned())
                        + "\n");
        Files.writeString(
                MODEL.resolve(language + ".ngrams.tsv"),
                result.ngrams().entrySet().stream()
                        .map(entry -> entry.getKey() + "\t" + hundredths(entry.getValue()) + "\n")
                        .filter(line -> !line.endsWith("\t0 0 0 0\n"))
                        .collect(Collectors.joining()));
        result.learned()
                .forEach((category, learned) -> System.out.printf(
                        "  %-16s threshold %.2f bias %.2f pool %s%n",
                        category.word(), learned.threshold(), learned.bias(), learned.pool()));
    }

    private static String hundredths(double[] weights) {
        return Arrays.stream(weights)
                .mapToObj(weight -> String.valueOf(Math.round(weight * 100)))
                .collect(Collectors.joining(" "));
    }
}
