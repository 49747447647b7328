package dev.tocsin.classify.encoder;

import java.io.IOException;
import java.io.InputStream;

/**
 * The encoders as they are used: the pretrained ones with what they learned of our trade added. Each is tried before it is
 * handed out, and loading it fails with what to do about it.
 */
public final class Encoders {

    private Encoders() {}

    /** Tried on a known sentence; remembers the sentences that it read last. */
    public static SentenceEncoder english() {
        return remembering(bareEnglish());
    }

    /** Tried on a known sentence; remembers the sentences that it read last. */
    public static SentenceEncoder chinese() {
        return remembering(bareChinese());
    }

    /** Without a memory. */
    public static SentenceEncoder bareEnglish() {
        return adapted(Pretrained.ENGLISH);
    }

    /** Without a memory. */
    public static SentenceEncoder bareChinese() {
        return adapted(Pretrained.CHINESE);
    }

    private static SentenceEncoder adapted(Pretrained pretrained) {
        Adapter adapter = adapter(pretrained);
        return adapter.known().checked(adapted(pretrained, adapter));
    }

    /** Not tried: for whoever has just learned it. */
    public static SentenceEncoder adapted(Pretrained pretrained, Adapter adapter) {
        OnnxWeights weights = pretrained.weights();
        adapter.addTo(weights);
        return new OnnxEncoder(pretrained, weights);
    }

    /** As it came. */
    public static SentenceEncoder unadapted(Pretrained pretrained) {
        return new OnnxEncoder(pretrained, pretrained.weights());
    }

    /** Remembers the sentences that it read last. */
    public static SentenceEncoder remembering(SentenceEncoder encoder) {
        return new SharedVectors(encoder);
    }

    /** What the jar says that it learned. */
    public static Adapter adapter(Pretrained pretrained) {
        String file = pretrained.adapterFile();
        try (InputStream in = Encoders.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IOException("it is not in the jar");
            }
            return Adapter.read(in);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s cannot be read: %s. classify-service/train writes it; else build the service again."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
