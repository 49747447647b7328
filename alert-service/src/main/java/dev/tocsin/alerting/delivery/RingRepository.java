package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.EndpointReader;
import dev.tocsin.alerting.webhook.WebhookMessage;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads where claims go and what they say, each endpoint and each version of an alert once for all claims that share it,
 * and keeps what it loaded last. To be used by one event loop.
 */
@Singleton
public class RingRepository {

    private static final Logger LOG = Logger.getLogger(RingRepository.class);

    /** A few hundred bytes each. */
    private static final int MOST_ENDPOINTS = 20_000;
    /** Up to 20 kB each. */
    static final int MOST_MESSAGES = 500;

    private static final Duration PAUSE_FOR_US = Duration.ofMinutes(1);

    private static final String ENDPOINTS =
            "select id, version, url, secrets, content, language from alerts.subscription where id = any($1)";

    private static final String VERSIONS = """
            select v.alert_id, v.version, v.created_at, v.body::text, v.traceparent
            from unnest($1::text[], $2::int[]) as n(alert_id, version)
            join alerts.alert_version v on v.alert_id = n.alert_id and v.version = n.version
            """;

    private final Pool pool;
    private final EndpointReader reader;
    private final Map<String, Endpoint> endpoints = new Kept<>(MOST_ENDPOINTS);
    private final Map<Said, Rendered> messages = new Kept<>(MOST_MESSAGES);

    public RingRepository(@ReactiveDataSource("queue") Pool pool, EndpointReader reader) {
        this.pool = pool;
        this.reader = reader;
    }

    /** What a message says and looks like: the same to all that it goes to, but for what is their own. */
    private record Said(Version version, String type, Content content, Language language) {
        static Said by(Claim claim, Endpoint endpoint) {
            Content content = endpoint.content();
            return new Said(
                    Version.of(claim), claim.type(), content, content.isChat() ? endpoint.language() : Language.EN);
        }
    }

    private record Version(String alertId, int number) {
        static Version of(Claim claim) {
            return new Version(Objects.requireNonNull(claim.alertId()), claim.alertVersion());
        }
    }

    /** A version of an alert as it is stored. */
    private record Stored(
            Instant createdAt, String body, @Nullable String traceparent) {}

    /** What is sent of it, and the trace that it belongs to. */
    private record Rendered(byte[] body, @Nullable String traceparent) {}

    /**
     * What came of loading.
     *
     * @param unsendable why some of the claims can never be sent
     * @param later those that something of ours stands in the way of
     */
    record Loaded(List<Ring> rings, Map<Claim, String> unsendable, List<Settlement> later) {}

    /** On the loop of its caller, if that is where it is subscribed to. */
    Uni<Loaded> load(List<Claim> claims) {
        Set<String> unknown = new HashSet<>();
        for (Claim claim : claims) {
            Endpoint known = endpoints.get(claim.subscriptionId());
            if (known == null || known.version() < claim.version()) {
                unknown.add(claim.subscriptionId());
            }
        }
        return endpoints(unknown).chain(fresh -> {
            // Held for this batch, which may be larger than what is kept.
            Map<Said, Rendered> said = new HashMap<>();
            return versions(unsaid(claims, fresh, said)).map(stored -> rings(claims, fresh, said, stored));
        });
    }

    private Uni<Map<String, Endpoint>> endpoints(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(ENDPOINTS)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Endpoint> found = new LinkedHashMap<>();
                    rows.forEach(row -> endpoint(row).ifPresent(read -> found.put(row.getString(0), read)));
                    return found;
                });
    }

    private List<Version> unsaid(List<Claim> claims, Map<String, Endpoint> fresh, Map<Said, Rendered> known) {
        Set<Version> unsaid = new LinkedHashSet<>();
        for (Claim claim : claims) {
            Endpoint endpoint = endpoint(claim, fresh);
            if (claim.alertId() != null && endpoint != null) {
                Said said = Said.by(claim, endpoint);
                Rendered kept = messages.get(said);
                if (kept == null) {
                    unsaid.add(Version.of(claim));
                } else {
                    known.put(said, kept);
                }
            }
        }
        return List.copyOf(unsaid);
    }

    private Uni<Map<Version, Stored>> versions(List<Version> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(
                        wanted.stream().map(Version::alertId).toArray(String[]::new),
                        wanted.stream().map(Version::number).toArray(Integer[]::new)))
                .map(rows -> {
                    Map<Version, Stored> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new Version(row.getString(0), row.getInteger(1)),
                            new Stored(row.getOffsetDateTime(2).toInstant(), row.getString(3), row.getString(4))));
                    return found;
                });
    }

    private Loaded rings(
            List<Claim> claims, Map<String, Endpoint> fresh, Map<Said, Rendered> said, Map<Version, Stored> stored) {
        Loaded loaded = new Loaded(new ArrayList<>(claims.size()), new LinkedHashMap<>(), new ArrayList<>());
        endpoints.putAll(fresh);
        for (Claim claim : claims) {
            try {
                Endpoint endpoint = Objects.requireNonNull(endpoint(claim, fresh), "The endpoint cannot be read");
                if (endpoint.keys().entries().isEmpty()) {
                    throw new IllegalStateException("The signing key cannot be read: is the master key the right one?");
                }
                Rendered message = rendered(claim, endpoint, said, stored);
                loaded.rings()
                        .add(new Ring(
                                claim,
                                endpoint,
                                WebhookMessage.of(claim.messageId(), message.body()),
                                message.traceparent()));
            } catch (IllegalArgumentException unsendable) {
                loaded.unsendable().put(claim, String.valueOf(unsendable.getMessage()));
            } catch (RuntimeException ours) {
                // Nothing that the endpoint could help, so it costs it no try.
                LOG.errorf("Not sendable now messageId=%s cause=%s", claim.messageId(), ours);
                loaded.later().add(Settlement.postponed(claim, PAUSE_FOR_US));
            }
        }
        return loaded;
    }

    private @Nullable Endpoint endpoint(Claim claim, Map<String, Endpoint> fresh) {
        Endpoint loaded = fresh.get(claim.subscriptionId());
        return loaded == null ? endpoints.get(claim.subscriptionId()) : loaded;
    }

    private Rendered rendered(Claim claim, Endpoint endpoint, Map<Said, Rendered> known, Map<Version, Stored> stored) {
        if (claim.body() != null) {
            return new Rendered(
                    endpoint.content().render(endpoint.language(), claim.type(), claim.createdAt(), claim.body()),
                    null);
        }
        return known.computeIfAbsent(Said.by(claim, endpoint), said -> {
            Stored version = stored.get(said.version());
            if (version == null) {
                throw new IllegalStateException("The version of the alert is not stored");
            }
            Rendered made = new Rendered(
                    said.content().render(said.language(), said.type(), version.createdAt(), version.body()),
                    version.traceparent());
            messages.put(said, made);
            return made;
        });
    }

    private Optional<Endpoint> endpoint(Row row) {
        try {
            return Optional.of(read(row));
        } catch (RuntimeException unreadable) {
            LOG.errorf("Endpoint not read subscriptionId=%s cause=%s", row.getString(0), unreadable);
            return Optional.empty();
        }
    }

    private Endpoint read(Row row) {
        return reader.read(
                row.getString(0),
                row.getInteger(1),
                row.getString(2),
                Optional.ofNullable(row.getBuffer(3)).map(Buffer::getBytes).orElse(null),
                row.getString(4),
                row.getString(5));
    }
}
