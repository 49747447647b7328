package dev.tocsin.classify.benchmark;

import dev.tocsin.classify.encoder.SentenceEncoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sentences that an encoder is asked for, and the CPU time that they cost. Remembers the last one only: one
 * sentence may be asked about twice, but no stream profits from having been read before. For one thread.
 */
final class MeteredEncoder implements SentenceEncoder {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SentenceEncoder encoder;
    private @Nullable String last;
    private float[] vector = {};
    private long sentences;
    private long nanos;

    MeteredEncoder(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public float[] encode(String sentence) {
        if (!sentence.equals(last)) {
            long before = THREADS.getCurrentThreadCpuTime();
            vector = encoder.encode(sentence);
            nanos += THREADS.getCurrentThreadCpuTime() - before;
            sentences++;
            last = sentence;
        }
        return vector;
    }

    long sentences() {
        return sentences;
    }

    double seconds() {
        return nanos / 1e9;
    }
}
