package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.CustomHeaders;
import dev.tocsin.alerting.webhook.EndpointSecrets;
import dev.tocsin.alerting.webhook.KeyRing;
import dev.tocsin.alerting.webhook.SigningKey;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Before anything is sent, puts every subscription's secrets under the first of the master keys: those that an older
 * key has sealed, and those that lie there in plain bytes from before there were seals. When all replicas have started
 * with a new first key, nothing needs the one before it any more.
 */
@Singleton
public class SecretRepository {

    private static final Logger LOG = Logger.getLogger(SecretRepository.class);
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BEFORE_THE_DISPATCHER = 100;

    private static final String UNSEALED = """
            select id, secret, secrets from alerts.subscription
            where id > $1 and (secret is not null or substring(secrets for $3) <> $2)
            order by id limit $4
            """;

    /** Whoever rotated or sealed it meanwhile was right. */
    private static final String SEAL = """
            update alerts.subscription set secrets = $2, secret = null
            where id = $1 and secrets is not distinct from $3
            """;

    private final Pool pool;
    private final Vault vault;

    public SecretRepository(Pool pool, Vault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    void start(@Observes @Priority(BEFORE_THE_DISPATCHER) StartupEvent event) {
        int sealed = seal();
        if (sealed > 0) {
            LOG.infof("Secrets sealed with the first master key count=%d", sealed);
        }
    }

    /** @throws IllegalStateException when a seal does not open: its key is missing */
    int seal() {
        Buffer mark = Buffer.buffer(vault.mark());
        String after = "";
        int sealed = 0;
        List<Row> rows;
        do {
            rows = StreamSupport.stream(
                            pool.preparedQuery(UNSEALED)
                                    .execute(Tuple.of(after, mark, mark.length(), BATCH))
                                    .await()
                                    .atMost(PATIENCE)
                                    .spliterator(),
                            false)
                    .toList();
            if (!rows.isEmpty()) {
                after = rows.get(rows.size() - 1).getString("id");
                pool.preparedQuery(SEAL)
                        .executeBatch(rows.stream().map(this::sealed).toList())
                        .await()
                        .atMost(PATIENCE);
                sealed += rows.size();
            }
        } while (rows.size() == BATCH);
        return sealed;
    }

    private Tuple sealed(Row row) {
        String id = row.getString("id");
        byte[] before = bytes(row, "secrets");
        EndpointSecrets secrets = before != null
                ? EndpointSecrets.open(id, before, vault)
                : new EndpointSecrets(KeyRing.of(key(row)), CustomHeaders.NONE, Optional.empty());
        return Tuple.of(id, Buffer.buffer(secrets.sealed(id, vault)), before == null ? null : Buffer.buffer(before));
    }

    private static SigningKey key(Row row) {
        return SigningKey.of(
                SigningKey.SCHEMES.get(0),
                Optional.ofNullable(bytes(row, "secret")).orElseThrow());
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        io.vertx.mutiny.core.buffer.Buffer value = row.getBuffer(column);
        return value == null ? null : value.getBytes();
    }
}
