package dev.tocsin.classify.benchmark;

import dev.tocsin.classify.encoder.Meaning;
import dev.tocsin.classify.encoder.SentenceEncoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the sentences that an encoder is asked for, and the CPU time that they cost. Remembers an article's worth of them:
 * one sentence may be asked about twice, but no stream profits from having been read before. For one thread.
 */
final class MeteredEncoder implements SentenceEncoder {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int REMEMBERED = 16;

    private final SentenceEncoder encoder;
    private final Map<String, Meaning> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Meaning> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long sentences;
    private long nanos;

    MeteredEncoder(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public float[] encode(String sentence) {
        return read(sentence).vector();
    }

    @Override
    public Meaning read(String sentence) {
        Meaning known = last.get(sentence);
        if (known != null) {
            return known;
        }
        long before = THREADS.getCurrentThreadCpuTime();
        Meaning meaning = encoder.read(sentence);
        nanos += THREADS.getCurrentThreadCpuTime() - before;
        sentences++;
        last.put(sentence, meaning);
        return meaning;
    }

    long sentences() {
        return sentences;
    }

    double seconds() {
        return nanos / 1e9;
    }
}
