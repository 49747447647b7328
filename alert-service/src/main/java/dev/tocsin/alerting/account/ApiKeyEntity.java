package dev.tocsin.alerting.account;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Row of {@code alerts.api_key}: all of a key but the key itself, of which only the SHA-256 is kept. */
@Entity(name = "ApiKey")
@Table(schema = "alerts", name = "api_key")
public class ApiKeyEntity {
    @Id
    private String id = "";

    @Column(name = "account_id")
    private String accountId = "";

    private String name = "";
    private String prefix = "";
    private byte[] hash = {};

    @Convert(converter = RoleText.class)
    private Role role = Role.READER;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    protected ApiKeyEntity() {}

    /** A new key's row. */
    public ApiKeyEntity(String id, String accountId, String name, ApiKey key, Role role, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        this.prefix = key.prefix();
        this.hash = key.hash();
        this.role = role;
        this.createdAt = createdAt;
    }

    /** Ends the key; a key that has ended already keeps its first time. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    public String id() {
        return id;
    }

    public String accountId() {
        return accountId;
    }

    public String name() {
        return name;
    }

    public String prefix() {
        return prefix;
    }

    public byte[] hash() {
        return hash.clone();
    }

    public Role role() {
        return role;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    /** Lower case in the database, as on the wire. */
    static class RoleText implements AttributeConverter<Role, String> {
        @Override
        public String convertToDatabaseColumn(Role role) {
            return role.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Role convertToEntityAttribute(String text) {
            return Role.valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
