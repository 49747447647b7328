package dev.tocsin.classify.encoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last sentences' vectors: wire copy, standing sentences and corrected articles come again. Threadsafe. */
final class SharedVectors implements SentenceEncoder {

    /** Some 8 MB a language. */
    private static final int REMEMBERED = 4096;

    private final SentenceEncoder encoder;
    private final Map<String, float[]> vectors;

    SharedVectors(SentenceEncoder encoder) {
        this.encoder = encoder;
        this.vectors = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                return size() > REMEMBERED;
            }
        });
    }

    @Override
    public float[] encode(String sentence) {
        float[] known = vectors.get(sentence);
        if (known != null) {
            return known;
        }
        float[] vector = encoder.encode(sentence);
        vectors.put(sentence, vector);
        return vector;
    }
}
