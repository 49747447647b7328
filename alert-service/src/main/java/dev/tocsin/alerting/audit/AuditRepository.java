package dev.tocsin.alerting.audit;

import dev.tocsin.alerting.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes table {@code alerts.audit}, always in the transaction of the change, and ends what is old. */
@Singleton
public class AuditRepository {
    private static final int COLUMNS = 11;

    private static final String INSERT = """
            insert into alerts.audit
                (id, account_id, actor_account_id, actor_key_id, actor_role, action, target_type, target_id, changes,
                 address, request_id, created_at)
            values (%s, %s, %s, %s, %s, %s, %s, %s, cast(cast(%s as text) as json), %s, %s, now())
            """;

    private static final String INSERT_IN_SESSION = INSERT.formatted(places("?"));

    private static final String INSERT_IN_CONNECTION = INSERT.formatted(places("$"));

    private static final String PRUNE = """
            delete from alerts.audit where id in (
                select id from alerts.audit where created_at < now() - $1::bigint * interval '1 millisecond'
                order by created_at limit $2 for update skip locked)
            """;

    private final Pool pool;
    private final Ids ids;

    public AuditRepository(Pool pool, Ids ids) {
        this.pool = pool;
        this.ids = ids;
    }

    public Uni<Void> record(Mutiny.Session session, Deed deed) {
        Mutiny.Query<?> insert = session.createNativeQuery(INSERT_IN_SESSION);
        List<@Nullable Object> values = values(deed);
        for (int i = 0; i < values.size(); i++) {
            insert.setParameter(i + 1, values.get(i));
        }
        return insert.executeUpdate().replaceWithVoid();
    }

    public Uni<Void> record(SqlConnection connection, Deed deed) {
        return connection
                .preparedQuery(INSERT_IN_CONNECTION)
                .execute(Tuple.from(values(deed)))
                .replaceWithVoid();
    }

    /** Deletes what is older; answers how many, at most {@code limit}. */
    Uni<Integer> prune(Duration retention, int limit) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(retention.toMillis(), limit))
                .map(rows -> rows.rowCount());
    }

    private List<@Nullable Object> values(Deed deed) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(ids.next("aud"));
        values.add(deed.target().accountId());
        values.add(deed.actor().accountId());
        values.add(deed.actor().keyId());
        values.add(deed.actor().role());
        values.add(deed.action().wireName());
        values.add(deed.target().kind().wireName());
        values.add(deed.target().id());
        values.add(json(deed.changes()).encode());
        values.add(deed.actor().address());
        values.add(deed.actor().requestId());
        return values;
    }

    private static JsonObject json(Changes changes) {
        JsonObject json = new JsonObject();
        changes.properties()
                .forEach((name, change) -> json.put(
                        name,
                        new JsonObject().put("before", value(change.before())).put("after", value(change.after()))));
        return json;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof List<?> list
                ? new JsonArray(list.stream().map(String::valueOf).toList())
                : value.toString();
    }

    private static Object[] places(String sign) {
        Object[] places = new Object[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            places[i] = sign + (i + 1);
        }
        return places;
    }
}
