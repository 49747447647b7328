package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.alert.Alert.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps a document under the 20 kB that Standard Webhooks recommends for a payload. What is left out is left out whole,
 * the least telling first; no quote is ever shortened.
 */
public final class SizeLimit {
    /** Leaves room for the envelope around it. */
    public static final int MAX_BYTES = 19_000;

    private SizeLimit() {}

    static Alert fit(Alert alert) {
        return fit(alert, MAX_BYTES);
    }

    /** The document in at most so many bytes; any fits into 15,000. */
    public static Alert fit(Alert alert, int maxBytes) {
        Alert smaller = alert;
        while (smaller.toJson().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            smaller = reduce(smaller);
        }
        return smaller;
    }

    private static Alert reduce(Alert alert) {
        List<Report> reports = alert.reports();
        // Of reports with as many quotes the latest gives way first: the earliest is the one that leads.
        int talkative = IntStream.range(0, reports.size())
                .boxed()
                .max(Comparator.<Integer>comparingInt(
                                i -> reports.get(i).evidence().size())
                        .thenComparingInt(i -> i))
                .orElseThrow(() -> new IllegalStateException("An alert without a report is too large"));
        if (reports.get(talkative).evidence().size() > 1) {
            return with(alert, alert.actors().size(), alert.quantities().size(), quoteLess(reports, talkative));
        }
        if (reports.size() > 1) {
            return with(alert, alert.actors().size(), alert.quantities().size(), allButLast(reports));
        }
        if (alert.quantities().size() > 1) {
            return with(alert, alert.actors().size(), alert.quantities().size() - 1, reports);
        }
        if (alert.actors().size() > 1) {
            return with(alert, alert.actors().size() - 1, alert.quantities().size(), reports);
        }
        return with(alert, alert.actors().size(), 0, quoteLess(reports, 0));
    }

    private static List<Report> quoteLess(List<Report> reports, int at) {
        List<Report> result = new ArrayList<>(reports);
        Report report = reports.get(at);
        if (report.evidence().isEmpty()) {
            throw new IllegalStateException("Nothing is left to leave out of an alert that is too large");
        }
        result.set(
                at,
                new Report(
                        report.articleId(),
                        report.url(),
                        report.outlet(),
                        report.language(),
                        report.publishedAt(),
                        allButLast(report.evidence())));
        return result;
    }

    private static <T> List<T> allButLast(List<T> items) {
        return items.subList(0, items.size() - 1);
    }

    private static Alert with(Alert alert, int actors, int quantities, List<Report> reports) {
        return alert.reducedTo(
                alert.actors().subList(0, actors), alert.quantities().subList(0, quantities), reports);
    }
}
