package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.EndpointSecrets;
import dev.tocsin.alerting.webhook.KeyRing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API shows it.
 *
 * @param types of the messages that it receives
 * @param stateReason why it is disabled
 * @param secret only in the answer to its creation or rotation, and only of the scheme v1
 * @param signingKeys those that sign now, the newest first
 * @param headers their names; the values are not shown
 * @param expiresAfter ISO 8601
 * @param channelSecret not shown either
 * @param agreedAt when the endpoint agreed to the handshake; null while it has not
 * @param allowedRate requests per minute, as the endpoint said then or as its chat service takes; null is no limit
 */
public record SubscriptionView(
        String id,
        String accountId,
        String name,
        String url,
        SubscriptionFilter filter,
        List<String> types,
        boolean enabled,
        @Nullable String stateReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        List<Key> signingKeys,
        Map<String, String> headers,
        String content,
        String language,
        @Nullable String expiresAfter,
        @Nullable String channelSecret,
        int version,
        Instant createdAt,
        Instant updatedAt,
        String handshake,
        @Nullable Instant agreedAt,
        @Nullable Integer allowedRate,
        @Nullable Integer maxPerMinute) {

    /**
     * One of the keys.
     *
     * @param publicKey of the scheme v1a
     * @param until when it signs no more, for one that was rotated
     */
    public record Key(
            String scheme,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String publicKey,

            @Nullable Instant until) {

        static Key of(KeyRing.Entry entry) {
            return new Key(
                    entry.key().scheme(),
                    entry.key().publicKey().orElse(null),
                    entry.until().orElse(null));
        }
    }

    static SubscriptionView of(SubscriptionEntity row, Vault vault) {
        try {
            return of(row, row.secrets(vault), null);
        } catch (IllegalStateException sealed) {
            // One row that does not open is no reason to hide the others.
            return of(row, EndpointSecrets.NONE, null);
        }
    }

    static SubscriptionView withSecret(SubscriptionEntity row, Vault vault) {
        EndpointSecrets secrets = row.secrets(vault);
        return of(row, secrets, secrets.keys().entries().get(0).key().secret().orElse(null));
    }

    private static SubscriptionView of(SubscriptionEntity row, EndpointSecrets secrets, @Nullable String secret) {
        Map<String, String> headers = new TreeMap<>();
        secrets.headers().values().keySet().forEach(name -> headers.put(name, EndpointDraft.KEPT));
        return new SubscriptionView(
                row.id(),
                row.accountId(),
                row.name(),
                row.url(),
                row.filter(),
                row.types(),
                row.enabled(),
                row.stateReason(),
                secret,
                secrets.keys().at(Instant.now()).stream().map(Key::of).toList(),
                headers,
                Endpoint.content(row.content(), row.url()).wireName(),
                row.language(),
                row.expiresAfter() == null ? null : row.expiresAfter().toString(),
                secrets.channelSecret().isPresent() ? EndpointDraft.KEPT : null,
                row.version(),
                row.createdAt(),
                row.updatedAt(),
                row.handshake(),
                row.agreedAt(),
                row.allowedRate(),
                row.maxPerMinute());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SubscriptionView[id=" + id + ", version=" + version + "]";
    }
}
