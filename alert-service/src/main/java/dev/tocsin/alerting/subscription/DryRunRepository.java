package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.subscription.Rehearsal.Message;
import dev.tocsin.alerting.subscription.Rehearsal.Version;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the history of alerts as a subscription would have heard it. */
@Singleton
public class DryRunRepository {

    /** Versions that one dry run reads: under a second's work, and a month of ten times the news there is. */
    static final int MOST_VERSIONS = 20_000;

    /** The planner thinks it worth seconds of compiling, and a connection must not be kept from alerts for long. */
    private static final String BOUNDS =
            "select set_config('jit', 'off', true), set_config('statement_timeout', '10s', true)";

    private static final String WINDOW = """
            select now() as until, now() - $1::int * interval '1 day' as since,
                   (select created_at from alerts.alert_version
                    where created_at > now() - $1::int * interval '1 day'
                    order by created_at desc offset $2::int limit 1) as cut
            """;

    /** Of the alerts that ring by any version, and of those that they were merged into: nobody is told of others. */
    private static final String VERSIONS = """
            with recursive recent as materialized (
                select v.alert_id, v.version, v.type, v.category, v.status, v.created_at,
                       case when v.state = 'merged' then v.body ->> 'mergedInto' end as merged_into,
                       v.state = 'standing' as stands, alerts.fits(
                           s, v.category, v.status, v.confidence, alerts.places(v.jurisdictions_wide, v.category),
                           v.actor_ids || v.actor_names, v.languages,
                           case when s.word_patterns <> '{}' then alerts.words(v.search_text) end) as fits
                from (select (jsonb_populate_record(null::alerts.subscription, f || jsonb_build_object(
                                 'jurisdiction_keys',
                                 alerts.jurisdiction_keys(array(select jsonb_array_elements_text(f -> 'jurisdictions'))),
                                 'word_patterns',
                                 alerts.word_patterns(array(select jsonb_array_elements_text(f -> 'words')))))).*
                      from cast(cast($1 as text) as jsonb) as f
                      offset 0) s,
                     alerts.alert_version v
                where v.created_at > $2 and v.created_at <= $3
            ), relevant as (
                select alert_id from recent where fits
                union
                select r.merged_into from relevant join recent r using (alert_id) where r.merged_into is not null
            )
            select * from recent where alert_id in (select alert_id from relevant) order by created_at, alert_id, version
            """;

    private static final String TITLES = """
            select alert_id, version, v.body ->> 'title' as title
            from unnest($1::text[], $2::int[]) as n(alert_id, version) join alerts.alert_version v using (alert_id, version)
            """;

    /** Each may keep one of the database's connections busy for a second; alerts need the others. */
    private static final int AT_ONCE = 4;

    /** SQLSTATE query_canceled: the statement's time was over. */
    private static final String CANCELLED = "57014";

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final TenantRepository tenants;

    public DryRunRepository(TenantRepository tenants) {
        this.tenants = tenants;
    }

    /**
     * What a filter would have rung for.
     *
     * @throws Problem when it cannot be used, or too many are under way
     */
    public Uni<DryRun> run(Caller caller, @Nullable DryRunRequest request) {
        DryRunRequest asked = request == null ? new DryRunRequest(null, null, null, null) : request;
        return within(
                caller,
                OwnerRepository.checked(() -> SubscriptionFilter.of(asked.filter())),
                OwnerRepository.checked(() -> SubscriptionTypes.of(asked.types())),
                OwnerRepository.checked(asked::daysWithin),
                OwnerRepository.checked(asked::limitWithin));
    }

    Uni<DryRun> within(Caller caller, SubscriptionFilter filter, List<String> types, int days, int limit) {
        if (!free.tryAcquire()) {
            throw new Problem(ProblemType.BUSY, "Too many dry runs are under way: try again in a moment.")
                    .header("Retry-After", 1);
        }
        return run(caller, filter, types, days, limit)
                .onTermination()
                .invoke(free::release)
                .onFailure(failure -> failure instanceof PgException refused && CANCELLED.equals(refused.getSqlState()))
                .transform(tooLong -> new Problem(ProblemType.TOO_MUCH, "It took too long: try fewer days or words."));
    }

    /**
     * What would have rung from so many days ago to now; from later on, when there were more than
     * {@link #MOST_VERSIONS} versions.
     *
     * @param shown how many of the newest messages are told with their titles
     */
    Uni<DryRun> run(Caller caller, SubscriptionFilter filter, List<String> types, int days, int shown) {
        return run(caller, filter, types, days, shown, MOST_VERSIONS);
    }

    Uni<DryRun> run(
            Caller caller, SubscriptionFilter filter, List<String> types, int days, int shown, int mostVersions) {
        return tenants.connection(
                caller,
                connection -> connection
                        .query(BOUNDS)
                        .execute()
                        .chain(() -> connection.preparedQuery(WINDOW).execute(Tuple.of(days, mostVersions)))
                        .map(rows -> rows.iterator().next())
                        .chain(window -> {
                            Optional<OffsetDateTime> cut = Optional.ofNullable(window.getOffsetDateTime("cut"));
                            OffsetDateTime since = cut.orElse(window.getOffsetDateTime("since"));
                            OffsetDateTime until = window.getOffsetDateTime("until");
                            return connection
                                    .preparedQuery(VERSIONS)
                                    .execute(Tuple.of(json(filter), since, until))
                                    .map(rows -> Rehearsal.of(types, versions(rows)))
                                    .chain(made -> titles(connection, DryRun.newest(made, shown))
                                            .map(titles -> DryRun.of(
                                                    since.toInstant(),
                                                    until.toInstant(),
                                                    cut.isPresent(),
                                                    made,
                                                    message -> titles.getOrDefault(key(message.version()), ""),
                                                    shown)));
                        }));
    }

    private Uni<Map<String, String>> titles(SqlConnection connection, List<Message> messages) {
        List<Version> versions = messages.stream().map(Message::version).toList();
        String[] ids = versions.stream().map(Version::alertId).toArray(String[]::new);
        Integer[] numbers = versions.stream().map(Version::version).toArray(Integer[]::new);
        return connection
                .preparedQuery(TITLES)
                .execute(Tuple.of(ids, numbers))
                .map(rows -> stream(rows)
                        .collect(Collectors.toMap(
                                row -> row.getString("alert_id") + " " + row.getInteger("version"),
                                row -> Objects.requireNonNullElse(row.getString("title"), ""),
                                (one, other) -> one)));
    }

    /** A row of alerts.subscription, as far as it decides what fits. */
    private static String json(SubscriptionFilter filter) {
        return new JsonObject()
                .put("categories", new JsonArray(filter.categories()))
                .put("jurisdictions", new JsonArray(filter.jurisdictions()))
                .put("actor_keys", new JsonArray(filter.actorKeys()))
                .put("statuses", new JsonArray(filter.statuses()))
                .put("languages", new JsonArray(filter.languages()))
                .put("words", new JsonArray(filter.words()))
                .put("min_confidence", filter.minConfidence())
                .encode();
    }

    private static List<Version> versions(RowSet<Row> rows) {
        return stream(rows)
                .map(row -> new Version(
                        row.getString("alert_id"),
                        row.getInteger("version"),
                        row.getString("type"),
                        row.getBoolean("fits"),
                        row.getBoolean("stands"),
                        row.getString("merged_into"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getString("category"),
                        row.getString("status")))
                .toList();
    }

    private static String key(Version version) {
        return version.alertId() + " " + version.version();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
