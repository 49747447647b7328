package dev.tocsin.alerting.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Queues operational messages, in the transaction of what they tell of. */
@Singleton
public class NoticeRepository {

    /** To all of the account that chose the type; no filter applies, and none is told of itself. */
    private static final String SEND = """
            with notice as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n(about, type, key, data)
            ), made as (
                insert into alerts.delivery
                    (id, subscription_id, type, body, state, attempts, tries, created_at)
                select alerts.message_id(s.id, n.about || ' ' || n.key, 0, n.type), s.id, n.type, n.data,
                       case when s.enabled then 'pending' else 'held' end, 0, 0, now()
                from notice n
                join alerts.subscription f on f.id = n.about
                join alerts.subscription s on s.account_id = f.account_id and s.deleted_at is null and s.id <> f.id
                where n.type = any(s.types)
                on conflict do nothing
                returning id, subscription_id, created_at, state
            )
            insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held)
            select m.id, m.subscription_id, s.host, m.created_at, m.state = 'pending', m.state = 'held'
            from made m join alerts.subscription s on s.id = m.subscription_id
            """;

    Uni<Void> send(SqlConnection connection, List<Notice> notices) {
        if (notices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(SEND)
                .execute(Tuple.of(
                        column(notices, Notice::about),
                        column(notices, Notice::type),
                        column(notices, Notice::key),
                        column(notices, Notice::data)))
                .replaceWithVoid();
    }

    private static String[] column(List<Notice> notices, Function<Notice, String> value) {
        return notices.stream().map(value).toArray(String[]::new);
    }
}
