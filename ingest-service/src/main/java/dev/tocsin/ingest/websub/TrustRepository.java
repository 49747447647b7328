package dev.tocsin.ingest.websub;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** How far a feed is left to its hub: what the polls have to make up for where a push does not come to its end. */
@ApplicationScoped
public class TrustRepository {
    private final Pool pool;

    public TrustRepository(Pool pool) {
        this.pool = pool;
    }

    /** When a feed is checked if its push gets lost, and when it was to be otherwise. */
    record Voucher(OffsetDateTime vouched, OffsetDateTime planned) {}

    /** @return what {@link #redeem} takes back when the push is stored; empty where the feed is checked soon anyway */
    Uni<Optional<Voucher>> vouch(String feedId) {
        return pool.preparedQuery(HubSql.VOUCH)
                .execute(Tuple.of(feedId))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> new Voucher(row.getOffsetDateTime("vouched"), row.getOffsetDateTime("planned")))
                        .findFirst());
    }

    Uni<Void> redeem(String feedId, Voucher voucher) {
        return pool.preparedQuery(HubSql.REDEEM)
                .execute(Tuple.of(feedId, voucher.vouched(), voucher.planned()))
                .replaceWithVoid();
    }

    /** A push was lost, or nobody can read it: the polls have to bring what it was about. */
    Uni<Void> distrust(String feedId, String token) {
        return pool.preparedQuery(HubSql.DISTRUST)
                .execute(Tuple.of(feedId, token))
                .replaceWithVoid();
    }

    /** The next poll takes nothing for known. */
    Uni<Void> readAgain(String feedId) {
        return pool.preparedQuery(HubSql.READ_AGAIN).execute(Tuple.of(feedId)).replaceWithVoid();
    }
}
