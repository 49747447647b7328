package dev.tocsin.classify.encoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last sentences' vectors: wire copy, standing sentences and corrected articles come again. Threadsafe. */
final class SharedVectors implements SentenceEncoder {

    /** Some 10 MB a language. */
    private static final int REMEMBERED = 4096;

    private final SentenceEncoder encoder;
    private final Map<String, Meaning> meanings;

    SharedVectors(SentenceEncoder encoder) {
        this.encoder = encoder;
        this.meanings = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Meaning> eldest) {
                return size() > REMEMBERED;
            }
        });
    }

    @Override
    public float[] encode(String sentence) {
        return read(sentence).vector();
    }

    @Override
    public Meaning read(String sentence) {
        Meaning known = meanings.get(sentence);
        if (known != null) {
            return known;
        }
        Meaning meaning = encoder.read(sentence);
        meanings.put(sentence, meaning);
        return meaning;
    }
}
