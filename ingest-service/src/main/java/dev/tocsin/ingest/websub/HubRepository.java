package dev.tocsin.ingest.websub;

import dev.tocsin.ingest.websub.HubSubscription.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The feeds' places at hubs, shared by all replicas, by the database's clock. A transition reads its row, locked, and
 * writes it back; who brought an article first is counted afterwards, since a lost count harms nobody.
 */
@ApplicationScoped
public class HubRepository {
    /** A hub that has not been first for so long may have fallen silent; and one poll that is first ends it at once. */
    private static final Duration PROOF_LASTS = Duration.ofDays(3);
    /** While a new hub makes up its mind, the old one's pushes count. */
    private static final Duration HANDOVER = Duration.ofHours(1);
    /** A publisher whose topic is another one in each document gets one subscription a day out of it. */
    private static final Duration BETWEEN_CHANGES = Duration.ofDays(1);

    private static final int TOKEN_BYTES = 32;

    private final Pool pool;
    private final SecureRandom random = new SecureRandom();

    public HubRepository(Pool pool) {
        this.pool = pool;
    }

    /** A subscription and its feed, which is null where it was deleted. */
    record Callback(
            HubSubscription subscription,
            boolean disabled,
            @Nullable String feedUrl,
            @Nullable String feedTitle) {}

    /** By feed id; feeds without a hub are not in it. */
    public Uni<Map<String, HubHealth>> health(Collection<String> feedIds) {
        return pool.preparedQuery(HubSql.HEALTH)
                .execute(Tuple.of(feedIds.toArray(String[]::new)))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("feed_id"), HubRepository::health)));
    }

    /** Makes a feed's subscription what its polled document says. */
    Uni<Void> announced(String feedId, HubLinks links) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(HubSql.OF_FEED)
                        .execute(Tuple.of(feedId))
                        .chain(found -> found.size() == 0
                                ? add(connection, feedId, links, 0)
                                : follow(connection, found.iterator().next(), feedId, links)))
                .chain(followed -> links.hubs().isEmpty()
                        ? pool.preparedQuery(HubSql.DISPROVE_WITHOUT_HUB)
                                .execute(Tuple.of(feedId))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> follow(SqlClient connection, Row row, String feedId, HubLinks links) {
        HubSubscription old = subscription(row);
        Instant now = instant(row, "now");
        boolean young = instant(row, "created_at").isAfter(now.minus(BETWEEN_CHANGES));
        int place = links.hubs().indexOf(old.hubUrl());
        boolean last = place == links.hubs().size() - 1;
        if (place >= 0 && links.hubs().size() > 1 && old.inVain() && !(last && young)) {
            return connection
                    .preparedQuery(HubSql.DELETE)
                    .execute(Tuple.of(old.token()))
                    .chain(gone -> add(connection, feedId, links, last ? 0 : place + 1));
        }
        boolean same = place >= 0 && old.topic().equals(links.topic());
        if (same || young) {
            return Uni.createFrom().voidItem();
        }
        return write(connection, List.of(old.leaving(now.plus(HANDOVER))))
                .chain(leaving -> add(connection, feedId, links, 0));
    }

    private Uni<Void> add(SqlClient connection, String feedId, HubLinks links, int place) {
        if (links.hubs().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return connection
                .preparedQuery(HubSql.ADD)
                .execute(Tuple.of(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                        feedId,
                        links.hubs().get(place),
                        links.topic(),
                        HubSecret.random(random).reveal()))
                .replaceWithVoid();
    }

    /** Subscriptions whose hub is to be asked now, by this replica alone: as asked, so due again later. */
    Uni<List<HubSubscription>> claimDue(int limit) {
        return pool.withTransaction(connection -> connection
                .query(HubSql.ORPHANS)
                .execute()
                .chain(orphaned -> connection.preparedQuery(HubSql.DUE).execute(Tuple.of(limit)))
                .map(found -> rows(found, row -> {
                    HubSubscription due = subscription(row);
                    Instant now = instant(row, "now");
                    boolean over = row.getBoolean("disabled") && due.state() != State.LEAVING;
                    return (over ? due.leaving(now) : due).asked(now);
                }))
                .call(asked -> write(connection, asked)));
    }

    /**
     * One transition, on the row as it is then.
     *
     * @param change given the row and the time; empty for none
     * @return whether there was one
     */
    Uni<Boolean> change(String token, BiFunction<HubSubscription, Instant, Optional<HubSubscription>> change) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(HubSql.LOCK)
                        .execute(Tuple.of(token))
                        .map(found -> rows(found, row -> change.apply(subscription(row), instant(row, "now"))).stream()
                                .flatMap(Optional::stream)
                                .toList())
                        .call(changed -> write(connection, changed)))
                .call(changed -> !changed.isEmpty() && changed.get(0).stillWanted()
                        ? disprove(changed.get(0).feedId())
                        : Uni.createFrom().voidItem())
                .map(changed -> !changed.isEmpty());
    }

    /** The hub has let go, or never will. @param topic null for any. @return whether it was to */
    Uni<Boolean> left(String token, @Nullable String topic) {
        return pool.preparedQuery(HubSql.LEFT).execute(Tuple.of(token, topic)).map(deleted -> deleted.rowCount() == 1);
    }

    Uni<Optional<Callback>> byToken(String token) {
        return pool.preparedQuery(HubSql.BY_TOKEN)
                .execute(Tuple.of(token))
                .map(found -> rows(
                                found,
                                row -> new Callback(
                                        subscription(row),
                                        row.getBoolean("disabled"),
                                        row.getString("feed_url"),
                                        row.getString("title")))
                        .stream()
                        .findFirst());
    }

    /** @param first new articles of the push */
    Uni<Void> pushed(String token, long first) {
        return pool.preparedQuery(HubSql.PUSHED)
                .execute(Tuple.of(token, first, PROOF_LASTS.toMillis()))
                .replaceWithVoid();
    }

    /** @param first new articles of the poll. @return the hub that should have announced them, if there is one */
    Uni<Optional<String>> polled(String feedId, long first) {
        return pool.preparedQuery(HubSql.POLLED)
                .execute(Tuple.of(feedId, first))
                .map(found ->
                        rows(found, row -> row.getString("hub_url")).stream().findFirst());
    }

    Uni<Void> disprove(@Nullable String feedId) {
        return pool.preparedQuery(HubSql.DISPROVE).execute(Tuple.of(feedId)).replaceWithVoid();
    }

    private static Uni<Void> write(SqlClient connection, List<HubSubscription> changed) {
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(HubSql.WRITE)
                        .executeBatch(changed.stream().map(HubRepository::tuple).toList())
                        .replaceWithVoid();
    }

    private static Tuple tuple(HubSubscription changed) {
        Instant leaseUntil = changed.leaseUntil();
        return Tuple.of(
                changed.token(),
                changed.state().name(),
                leaseUntil == null ? null : leaseUntil.atOffset(ZoneOffset.UTC),
                changed.dueAt().atOffset(ZoneOffset.UTC),
                changed.failures(),
                changed.lastError());
    }

    private static HubSubscription subscription(Row row) {
        OffsetDateTime leaseUntil = row.getOffsetDateTime("lease_until");
        return new HubSubscription(
                row.getString("token"),
                row.getString("feed_id"),
                row.getString("hub_url"),
                row.getString("topic"),
                new HubSecret(row.getString("secret")),
                State.valueOf(row.getString("state")),
                leaseUntil == null ? null : leaseUntil.toInstant(),
                instant(row, "due_at"),
                row.getInteger("failures"),
                row.getString("last_error"));
    }

    private static HubHealth health(Row row) {
        return new HubHealth(
                row.getString("hub_url"),
                row.getString("topic"),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getOffsetDateTime("lease_until"),
                row.getOffsetDateTime("last_push_at"),
                row.getLong("announced_first"),
                row.getLong("polled_first"),
                row.getString("last_error"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static <T> List<T> rows(RowSet<Row> found, Function<Row, T> read) {
        return StreamSupport.stream(found.spliterator(), false).map(read).toList();
    }
}
