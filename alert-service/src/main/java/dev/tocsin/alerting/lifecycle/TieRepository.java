package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.identity.Anchors;
import dev.tocsin.alerting.identity.Kinship;
import dev.tocsin.alerting.identity.Kinship.Candidate;
import dev.tocsin.alerting.identity.Kinship.Pair;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds what a batch itself is tied to: the alerts of each report's event, and those that its article told of before. */
@Singleton
public class TieRepository {
    /**
     * More alerts than this that share an anchor with one report are not compared with it: the newest are. Ranking them by
     * how many anchors they share took PostgreSQL fifteen times as long.
     */
    static final int MOST_CANDIDATES = 100;

    private static final String HEAR = """
            insert into alerts.article
            select * from unnest(cast(:articles as text[]), cast(:revisions as int[]))
            on conflict (article_id) do update set revision = greatest(article.revision, excluded.revision)
            """;

    private static final String CORRECT = """
            insert into alerts.correction (article_id, revision, reports)
            select article_id, revision, string_to_array(reports, ' ')
            from unnest(cast(:articles as text[]), cast(:revisions as int[]), cast(:reports as text[]))
                 as n(article_id, revision, reports)
            on conflict do nothing
            """;

    private static final String CORRECTIONS = """
            select article_id, revision, array_to_string(reports, ' ') from alerts.correction
            where article_id = any(cast(:articles as text[]))
            """;

    /** The "offset 0" holds PostgreSQL to one look at an index, whatever it believes to know of the table. */
    static final String CANDIDATES = """
            select hit.id, hit.alert_id, string_agg(probe.id, ' ') as found_by, max(hit.alerts - :most) as cut
            from unnest(cast(:ids as text[]), cast(:probes as text[])) as probe(id, anchors)
            cross join lateral (
                select ranked.id, ranked.alert_id, max(ranked.place) over () as alerts, ranked.place from (
                    select found.id, found.alert_id,
                           dense_rank() over (order by found.newest desc, found.alert_id) as place
                    from (
                        select id, alert_id, max(received_at) over (partition by alert_id) as newest
                        from (select id, alert_id, received_at from alerts.report
                              where active and anchors && cast(probe.anchors as bigint[]) offset 0
                             ) candidate
                    ) found
                ) ranked
            ) hit
            where hit.place <= :most
            group by hit.id, hit.alert_id
            """;

    private final ReportRepository reports;
    private final MeterRegistry meters;
    private final Vertx vertx;

    public TieRepository(ReportRepository reports, MeterRegistry meters, Vertx vertx) {
        this.reports = reports;
        this.meters = meters;
        this.vertx = vertx;
    }

    /** Keeps what the batch says of articles; answers all that is known of them. */
    Uni<Articles> hear(Mutiny.Session session, List<EventReported> fresh, Collection<ArticleRevised> revised) {
        Map<String, Integer> heard = new TreeMap<>();
        fresh.forEach(report ->
                heard.merge(report.article().articleId(), report.article().revision(), Math::max));
        revised.forEach(article -> heard.merge(article.articleId(), article.revision(), Math::max));
        if (heard.isEmpty()) {
            return Uni.createFrom().item(new Articles(List.of(), List.of(), List.of()));
        }
        String[] articles = heard.keySet().toArray(String[]::new);
        return session.createNativeQuery(HEAR)
                .setParameter("articles", articles)
                .setParameter("revisions", heard.values().toArray(Integer[]::new))
                .executeUpdate()
                .chain(() -> correct(session, revised))
                .chain(() -> reports.ofArticles(session, heard.keySet()))
                .chain(stored ->
                        corrections(session, articles).map(corrections -> new Articles(stored, fresh, corrections)));
    }

    private static Uni<Void> correct(Mutiny.Session session, Collection<ArticleRevised> revised) {
        return revised.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(CORRECT)
                        .setParameter("articles", column(revised, ArticleRevised::articleId))
                        .setParameter(
                                "revisions",
                                revised.stream().map(ArticleRevised::revision).toArray(Integer[]::new))
                        .setParameter("reports", column(revised, each -> String.join(" ", each.reports())))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<List<ArticleRevised>> corrections(Mutiny.Session session, String[] articles) {
        return session.createNativeQuery(CORRECTIONS, Object[].class)
                .setParameter("articles", articles)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new ArticleRevised(
                                (String) row[0],
                                (Integer) row[1],
                                Stream.of(((String) row[2]).split(" "))
                                        .filter(id -> !id.isEmpty())
                                        .toList()))
                        .toList());
    }

    /** Each revised article with its reports and the alerts that it told of, each report with the alerts of its event. */
    Uni<Components> tie(Mutiny.Session session, Articles articles) {
        return tieKin(session, articles.ties(), articles.rising());
    }

    private Uni<Components> tieKin(Mutiny.Session session, Components ties, List<EventReported> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(ties);
        }
        return session.createNativeQuery(CANDIDATES, Object[].class)
                .setParameter("ids", column(fresh, EventReported::reportId))
                .setParameter("probes", column(fresh, TieRepository::probe))
                .setParameter("most", MOST_CANDIDATES)
                .getResultList()
                .chain(rows -> {
                    meters.counter("tocsin.candidates.cut").increment(mostCut(rows));
                    Map<String, String> alertOf = new HashMap<>();
                    rows.forEach(row -> alertOf.put((String) row[0], (String) row[1]));
                    return reports.byId(session, alertOf.keySet())
                            .chain(known -> kin(fresh, candidates(rows, known)))
                            .invoke(pairs -> pairs.forEach(pair -> ties.tie(
                                    pair.reportId(), alertOf.getOrDefault(pair.otherReportId(), pair.otherReportId()))))
                            .replaceWith(ties);
                });
    }

    /** On a worker, since comparing takes a while; goes on where it was called, as the session demands. */
    private Uni<List<Pair>> kin(List<EventReported> fresh, List<Candidate> known) {
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.executeBlocking(() -> Kinship.among(fresh, known)).toCompletionStage());
    }

    private static List<Candidate> candidates(List<Object[]> rows, Map<String, EventReported> known) {
        return rows.stream()
                .map(row -> new Candidate(
                        Objects.requireNonNull(known.get((String) row[0])), List.of(((String) row[2]).split(" "))))
                .toList();
    }

    /** How many alerts were not looked at for the report that finds most. */
    private static long mostCut(List<Object[]> rows) {
        return Math.max(
                0,
                rows.stream()
                        .mapToLong(row -> ((Number) row[3]).longValue())
                        .max()
                        .orElse(0));
    }

    /** As PostgreSQL writes an array. */
    static String probe(EventReported report) {
        return Anchors.probe(report).stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
