package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.alert.AlertFilter;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A filter that somebody saved.
 *
 * @param filter as the query string of the list of alerts has it
 * @param version grows by one with every change
 */
record SavedFilter(
        String id,
        String accountId,
        String name,
        Map<String, List<String>> filter,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    SavedFilter {
        filter = Map.copyOf(filter);
    }

    AlertFilter alerts() {
        try {
            return AlertFilter.of(Parameters.of(filter, AlertFilter.PARAMETERS));
        } catch (InvalidParameter e) {
            throw new IllegalStateException("A filter that was saved no longer reads: " + e.parameter(), e);
        }
    }
}
