package dev.tocsin.alerting.account;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Row of {@code alerts.api_key}: all of a key but the key itself, of which only the SHA-256 is kept. */
@Entity(name = "ApiKey")
@Table(schema = "alerts", name = "api_key")
public class ApiKeyEntity {
    @Id
    private String id = "";

    @Column(name = "account_id", updatable = false)
    private String accountId = "";

    private String name = "";
    private String prefix = "";
    private byte[] hash = {};

    @Convert(converter = RoleText.class)
    private Role role = Role.READER;

    private String @Nullable [] scopes;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    /** Written by the statement that looks for keys, and by nothing else. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "rotated_at")
    private @Nullable Instant rotatedAt;

    @Column(name = "previous_hash")
    private byte @Nullable [] previousHash;

    @Column(name = "previous_until")
    private @Nullable Instant previousUntil;

    protected ApiKeyEntity() {}

    /** A new key's row. */
    public ApiKeyEntity(
            String id,
            String accountId,
            String name,
            ApiKey key,
            Role role,
            Set<Scope> scopes,
            @Nullable Instant expiresAt,
            Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        this.prefix = key.prefix();
        this.hash = key.hash();
        this.role = role;
        this.scopes = scopes.equals(role.scopes())
                ? null
                : scopes.stream().sorted().map(Scope::wireName).toArray(String[]::new);
        this.expiresAt = expiresAt;
        this.createdAt = createdAt;
    }

    /** Ends the key; a key that has ended already keeps its first time. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    void rename(String newName) {
        name = newName;
    }

    /** From now on another secret; this one stays good for the overlap, the one before it ends. */
    void rotate(ApiKey next, Duration overlap, Instant now) {
        previousHash = overlap.isZero() ? null : hash;
        previousUntil = overlap.isZero() ? null : now.plus(overlap);
        hash = next.hash();
        prefix = next.prefix();
        rotatedAt = now;
    }

    /** Whether it still opens the door. */
    boolean isLive(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** What the audit log tells of. */
    Map<String, @Nullable Object> properties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("name", name);
        properties.put("role", role.wireName());
        properties.put("scopes", scopes().stream().map(Scope::wireName).toList());
        properties.put("expiresAt", expiresAt);
        return properties;
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

    public Role role() {
        return role;
    }

    /** In their own order. */
    public Set<Scope> scopes() {
        return scopes(role, scopes);
    }

    /** What a row's columns mean; a scope that its role has lost since is lost to the key too. */
    static Set<Scope> scopes(Role role, String @Nullable [] stored) {
        if (stored == null) {
            return role.scopes();
        }
        EnumSet<Scope> some = Arrays.stream(stored)
                .map(Scope::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        some.retainAll(role.scopes());
        return Collections.unmodifiableSet(some);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    public @Nullable Instant rotatedAt() {
        return rotatedAt;
    }

    public @Nullable Instant previousUntil() {
        return previousUntil;
    }

    /** Lower case in the database, as on the wire. */
    static class RoleText implements AttributeConverter<Role, String> {
        @Override
        public String convertToDatabaseColumn(Role role) {
            return role.wireName();
        }

        @Override
        public Role convertToEntityAttribute(String text) {
            return Role.of(text);
        }
    }
}
