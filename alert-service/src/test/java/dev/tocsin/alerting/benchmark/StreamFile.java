package dev.tocsin.alerting.benchmark;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Writes a stream of reports, one on each line: one in ten of stored events, the others of some three reports an event. */
public final class StreamFile {
    private static final int[] REPORTS_OF_AN_EVENT = {1, 1, 2, 2, 3, 3, 4, 5, 6};

    /** Reports of one event come among so many of others. */
    private static final double APART = 300;

    private record Sent(double place, EventReported report) {}

    private StreamFile() {}

    /** @param args the file, how many reports, how many events are stored, and which round of the benchmark it is for */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        int stored = Integer.parseInt(args[2]);
        int round = Integer.parseInt(args[3]);
        Events events = new Events(stored);
        SplittableRandom random = new SplittableRandom(round);
        List<Sent> sent = new ArrayList<>();
        // No event has more than one in a round: where few are stored, few are told of again.
        int known = Math.min(count / 10, stored / 2);
        for (int i = 0; i < known; i++) {
            int event = (int) ((long) i * stored / known);
            sent.add(new Sent(random.nextDouble() * count, events.ofHistory(event, 1 + round)));
        }
        // Every round tells of others.
        for (int event = round * count / 2; sent.size() < count; event++) {
            double first = random.nextDouble() * count;
            int reports = REPORTS_OF_AN_EVENT[random.nextInt(REPORTS_OF_AN_EVENT.length)];
            for (int telling = 0; telling < reports && sent.size() < count; telling++) {
                sent.add(new Sent(first + random.nextDouble() * APART, events.ofStream(event, telling)));
            }
        }
        sent.sort(Comparator.comparingDouble(Sent::place));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            for (Sent each : sent) {
                out.write(Reports.toJson(each.report()));
                out.write('\n');
            }
        }
    }
}
