package dev.tocsin.alerting.benchmark;

import dev.tocsin.alerting.report.Reports;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes reports, one on each line, each of an event of its own: as many alerts, of all categories in turn. */
public final class AlertStream {
    private AlertStream() {}

    /** @param args the file, and how many reports; beyond 10,000 the places and the people begin anew */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        Events events = new Events(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            for (int event = 0; event < count; event++) {
                out.write(Reports.toJson(events.ofStream(event, 0)));
                out.write('\n');
            }
        }
    }
}
