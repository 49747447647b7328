package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.lifecycle.Judgements;
import dev.tocsin.alerting.lifecycle.Store;
import dev.tocsin.alerting.report.EventReported;
import java.util.List;
import java.util.Map;

/** How reports come to their alerts, batch after batch. */
@FunctionalInterface
interface Arrivals {

    /** What stands in the end. */
    Standing of(List<List<EventReported>> batches);

    /** One after the other. */
    default Standing inTurn(List<EventReported> reports) {
        return of(reports.stream().map(List::of).toList());
    }

    /** As in production, but for the database. What was judged of reports once is remembered. */
    static Arrivals asInProduction() {
        Judgements judgements = new Judgements();
        return batches -> {
            Store store = new Store(judgements);
            batches.forEach(batch -> store.take(batch, Map.of()));
            return new Standing(store.groups(), store.told());
        };
    }
}
