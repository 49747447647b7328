package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.report.EventReported;
import java.util.List;

/**
 * What a transaction has done.
 *
 * @param reports how many reports came, those too that were stored already
 * @param fresh those that were not
 * @param queued how many deliveries were made
 */
public record Stored(int reports, List<EventReported> fresh, List<Gathered> gathered, int queued) {
    public Stored {
        fresh = List.copyOf(fresh);
        gathered = List.copyOf(gathered);
    }
}
