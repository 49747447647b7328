package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import dev.tocsin.alerting.delivery.DeliveryView.AttemptView;
import dev.tocsin.alerting.id.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What became of a subscription's messages, for its owner. */
@Singleton
public class DeliveryLogRepository {

    private static final String PAGE = """
            select d.id, d.type, d.alert_id, d.alert_version, d.state, d.created_at, d.finished_at,
                   case when not q.held then q.due_at end as next_attempt_at
            from alerts.delivery d left join alerts.queue q on q.delivery_id = d.id
            where d.subscription_id = $1 and ($2::text is null or d.state = $2)
              and d.created_at <= $3 and ($4::text is null or (d.created_at, d.id) < ($3, $4))
              %s
            order by d.created_at desc, d.id desc
            limit $5
            """;

    /** Of the states that are rare in a long history, each by its index. */
    private static final Map<String, String> RARE = Map.of(
            "failed", "and d.undelivered_at is not null",
            "cancelled", "and d.undelivered_at is not null",
            "expired", "and d.undelivered_at is not null",
            "held",
                    "and d.id in (select h.delivery_id from alerts.queue h"
                            + " where h.held and not h.ready and h.claim_id is null and h.subscription_id = $1)");

    private static final String ATTEMPTS =
            "select * from alerts.attempt where delivery_id = any($1) order by delivery_id, number";

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private static final String KNOWN =
            "select account_id from alerts.subscription where id = $1 and ($2::text is null or account_id = $2)";

    private final TenantRepository tenants;

    public DeliveryLogRepository(TenantRepository tenants) {
        this.tenants = tenants;
    }

    /** Newest first, one more than asked for when there are more; empty where the caller sees no such subscription. */
    public Uni<Optional<List<DeliveryView>>> newest(
            Caller caller, String subscriptionId, Optional<String> state, Optional<Cursor> after, int limit) {
        Tuple parameters = Tuple.from(new @Nullable Object[] {
            subscriptionId,
            state.orElse(null),
            after.map(Cursor::at).orElse(END_OF_TIME).atOffset(ZoneOffset.UTC),
            after.map(Cursor::id).orElse(null),
            limit + 1
        });
        String sql = PAGE.formatted(state.map(RARE::get).orElse(""));
        return own(
                caller,
                subscriptionId,
                (connection, account) -> connection
                        .preparedQuery(sql)
                        .execute(parameters)
                        .chain(page -> {
                            String[] ids = rows(page).stream()
                                    .map(row -> row.getString("id"))
                                    .toArray(String[]::new);
                            return connection
                                    .preparedQuery(ATTEMPTS)
                                    .execute(Tuple.of(ids))
                                    .map(attempts -> rows(attempts).stream()
                                            .collect(Collectors.groupingBy(
                                                    row -> row.getString("delivery_id"),
                                                    Collectors.mapping(
                                                            DeliveryLogRepository::attempt, Collectors.toList()))))
                                    .map(attempts -> rows(page).stream()
                                            .map(row -> delivery(row, attempts))
                                            .toList());
                        }));
    }

    /** Work on a subscription that the caller sees, also on one that was deleted; with the account that owns it. */
    <T> Uni<Optional<T>> own(Caller caller, String subscriptionId, BiFunction<SqlConnection, String, Uni<T>> work) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery(KNOWN)
                        .execute(Tuple.of(subscriptionId, caller.onlyAccount().orElse(null)))
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().item(Optional.empty())
                                : work.apply(connection, rows.iterator().next().getString("account_id"))
                                        .map(Optional::of)));
    }

    private static DeliveryView delivery(Row row, Map<String, List<AttemptView>> attempts) {
        return new DeliveryView(
                row.getString("id"),
                row.getString("type"),
                row.getString("alert_id"),
                row.getInteger("alert_version"),
                row.getString("state"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("next_attempt_at")),
                instant(row.getOffsetDateTime("finished_at")),
                attempts.getOrDefault(row.getString("id"), List.of()));
    }

    private static AttemptView attempt(Row row) {
        return new AttemptView(
                row.getInteger("number"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getInteger("status_code"),
                row.getString("outcome"),
                row.getString("error"),
                row.getInteger("duration_ms"),
                row.getString("response_excerpt"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static List<Row> rows(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
