package dev.tocsin.alerting.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Row of {@code alerts.account}: the tenant that owns subscriptions and API keys. */
@Entity(name = "Account")
@Table(schema = "alerts", name = "account")
public class AccountEntity {
    @Id
    private String id = "";

    private String name = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "state_reason")
    private @Nullable String stateReason;

    protected AccountEntity() {}

    public AccountEntity(String id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** Its keys end and its subscriptions no longer ring; one that is closed already keeps its first time and reason. */
    public void close(String reason, Instant now) {
        if (closedAt == null) {
            closedAt = now;
            stateReason = reason;
        }
    }

    /** As before it was closed. */
    public void reopen() {
        closedAt = null;
        stateReason = null;
    }

    public boolean closed() {
        return closedAt != null;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public @Nullable String stateReason() {
        return stateReason;
    }
}
