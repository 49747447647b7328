package dev.tocsin.classify.encoder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The encoders as they are used: the pretrained ones with what they learned of our trade added. Each is tried before it is
 * handed out, and loading it fails with what to do about it.
 */
public final class Encoders {

    private static final int HASH_BYTES = 4;

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

    /** Names what gists are computed with: the encoder, the layer, and a hash of what it learned. */
    public static String gistName(Pretrained pretrained) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(adapterBytes(pretrained));
            return pretrained.gistName() + "+" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    /** What the jar says that it learned. */
    public static Adapter adapter(Pretrained pretrained) {
        try {
            return Adapter.read(new ByteArrayInputStream(adapterBytes(pretrained)));
        } catch (IOException e) {
            throw unreadable(pretrained, e);
        }
    }

    private static byte[] adapterBytes(Pretrained pretrained) {
        try (InputStream in = Encoders.class.getResourceAsStream("/" + pretrained.adapterFile())) {
            if (in == null) {
                throw new IOException("it is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(pretrained, e);
        }
    }

    private static IllegalStateException unreadable(Pretrained pretrained, IOException e) {
        return new IllegalStateException(
                "%s cannot be read: %s. classify-service/train writes it; else build the service again."
                        .formatted(pretrained.adapterFile(), e.getMessage()),
                e);
    }
}
