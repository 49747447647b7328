package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Page;
import dev.tocsin.alerting.query.Paging;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of alerts for people: what {@code GET /v1/alerts} answers, and how many there are in all. */
@Singleton
public class AlertListRepository {
    /** From here on counts are cut. */
    public static final int MOST_COUNTED = AlertRepository.MOST_COUNTED;

    private final AlertRepository alerts;
    private final Cursors cursors;

    public AlertListRepository(AlertRepository alerts, Cursors cursors) {
        this.alerts = alerts;
        this.cursors = cursors;
    }

    /** An alert, and when it rang. */
    public record Listed(Alert alert, Instant raisedAt) {}

    /**
     * One page.
     *
     * @param next the cursor of the page behind it
     * @param byCategory how many there are on all pages, of at most {@link #MOST_COUNTED}
     */
    public record Listing(List<Listed> alerts, Optional<String> next, Map<String, Long> byCategory) {
        public long count() {
            return byCategory.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * @param account whose cursors are good here
     * @param asked query parameters as {@code GET /v1/alerts} takes them
     */
    public Uni<Listing> list(String account, Map<String, List<String>> asked, Instant now) throws InvalidParameter {
        AlertQuery query = AlertQuery.parse(asked, now);
        Paging paging = Paging.of(cursors, account, "alerts", query.asked());
        return alerts.list(query.behind(paging.after("alr")))
                .chain(rows -> alerts.counts(query).map(counts -> listing(rows, paging, counts)));
    }

    private static Listing listing(List<AlertEntity> rows, Paging paging, Map<String, Long> counts) {
        Page<AlertEntity> page = paging.page(rows, last -> new Cursor(last.raisedAt(), last.id()).encode());
        List<Listed> shown = page.shown().stream()
                .flatMap(row -> row.readable().map(alert -> new Listed(alert, row.raisedAt())))
                .toList();
        return new Listing(shown, page.next(), counts);
    }
}
