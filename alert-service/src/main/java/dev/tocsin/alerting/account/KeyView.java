package dev.tocsin.alerting.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is listed.
 *
 * @param lastUsedAt to the minute
 * @param previousUntil how long the secret before the last rotation stays good; null where none does
 */
public record KeyView(
        String id,
        String name,
        String prefix,
        Role role,
        List<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant previousUntil,
        @Nullable Instant revokedAt) {

    /** A key that was just made or rotated: the only answer that shows it. */
    public record CreatedKey(
            String id,
            String name,
            String key,
            String prefix,
            Role role,
            List<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant previousUntil) {}

    /** All keys of an account. */
    public record KeyList(List<KeyView> data) {}

    static KeyView of(ApiKeyEntity row) {
        return new KeyView(
                row.id(),
                row.name(),
                row.prefix(),
                row.role(),
                List.copyOf(row.scopes()),
                row.createdAt(),
                row.expiresAt(),
                row.lastUsedAt(),
                row.rotatedAt(),
                row.previousUntil(),
                row.revokedAt());
    }

    static CreatedKey created(ApiKeyEntity row, ApiKey key) {
        return new CreatedKey(
                row.id(),
                row.name(),
                key.reveal(),
                key.prefix(),
                row.role(),
                List.copyOf(row.scopes()),
                row.createdAt(),
                row.expiresAt(),
                row.previousUntil());
    }

    static KeyList list(List<ApiKeyEntity> rows) {
        return new KeyList(rows.stream().map(KeyView::of).toList());
    }
}
