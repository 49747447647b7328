package dev.tocsin.classify.tuning;

import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.encoder.Adapter;
import dev.tocsin.classify.encoder.Pretrained;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.training.Example;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Teaches one language's encoder from the corpus' training part: {@code classify-service/train} calls it. */
public final class Tune {

    private static final Path MODEL = Path.of(System.getProperty("tocsin.model", "src/main/resources/model"));

    private Tune() {}

    /** @param arguments the language, {@code en} or {@code zh} */
    public static void main(String[] arguments) throws IOException {
        Pretrained pretrained = Pretrained.of(arguments[0]);
        List<Example> examples =
                Example.of(Corpus.Part.TRAIN, pretrained == Pretrained.CHINESE, new Annotator(new Gazetteer()));
        System.out.printf("%s: the encoder learns from %d sentences%n", arguments[0], examples.size());
        Adapter adapter = new AdapterTrainer(pretrained).learn(examples);
        Files.createDirectories(MODEL);
        try (OutputStream out = Files.newOutputStream(MODEL.resolve(arguments[0] + ".adapter"))) {
            adapter.write(out);
        }
    }
}
