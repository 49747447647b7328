package dev.tocsin.classify.encoder;

/**
 * The two encoders that the jars bring; what each was trained to read stands here and nowhere else. Each is tried before
 * it is handed out, and loading it fails with what to do about it.
 */
public final class Encoders {

    private Encoders() {}

    /** Tried on a known sentence; remembers the sentences that it read last. */
    public static SentenceEncoder english() {
        return new SharedVectors(KnownSentence.ENGLISH.checked(bareEnglish()));
    }

    /** Tried on a known sentence; remembers the sentences that it read last. */
    public static SentenceEncoder chinese() {
        return new SharedVectors(KnownSentence.CHINESE.checked(bareChinese()));
    }

    /** Wang et al. 2022, "Text Embeddings by Weakly-Supervised Contrastive Pre-training": small, version 2. */
    public static SentenceEncoder bareEnglish() {
        return new OnnxEncoder("e5-small-v2-q", "query: ", OnnxEncoder.Pooling.MEAN);
    }

    /** Xiao et al. 2023, "C-Pack": BGE small for Chinese, version 1.5. */
    public static SentenceEncoder bareChinese() {
        return new OnnxEncoder("bge-small-zh-v1.5-q", "", OnnxEncoder.Pooling.FIRST);
    }
}
