package dev.tocsin.alerting.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of {@code alerts.account}: the tenant that owns subscriptions and API keys. */
@Entity(name = "Account")
@Table(schema = "alerts", name = "account")
public class AccountEntity {
    @Id
    private String id = "";

    private String name = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    protected AccountEntity() {}

    public AccountEntity(String id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
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
}
