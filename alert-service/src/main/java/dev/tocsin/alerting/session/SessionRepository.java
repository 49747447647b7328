package dev.tocsin.alerting.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Table {@code alerts.session}. */
@Singleton
public class SessionRepository {
    private static final String OPEN = """
            with ended as (delete from alerts.session where expires_at <= $4)
            insert into alerts.session (token_hash, key_hash, key_id, created_at, expires_at) values ($1, $2, $3, $4, $5)
            """;

    private final Pool pool;

    public SessionRepository(Pool pool) {
        this.pool = pool;
    }

    /** Begins one; those that are over are swept away on the occasion. */
    public Uni<Void> open(SessionToken token, byte[] keyHash, String keyId, Instant now, Instant until) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(
                        Buffer.buffer(token.hash()),
                        Buffer.buffer(keyHash),
                        keyId,
                        now.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** The hash of the key that it was opened with; empty once it is over. */
    Uni<Optional<byte[]>> keyOf(SessionToken token, Instant now) {
        return pool.preparedQuery("select key_hash from alerts.session where token_hash = $1 and expires_at > $2")
                .execute(Tuple.of(Buffer.buffer(token.hash()), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(
                                rows.iterator().next().getBuffer("key_hash").getBytes()));
    }

    public Uni<Void> end(SessionToken token) {
        return pool.preparedQuery("delete from alerts.session where token_hash = $1")
                .execute(Tuple.of(Buffer.buffer(token.hash())))
                .replaceWithVoid();
    }
}
