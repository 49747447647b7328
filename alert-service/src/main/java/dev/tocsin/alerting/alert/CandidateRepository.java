package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.alert.Gathering.Known;
import dev.tocsin.alerting.identity.SameEvent;
import dev.tocsin.alerting.identity.Window;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Table {@code alerts.alert} as the search for alerts that a new report may belong to sees it. */
@Singleton
public class CandidateRepository {
    /** Any number that nobody else locks by: it spells "tocsin". */
    private static final long LOCK = 0x746F6373696EL;

    private static final String LOCK_LIMIT = "30s";

    /** More events of one category, place and fortnight than this are not compared with; the newest are. */
    private static final int MOST_CANDIDATES = 100;

    private static final String SEPARATOR = "\u001f";

    /**
     * Each "offset 0" holds PostgreSQL to the index of actors: left to itself it reads all alerts of the time, for each
     * report of a flood, until it has statistics.
     */
    private static final String CANDIDATES = """
            select distinct candidate.id
            from unnest(cast(:categories as text[]), cast(:earliest as text[]), cast(:latest as text[]),
                        cast(:places as text[]), cast(:ids as text[]), cast(:names as text[]))
                 as probe(category, earliest, latest, places, ids, names)
            cross join lateral (
                select hit.id from (
                    (select id, category, occurred_from, occurred_to, raised_at from alerts.alert
                     where actor_ids && string_to_array(probe.ids, :separator) offset 0)
                    union
                    (select id, category, occurred_from, occurred_to, raised_at from alerts.alert
                     where actor_names && string_to_array(probe.names, :separator) offset 0)
                    union
                    (select id, category, occurred_from, occurred_to, raised_at from alerts.alert
                     where probe.places <> '' and category = probe.category
                       and occurred_to >= cast(probe.earliest as date)
                       and occurred_from <= cast(probe.latest as date)
                       and jurisdictions_wide && string_to_array(probe.places, :separator))) hit
                where hit.category = probe.category
                  and hit.occurred_to >= cast(probe.earliest as date)
                  and hit.occurred_from <= cast(probe.latest as date)
                order by hit.raised_at desc
                limit :most) candidate
            """;

    private final ReportRepository reports;

    public CandidateRepository(ReportRepository reports) {
        this.reports = reports;
    }

    /**
     * Lets one transaction at a time find and raise alerts, over all replicas; held until it ends. A replica that is cut
     * off in the middle loses its transaction, and with it the lock, after the limit that is set here. Plans are made
     * anew in it: one that was made while the tables were still small would be kept until PostgreSQL analyses them, and
     * read all rows for every report of a flood until then.
     */
    public Uni<Void> lock(Mutiny.Session session) {
        return session.createNativeQuery("""
                        select pg_advisory_xact_lock(:lock) is null
                        from set_config('idle_in_transaction_session_timeout', :limit, true) as idle,
                             set_config('lock_timeout', :limit, true) as waiting,
                             set_config('plan_cache_mode', 'force_custom_plan', true) as plans
                        """, Boolean.class)
                .setParameter("lock", LOCK)
                .setParameter("limit", LOCK_LIMIT)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** The alerts that any of these reports may belong to: of its category and time, with a telling place or an actor in common. */
    public Uni<List<Known>> among(Mutiny.Session session, List<EventReported> fresh) {
        List<Facets> facets =
                fresh.stream().map(report -> Facets.of(List.of(report))).toList();
        return session.createNativeQuery(CANDIDATES, String.class)
                .setParameter(
                        "categories", column(fresh, report -> report.category().wireName()))
                .setParameter(
                        "earliest",
                        column(
                                facets,
                                f -> f.window()
                                        .from()
                                        .minusDays(Window.TOLERANCE_DAYS)
                                        .toString()))
                .setParameter(
                        "latest",
                        column(
                                facets,
                                f -> f.window()
                                        .to()
                                        .plusDays(Window.TOLERANCE_DAYS)
                                        .toString()))
                .setParameter(
                        "places", column(fresh, report -> String.join(SEPARATOR, SameEvent.tellingPlaces(report))))
                .setParameter("ids", column(facets, f -> String.join(SEPARATOR, f.actorIds())))
                .setParameter("names", column(facets, f -> String.join(SEPARATOR, f.actorNames())))
                .setParameter("separator", SEPARATOR)
                .setParameter("most", MOST_CANDIDATES)
                .getResultList()
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.<Known>of()) : known(session, ids));
    }

    private Uni<List<Known>> known(Mutiny.Session session, List<String> ids) {
        return reports.membersOf(session, ids)
                .chain(members -> session.createQuery("from Alert a where a.id in :ids", AlertEntity.class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .map(rows -> rows.stream()
                                .map(row -> new Known(
                                        row.id(),
                                        row.version(),
                                        row.raisedAt(),
                                        members.getOrDefault(row.id(), List.of())))
                                .toList()));
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
