package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.report.EventReported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Whether the order in which reports arrive, or how many arrive at a time, makes any difference to their alerts. */
final class Shuffles {

    private static final long SEED = 20210625;

    /** The largest batches hold up to 2^7 reports; those of most orders far fewer. */
    private static final int SIZES = 8;

    private final List<EventReported> reports;
    private final Arrivals arrivals;
    private final Standing expected;

    /** What is expected is what the reports come to one after the other, as they are given. */
    Shuffles(List<EventReported> reports, Arrivals arrivals) {
        this.reports = List.copyOf(reports);
        this.arrivals = arrivals;
        this.expected = arrivals.inTurn(this.reports);
    }

    /** An order of arrival that leads to something else. */
    record Different(long seed, List<String> what) {

        @Override
        public String toString() {
            return "SHUFFLE of seed %d%n    %s".formatted(seed, String.join("\n    ", what));
        }
    }

    /** Those of so many orders that lead to something else; the same orders every time. */
    List<Different> different(int orders, Progress progress) {
        return IntStream.range(0, orders)
                .parallel()
                .mapToLong(number -> SEED + number)
                .mapToObj(seed -> {
                    Different different = new Different(seed, differences(new Random(seed)));
                    progress.step();
                    return different;
                })
                .filter(different -> !different.what().isEmpty())
                .toList();
    }

    private List<String> differences(Random random) {
        List<EventReported> shuffled = new ArrayList<>(reports);
        Collections.shuffle(shuffled, random);
        int most = 1 << random.nextInt(SIZES);
        List<List<EventReported>> batches = new ArrayList<>();
        for (int at = 0; at < shuffled.size(); ) {
            int end = Math.min(shuffled.size(), at + 1 + random.nextInt(most));
            batches.add(List.copyOf(shuffled.subList(at, end)));
            at = end;
        }
        return expected.differences(arrivals.of(batches), reports);
    }
}
