package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.webhook.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API shows it.
 *
 * @param types of the messages that it receives
 * @param stateReason why it is disabled
 * @param secret only in the answer to its creation
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
        int version,
        Instant createdAt,
        Instant updatedAt) {

    static SubscriptionView of(SubscriptionEntity row) {
        return of(row, null);
    }

    static SubscriptionView withSecret(SubscriptionEntity row, SigningSecret secret) {
        return of(row, secret.reveal());
    }

    private static SubscriptionView of(SubscriptionEntity row, @Nullable String secret) {
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
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SubscriptionView[id=" + id + ", version=" + version + "]";
    }
}
