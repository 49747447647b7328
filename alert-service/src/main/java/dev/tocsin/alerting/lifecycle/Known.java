package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.report.Placed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An alert as it stands before a batch.
 *
 * @param document its last version
 * @param reports all that are kept with it, withdrawn ones too
 */
public record Known(Alert document, Instant raisedAt, List<Placed> reports) {
    static final Comparator<Known> ELDER_FIRST =
            Comparator.comparing(Known::raisedAt).thenComparing(Known::id);

    public Known {
        reports = List.copyOf(reports);
    }

    String id() {
        return document.id();
    }
}
