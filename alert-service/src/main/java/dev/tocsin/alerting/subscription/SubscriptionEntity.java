package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.webhook.SigningSecret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Row of {@code alerts.subscription}. */
@Entity(name = "Subscription")
@Table(schema = "alerts", name = "subscription")
public class SubscriptionEntity {
    @Id
    private String id = "";

    @Column(name = "account_id", updatable = false)
    private String accountId = "";

    private String name = "";
    private String url = "";

    @Column(updatable = false)
    private byte[] secret = {};

    private String[] categories = {};
    private String[] jurisdictions = {};
    private String[] actors = {};

    @Column(name = "actor_keys")
    private String[] actorKeys = {};

    private String[] statuses = {};
    private String[] languages = {};
    private String[] types = {};

    @Column(name = "min_confidence")
    private double minConfidence;

    private boolean enabled;

    @Column(name = "state_reason")
    private @Nullable String stateReason;

    private int version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    protected SubscriptionEntity() {}

    SubscriptionEntity(String id, String accountId, SubscriptionDraft draft, SigningSecret secret, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.secret = secret.key();
        this.createdAt = now;
        change(draft, now);
    }

    /** Takes over what the client decided; enabling forgets why it was disabled. */
    final void change(SubscriptionDraft draft, Instant now) {
        SubscriptionFilter filter = draft.filter();
        name = draft.name();
        url = draft.url();
        categories = array(filter.categories());
        jurisdictions = array(filter.jurisdictions());
        actors = array(filter.actors());
        actorKeys = array(filter.actorKeys());
        statuses = array(filter.statuses());
        languages = array(filter.languages());
        minConfidence = filter.minConfidence();
        types = array(draft.types());
        if (enabled != draft.enabled()) {
            stateReason = draft.enabled() ? null : "disabled by its owner";
        }
        enabled = draft.enabled();
        version++;
        updatedAt = now;
    }

    void delete(Instant now) {
        deletedAt = now;
        updatedAt = now;
        version++;
    }

    String id() {
        return id;
    }

    String accountId() {
        return accountId;
    }

    String name() {
        return name;
    }

    String url() {
        return url;
    }

    SubscriptionFilter filter() {
        return new SubscriptionFilter(
                List.of(categories),
                List.of(jurisdictions),
                List.of(actors),
                List.of(statuses),
                List.of(languages),
                minConfidence);
    }

    List<String> types() {
        return List.of(types);
    }

    boolean enabled() {
        return enabled;
    }

    @Nullable String stateReason() {
        return stateReason;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    boolean deleted() {
        return deletedAt != null;
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
