package dev.tocsin.alerting.history;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.lifecycle.Known;
import dev.tocsin.alerting.lifecycle.NeighbourhoodRepository;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Table {@code alerts.alert_version}, and all that tells how an alert came about. */
@Singleton
public class HistoryRepository {
    /** A large neighbourhood takes a processor for a while: never all of them. */
    private static final int AT_ONCE = 2;

    private final Semaphore explaining = new Semaphore(AT_ONCE);
    private final Mutiny.SessionFactory sessions;
    private final NeighbourhoodRepository neighbourhoods;

    public HistoryRepository(Mutiny.SessionFactory sessions, NeighbourhoodRepository neighbourhoods) {
        this.sessions = sessions;
        this.neighbourhoods = neighbourhoods;
    }

    /** Oldest first, one more than asked for when there are more. */
    public Uni<List<AlertVersion>> versions(String alertId, int after, int limit) {
        return sessions.withSession(session -> session.createNativeQuery(
                        "select version, type, created_at, cast(body as text) from alerts.alert_version"
                                + " where alert_id = :alert and version > :after order by version limit :most",
                        Object[].class)
                .setParameter("alert", alertId)
                .setParameter("after", after)
                .setParameter("most", limit + 1)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> AlertVersion.of(
                                (Integer) row[0], (String) row[1], ((OffsetDateTime) row[2]).toInstant(), (String)
                                        row[3]))
                        .toList()));
    }

    /**
     * Loads what hangs together with an alert, at one moment, and sorts it; on a thread that may take its time.
     *
     * @throws Problem when as many are being explained as may be
     */
    public Uni<Optional<Explanation>> explain(String alertId) {
        if (!explaining.tryAcquire()) {
            throw new Problem(ProblemType.BUSY, "Others are being explained. Try again in a second.")
                    .header("Retry-After", 1);
        }
        return load(alertId)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(loaded -> loaded.flatMap(each -> each.explain(alertId)))
                .onTermination()
                .invoke(explaining::release);
    }

    private Uni<Optional<Loaded>> load(String alertId) {
        return sessions.withTransaction(session -> session.createNativeQuery(
                        "set transaction isolation level repeatable read, read only")
                .executeUpdate()
                .chain(() -> neighbourhoods.of(session, alertId))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Loaded>empty())
                        : revisions(session, found.get().alerts())
                                .map(revisions ->
                                        Optional.of(new Loaded(found.get().alerts(), revisions)))));
    }

    private static Uni<Map<String, Integer>> revisions(Mutiny.Session session, List<Known> alerts) {
        String[] articles = alerts.stream()
                .flatMap(alert -> alert.reports().stream())
                .map(placed -> placed.report().article().articleId())
                .distinct()
                .toArray(String[]::new);
        return session.createNativeQuery(
                        "select article_id, revision from alerts.article where article_id = any(cast(:ids as text[]))",
                        Object[].class)
                .setParameter("ids", articles)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Integer) row[1])));
    }

    /** All that an explanation needs. */
    private record Loaded(List<Known> alerts, Map<String, Integer> revisions) {
        Optional<Explanation> explain(String alertId) {
            Optional<Alert> alert = alerts.stream()
                    .map(Known::document)
                    .filter(document -> document.id().equals(alertId))
                    .findFirst();
            return alert.map(document -> Explanation.of(document, alerts, revisions));
        }
    }
}
