package dev.tocsin.alerting.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Table {@code alerts.saved_filter}. */
@Singleton
class SavedFilterRepository {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "id, account_id, name, filter::text, version, created_at, updated_at";

    private static final String ADD = """
            insert into alerts.saved_filter
                (id, account_id, name, filter, token_hash, version, created_at, updated_at)
            select $1, $2, $3, $4::text::json, $5, 1, $6, $6
            where (select count(*) from alerts.saved_filter where account_id = $2) < $7
            """;

    /** Of the caller's account, or, for the operator, of any. */
    private static final String MINE = " where id = $1 and ($2::text is null or account_id = $2)";

    private final Pool pool;
    private final TenantRepository tenants;
    private final AuditRepository audit;

    SavedFilterRepository(Pool pool, TenantRepository tenants, AuditRepository audit) {
        this.pool = pool;
        this.tenants = tenants;
        this.audit = audit;
    }

    /** Whether there was room for it in its account. */
    Uni<Boolean> add(Caller caller, SavedFilter filter, FeedToken token, int most) {
        return tenants.connection(
                caller,
                connection -> connection
                        // One after the other in each account, or two at once would both find the last place free.
                        .preparedQuery("select pg_advisory_xact_lock(hashtextextended('filters ' || $1, 0))")
                        .execute(Tuple.of(filter.accountId()))
                        .chain(() -> connection.preparedQuery(ADD).execute(Tuple.from(new Object[] {
                            filter.id(),
                            filter.accountId(),
                            filter.name(),
                            json(filter.filter()),
                            Buffer.buffer(token.hash()),
                            filter.createdAt().atOffset(ZoneOffset.UTC),
                            (long) most
                        })))
                        .map(done -> done.rowCount() == 1)
                        .call(added -> added
                                ? written(connection, caller, Action.CREATE, filter, Changes.made(properties(filter)))
                                : Uni.createFrom().voidItem()));
    }

    /** Newest first. */
    Uni<List<SavedFilter>> ofAccount(Caller caller) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery("select " + COLUMNS + " from alerts.saved_filter where account_id = $1"
                                + " order by created_at desc, id desc")
                        .execute(Tuple.of(caller.accountId()))
                        .map(rows -> {
                            List<SavedFilter> found = new ArrayList<>();
                            rows.forEach(row -> found.add(filter(row)));
                            return found;
                        }));
    }

    Uni<Optional<SavedFilter>> find(Caller caller, String id) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery("select " + COLUMNS + " from alerts.saved_filter" + MINE)
                        .execute(Tuple.of(id, caller.onlyAccount().orElse(null)))
                        .map(SavedFilterRepository::first));
    }

    /** Whose link this is. */
    Uni<Optional<SavedFilter>> find(FeedToken token) {
        return pool.preparedQuery("select " + COLUMNS + " from alerts.saved_filter where token_hash = $1")
                .execute(Tuple.of(Buffer.buffer(token.hash())))
                .map(SavedFilterRepository::first);
    }

    /** Empty when somebody else has changed it since it was read. */
    Uni<Optional<SavedFilter>> change(
            Caller caller, SavedFilter read, String name, Map<String, List<String>> filter, Instant now) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery(
                                "update alerts.saved_filter set name = $4, filter = $5::text::json, updated_at = $6,"
                                        + " version = version + 1" + MINE + " and version = $3 returning " + COLUMNS)
                        .execute(Tuple.of(
                                read.id(),
                                caller.onlyAccount().orElse(null),
                                read.version(),
                                name,
                                json(filter),
                                now.atOffset(ZoneOffset.UTC)))
                        .map(SavedFilterRepository::first)
                        .call(changed -> changed.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : written(
                                        connection,
                                        caller,
                                        Action.CHANGE,
                                        read,
                                        Changes.between(properties(read), properties(changed.get())))));
    }

    /** The link of before leads nowhere from now on. Empty when the caller sees no such filter. */
    Uni<Optional<SavedFilter>> rotate(Caller caller, String id, FeedToken token, Instant now) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery("update alerts.saved_filter set token_hash = $3, updated_at = $4,"
                                + " version = version + 1" + MINE + " returning " + COLUMNS)
                        .execute(Tuple.of(
                                id,
                                caller.onlyAccount().orElse(null),
                                Buffer.buffer(token.hash()),
                                now.atOffset(ZoneOffset.UTC)))
                        .map(SavedFilterRepository::first)
                        .call(rotated -> rotated.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : written(connection, caller, Action.ROTATE, rotated.get(), Changes.NONE)));
    }

    /** Whether there was one. */
    Uni<Boolean> delete(Caller caller, String id) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery("delete from alerts.saved_filter" + MINE + " returning " + COLUMNS)
                        .execute(Tuple.of(id, caller.onlyAccount().orElse(null)))
                        .map(SavedFilterRepository::first)
                        .call(deleted -> deleted.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : written(connection, caller, Action.DELETE, deleted.get(), Changes.NONE))
                        .map(Optional::isPresent));
    }

    private Uni<Void> written(
            SqlConnection connection, Caller caller, Action action, SavedFilter filter, Changes changes) {
        return audit.record(
                connection,
                caller.did(action, new Target(Target.Kind.FILTER, filter.id(), filter.accountId()), changes));
    }

    private static Map<String, Object> properties(SavedFilter filter) {
        return Map.of("name", filter.name(), "filter", json(filter.filter()));
    }

    private static Optional<SavedFilter> first(RowSet<Row> rows) {
        return rows.rowCount() == 0 && !rows.iterator().hasNext()
                ? Optional.empty()
                : Optional.of(filter(rows.iterator().next()));
    }

    private static SavedFilter filter(Row row) {
        try {
            return new SavedFilter(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    JSON.readValue(row.getString(3), new TypeReference<Map<String, List<String>>>() {}),
                    row.getInteger(4),
                    row.getOffsetDateTime(5).toInstant(),
                    row.getOffsetDateTime(6).toInstant());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A saved filter no longer reads", e);
        }
    }

    private static String json(Map<String, List<String>> filter) {
        try {
            return JSON.writeValueAsString(filter);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A filter is always writable", e);
        }
    }
}
