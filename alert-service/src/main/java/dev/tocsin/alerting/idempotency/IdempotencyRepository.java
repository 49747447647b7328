package dev.tocsin.alerting.idempotency;

import dev.tocsin.alerting.secret.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;

/** Table {@code alerts.idempotency}. The database's clock decides, so that replicas agree. */
@Singleton
public class IdempotencyRepository {
    private static final String PURPOSE = "answer";
    private static final int MOST_PRUNED = 1_000;

    /** So often a row may vanish between the two statements of a claim, before it is called under way. */
    private static final int MOST_ROUNDS = 3;

    /** One wins: who finds a row takes it over only when it is out of date, or its holder's lease is and the request is the same. */
    private static final String CLAIM = """
            insert into alerts.idempotency (account_id, key, fingerprint, claim_id, lease_until, created_at)
            values ($1, $2, $3, $4, now() + $5::bigint * interval '1 millisecond', now())
            on conflict (account_id, key) do update
            set fingerprint = excluded.fingerprint, claim_id = excluded.claim_id, lease_until = excluded.lease_until,
                created_at = excluded.created_at, state = 'claimed', status = null, headers = null, body = null
            where idempotency.created_at < now() - $6::bigint * interval '1 millisecond'
               or idempotency.state = 'claimed' and idempotency.lease_until < now()
                  and idempotency.fingerprint = excluded.fingerprint
            returning claim_id
            """;

    private static final String FIND = """
            select fingerprint, state, status, headers, body,
                   greatest(0, extract(epoch from lease_until - now()) * 1000)::bigint as lease
            from alerts.idempotency where account_id = $1 and key = $2
            """;

    private static final String SETTLE = """
            update alerts.idempotency set state = 'answered', status = $4, headers = $5, body = $6
            where account_id = $1 and key = $2 and claim_id = $3
            """;

    private static final String RELEASE =
            "delete from alerts.idempotency where account_id = $1 and key = $2 and claim_id = $3";

    private static final String PRUNE = """
            delete from alerts.idempotency where (account_id, key) in (
                select account_id, key from alerts.idempotency
                where created_at < now() - $1::bigint * interval '1 millisecond'
                order by created_at limit $2 for update skip locked)
            """;

    private final Pool pool;
    private final Vault vault;
    private final long retention;
    private final long lease;

    public IdempotencyRepository(Pool pool, Vault vault, IdempotencyConfig config) {
        this.pool = pool;
        this.vault = vault;
        this.retention = config.retention().toMillis();
        this.lease = config.lease().toMillis();
    }

    /** Asks to be the one that does it. */
    public Uni<Claim> claim(IdempotentRequest request) {
        return claim(request, UUID.randomUUID(), MOST_ROUNDS);
    }

    private Uni<Claim> claim(IdempotentRequest request, UUID id, int rounds) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(
                        request.accountId(), request.key(), Buffer.buffer(request.fingerprint()), id, lease, retention))
                .chain(won -> won.size() > 0
                        ? Uni.createFrom().item(new Claim.Granted(request, id))
                        : pool.preparedQuery(FIND)
                                .execute(Tuple.of(request.accountId(), request.key()))
                                .chain(found -> {
                                    if (found.size() > 0) {
                                        return Uni.createFrom()
                                                .item(standing(
                                                        request,
                                                        found.iterator().next()));
                                    }
                                    return rounds > 1
                                            ? claim(request, id, rounds - 1)
                                            : Uni.createFrom().item(new Claim.UnderWay(Duration.ofSeconds(1)));
                                }));
    }

    private Claim standing(IdempotentRequest request, Row row) {
        if (!MessageDigest.isEqual(row.getBuffer("fingerprint").getBytes(), request.fingerprint())) {
            return new Claim.Taken();
        }
        if (row.getString("state").equals("claimed")) {
            return new Claim.UnderWay(Duration.ofMillis(row.getLong("lease")));
        }
        byte[] body =
                vault.open(subject(request), PURPOSE, row.getBuffer("body").getBytes());
        return new Claim.Done(KeptAnswer.of(row.getInteger("status"), row.getString("headers"), body));
    }

    /** Keeps the answer, unless the claim was lost meanwhile; false then. */
    public Uni<Boolean> settle(Claim.Granted claim, KeptAnswer answer) {
        IdempotentRequest request = claim.request();
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        request.accountId(),
                        request.key(),
                        claim.id(),
                        answer.status(),
                        answer.headersAsJson(),
                        Buffer.buffer(vault.seal(subject(request), PURPOSE, answer.body()))))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Lets the next one do it. */
    public Uni<Void> release(Claim.Granted claim) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(claim.request().accountId(), claim.request().key(), claim.id()))
                .replaceWithVoid();
    }

    /** Forgets what is past its retention; answers how many, a limited number at a time. */
    Uni<Integer> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(retention, MOST_PRUNED))
                .map(rows -> rows.rowCount());
    }

    private static String subject(IdempotentRequest request) {
        return request.accountId() + "\n" + request.key();
    }
}
