package dev.tocsin.alerting.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** One token bucket for each caller; the ones that were silent longest are forgotten when there are too many. */
public final class Buckets {
    static final int MOST = 100_000;

    private final Map<String, Bucket> byCaller = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };
    private final Limit limit;
    private final LongSupplier nanos;

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    public Buckets(Limit limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    public Limit limit() {
        return limit;
    }

    /** Takes the weight of a request, unless there is not as much left. */
    public Standing take(String caller, int weight) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(weight);
        return new Standing(
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Where the caller would stand with one more request, without counting it. */
    public Standing look(String caller) {
        EstimationProbe probe = bucket(caller).estimateAbilityToConsume(1);
        Duration pause = Duration.ofNanos(probe.getNanosToWaitForRefill());
        return new Standing(limit, probe.getRemainingTokens(), pause, pause);
    }

    private Bucket bucket(String caller) {
        synchronized (byCaller) {
            return byCaller.computeIfAbsent(
                    caller,
                    name -> Bucket.builder()
                            .addLimit(bandwidth -> bandwidth
                                    .capacity(limit.burst())
                                    .refillGreedy(limit.perMinute(), Duration.ofMinutes(1)))
                            .withCustomTimePrecision(new Meter(nanos))
                            .build());
        }
    }

    private record Meter(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
