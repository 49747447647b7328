package dev.tocsin.classify.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The encoders' tokenizers, for whoever measures them. */
public final class Tokens {

    private static final WordPiece ENGLISH = read("e5-small-v2-q");
    private static final WordPiece CHINESE = read("bge-small-zh-v1.5-q");

    private Tokens() {}

    public static long[] of(String language, String sentence) {
        return (language.equals("zh") ? CHINESE : ENGLISH).tokens(sentence);
    }

    private static WordPiece read(String model) {
        String resource = "/" + model + "-tokenizer.json";
        try (InputStream in = Objects.requireNonNull(Tokens.class.getResourceAsStream(resource), resource)) {
            return WordPiece.read(in, 112);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
