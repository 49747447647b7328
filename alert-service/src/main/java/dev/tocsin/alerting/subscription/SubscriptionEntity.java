package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.EndpointSecrets;
import dev.tocsin.alerting.webhook.Handshake;
import dev.tocsin.alerting.webhook.Handshake.Agreed;
import dev.tocsin.alerting.webhook.Handshake.Declined;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Row of {@code alerts.subscription}. */
@Entity(name = "Subscription")
@Table(schema = "alerts", name = "subscription")
public class SubscriptionEntity {
    private static final String NOT_AGREED = "the endpoint has not agreed to be rung: ";

    @Id
    private String id = "";

    @Column(name = "account_id", updatable = false)
    private String accountId = "";

    private String name = "";
    private String url = "";
    private String host = "";

    private byte @Nullable [] secrets;
    private @Nullable String content;
    private String language = "en";

    @Column(name = "expires_after_s")
    private @Nullable Long expiresAfterSeconds;

    private String[] categories = {};
    private String[] jurisdictions = {};
    private String[] actors = {};

    @Column(name = "actor_keys")
    private String[] actorKeys = {};

    private String[] statuses = {};
    private String[] languages = {};
    private String[] words = {};
    private String[] types = {};

    @Column(name = "min_confidence")
    private double minConfidence;

    private boolean enabled;

    @Column(name = "state_reason")
    private @Nullable String stateReason;

    private String handshake = HandshakeMode.OFF.wireName();

    @Column(name = "agreed_at")
    private @Nullable Instant agreedAt;

    @Column(name = "allowed_rate")
    private @Nullable Integer allowedRate;

    @Column(name = "max_per_minute")
    private @Nullable Integer maxPerMinute;

    private int version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    protected SubscriptionEntity() {}

    SubscriptionEntity(String id, String accountId, SubscriptionDraft draft, byte[] secrets, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.createdAt = now;
        change(draft, secrets, now);
    }

    /** Takes over what the client decided; enabling forgets why it was disabled. */
    final void change(SubscriptionDraft draft, byte[] sealed, Instant now) {
        EndpointDraft endpoint = draft.endpoint();
        secrets = sealed;
        content = endpoint.content();
        language = endpoint.language();
        expiresAfterSeconds =
                endpoint.expiresAfter() == null ? null : endpoint.expiresAfter().toSeconds();
        SubscriptionFilter filter = draft.filter();
        if (!url.equals(draft.url()) || draft.handshake() == HandshakeMode.OFF) {
            agreedAt = null;
            allowedRate = null;
        }
        handshake = draft.handshake().wireName();
        maxPerMinute = draft.maxPerMinute();
        name = draft.name();
        url = draft.url();
        Endpoint.content(content, url).perMinute().ifPresent(rate -> allowedRate = rate);
        host = draft.target().hostAndPort();
        categories = array(filter.categories());
        jurisdictions = array(filter.jurisdictions());
        actors = array(filter.actors());
        actorKeys = array(filter.actorKeys());
        statuses = array(filter.statuses());
        languages = array(filter.languages());
        words = array(filter.words());
        minConfidence = filter.minConfidence();
        types = array(draft.types());
        if (enabled != draft.enabled()) {
            stateReason = draft.enabled() ? null : "disabled by its owner";
        }
        enabled = draft.enabled();
        version++;
        updatedAt = now;
    }

    void rotate(byte[] sealed, Instant now) {
        secrets = sealed;
        version++;
        updatedAt = now;
    }

    /** Takes over what the endpoint said; where it has to agree, this is what enables or disables. */
    void answered(Handshake answer, Instant now) {
        boolean waits = stateReason != null && stateReason.startsWith(NOT_AGREED);
        boolean required = handshake.equals(HandshakeMode.REQUIRED.wireName());
        agreedAt = answer instanceof Agreed ? now : null;
        allowedRate = answer instanceof Agreed agreed ? agreed.perMinute().orElse(null) : null;
        if (agreedAt != null && waits) {
            enabled = true;
            stateReason = null;
        } else if (answer instanceof Declined declined && required && (enabled || waits)) {
            enabled = false;
            stateReason = NOT_AGREED + declined.reason();
        }
    }

    /** As {@link #answered}, of itself: a new version, since the endpoint is another from now on. */
    void answeredAnew(Handshake answer, Instant now) {
        answered(answer, now);
        version++;
        updatedAt = now;
    }

    void delete(Instant now) {
        deletedAt = now;
        updatedAt = now;
        version++;
    }

    /** What the audit log tells of. */
    Map<String, @Nullable Object> properties() {
        return SubscriptionProperties.of(this, secrets);
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

    String host() {
        return host;
    }

    SubscriptionFilter filter() {
        return new SubscriptionFilter(
                List.of(categories),
                List.of(jurisdictions),
                List.of(actors),
                List.of(statuses),
                List.of(languages),
                List.of(words),
                minConfidence);
    }

    EndpointSecrets secrets(Vault vault) {
        return EndpointSecrets.open(id, secrets, vault);
    }

    /** What its owner chose; null: nothing. */
    @Nullable String content() {
        return content;
    }

    String language() {
        return language;
    }

    @Nullable Duration expiresAfter() {
        return expiresAfterSeconds == null ? null : Duration.ofSeconds(expiresAfterSeconds);
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

    String handshake() {
        return handshake;
    }

    @Nullable Instant agreedAt() {
        return agreedAt;
    }

    @Nullable Integer allowedRate() {
        return allowedRate;
    }

    @Nullable Integer maxPerMinute() {
        return maxPerMinute;
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

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
