package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import dev.tocsin.alerting.report.ReportRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Finds all that hangs together with a batch, through any chain of likenesses. */
@Singleton
public class NeighbourhoodRepository {
    private static final Logger LOG = Logger.getLogger(NeighbourhoodRepository.class);

    /** Any number that nobody else locks by: it spells "tocsin". */
    private static final long LOCK = 0x746F6373696EL;

    private static final String LOCK_LIMIT = "30s";

    /** What lies beyond stays as it is: an event that is told without end must not stop the others. */
    private static final int MOST_ALERTS = 64;

    private static final int MOST_REPORTS = Neighbourhood.MOST_REPORTS;

    /** Alerts that a likeness, a merge or a report's way ties to these. */
    private static final String LINKS = """
            select alert_id, other_id from alerts.neighbour where alert_id = any(cast(:ids as text[]))
            union select other_id, alert_id from alerts.neighbour where other_id = any(cast(:ids as text[]))
            union select merged_into, id from alerts.alert where merged_into = any(cast(:ids as text[]))
            union select id, merged_into from alerts.alert
                  where id = any(cast(:ids as text[])) and merged_into is not null
            union select alert_id, home_alert_id from alerts.report
                  where alert_id = any(cast(:ids as text[])) and home_alert_id <> alert_id
            union select home_alert_id, alert_id from alerts.report
                  where home_alert_id = any(cast(:ids as text[])) and home_alert_id <> alert_id
            """;

    private final TieRepository nearest;
    private final ReportRepository reports;
    private final MeterRegistry meters;

    public NeighbourhoodRepository(TieRepository nearest, ReportRepository reports, MeterRegistry meters) {
        this.nearest = nearest;
        this.reports = reports;
        this.meters = meters;
    }

    /**
     * Lets one transaction at a time look for alerts and change them, over all replicas; held until it ends. A replica
     * that is cut off in the middle loses its transaction, and with it the lock, after the limit that is set here. Plans
     * are made anew in it: one that was made while the tables were still small would be kept until PostgreSQL analyses
     * them, and read all rows for every report of a flood until then.
     *
     * @return the database's time, to the microsecond, at which the lock was had: one clock for all replicas, read after
     *     whoever had the lock before has read it
     */
    public Uni<Instant> lock(Mutiny.Session session) {
        return session.createNativeQuery("""
                        with locked as materialized (
                            select pg_advisory_xact_lock(:lock) is null as failed
                            from set_config('idle_in_transaction_session_timeout', :limit, true) as idle,
                                 set_config('lock_timeout', :limit, true) as waiting,
                                 set_config('plan_cache_mode', 'force_custom_plan', true) as plans
                        )
                        select clock_timestamp() from locked where not failed
                        """, OffsetDateTime.class)
                .setParameter("lock", LOCK)
                .setParameter("limit", LOCK_LIMIT)
                .getSingleResult()
                .map(OffsetDateTime::toInstant);
    }

    /** The neighbourhoods of new reports and of alerts whose articles were revised: apart, since nothing ties them. */
    public Uni<List<Neighbourhood>> around(
            Mutiny.Session session, List<EventReported> fresh, Collection<ArticleRevised> revised) {
        return nearest.hear(session, fresh, revised)
                .chain(articles -> nearest.tie(session, articles).chain(ties -> {
                    Set<String> tied = alertsIn(ties);
                    return close(session, ties, tied)
                            .chain(() -> load(session, ties, articles.newcomers(), articles.counting(), tied));
                }));
    }

    /** The neighbourhood of an alert, as the next report of its event would find it; empty where there is no such alert. */
    public Uni<Optional<Neighbourhood>> of(Mutiny.Session session, String alertId) {
        Components ties = new Components();
        ties.add(alertId);
        return close(session, ties, Set.of(alertId))
                .chain(() -> load(session, ties, List.of(), Map.of(), Set.of(alertId)))
                .map(found -> found.stream()
                        .filter(neighbourhood -> !neighbourhood.alerts().isEmpty())
                        .findFirst());
    }

    /** Follows what ties alerts to others, round by round, until nothing new comes. */
    private Uni<Void> close(Mutiny.Session session, Components ties, Set<String> frontier) {
        if (frontier.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(LINKS, Object[].class)
                .setParameter("ids", frontier.toArray(String[]::new))
                .getResultList()
                .chain(rows -> {
                    Set<String> next = new LinkedHashSet<>();
                    for (Object[] row : rows) {
                        String from = (String) row[0];
                        String to = (String) row[1];
                        if (ties.contains(to) || alerts(ties.of(from)).size() < MOST_ALERTS) {
                            if (!ties.contains(to)) {
                                next.add(to);
                            }
                            ties.tie(from, to);
                        } else {
                            cut(from, "alerts", MOST_ALERTS);
                        }
                    }
                    return close(session, ties, next);
                });
    }

    private Uni<List<Neighbourhood>> load(
            Mutiny.Session session,
            Components ties,
            List<EventReported> fresh,
            Map<String, Boolean> counting,
            Set<String> tied) {
        Set<String> ids = alertsIn(ties);
        Uni<Map<String, Known>> loaded = ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : reports.membersOf(session, ids).chain(members -> known(session, ids, members));
        Map<String, EventReported> byId =
                fresh.stream().collect(Collectors.toMap(EventReported::reportId, report -> report));
        return loaded.map(known -> ties.all().stream()
                .map(component -> new Neighbourhood(
                        within(known, component, tied),
                        component.stream()
                                .filter(byId::containsKey)
                                .map(byId::get)
                                .toList(),
                        counting))
                .toList());
    }

    private static Uni<Map<String, Known>> known(
            Mutiny.Session session, Set<String> ids, Map<String, List<Placed>> members) {
        return session.createNativeQuery(
                        "select id, raised_at, cast(body as text) from alerts.alert where id = any(cast(:ids as text[]))",
                        Object[].class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (String) row[0],
                                row -> new Known(
                                        Alert.fromJson((String) row[2]),
                                        ((OffsetDateTime) row[1]).toInstant(),
                                        members.getOrDefault((String) row[0], List.of())))));
    }

    /**
     * The alerts of a component as far as there is room for what counts of their reports: those that the batch is tied to
     * before those that are found through them. One that has no room does not keep those behind it out.
     */
    private List<Known> within(Map<String, Known> known, Set<String> component, Set<String> tied) {
        List<Known> alerts = new ArrayList<>();
        int count = 0;
        for (String id : alerts(component).stream()
                .sorted(Comparator.comparing((String id) -> !tied.contains(id)))
                .toList()) {
            Known alert = known.get(id);
            if (alert == null) {
                continue;
            }
            int size = (int) alert.reports().stream().filter(Placed::active).count();
            if (!alerts.isEmpty() && count + size > MOST_REPORTS) {
                cut(id, "reports", MOST_REPORTS);
                continue;
            }
            count += size;
            alerts.add(alert);
        }
        return alerts;
    }

    private void cut(String alertId, String what, int most) {
        meters.counter("tocsin.neighbourhood.cut").increment();
        LOG.warnf("Neighbourhood cut alertId=%s limit=%d of=%s", alertId, most, what);
    }

    private static Set<String> alertsIn(Components ties) {
        return ties.all().stream()
                .flatMap(component -> alerts(component).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> alerts(Set<String> component) {
        return component.stream().filter(id -> id.startsWith("alr_")).toList();
    }
}
