package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.EndpointSecrets;
import dev.tocsin.alerting.webhook.KeyRing;
import dev.tocsin.alerting.webhook.SigningKey;
import dev.tocsin.alerting.webhook.WebhookConfig;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A new signing key in place of the old one, without a message that its receiver could not verify. */
@Path("/v1/subscriptions/{id}/secret/rotate")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
public class SecretResource {

    private final SubscriptionRepository subscriptions;
    private final Vault vault;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration overlap;

    public SecretResource(
            SubscriptionRepository subscriptions,
            Vault vault,
            SecureRandom random,
            Clock clock,
            WebhookConfig webhooks) {
        this.subscriptions = subscriptions;
        this.vault = vault;
        this.random = random;
        this.clock = clock;
        this.overlap = webhooks.rotationOverlap();
    }

    @POST
    @Operation(
            operationId = "rotateSecret",
            summary = "Rotate the signing key",
            description =
                    "The answer shows the new secret, once, or the public key for the scheme v1a. The scheme stays what"
                            + " it is unless another is asked for. For the overlap, 24 hours unless the request shortens it,"
                            + " every message carries the signatures of both keys, the new one first, also a try that repeats"
                            + " an older one; then only the new key signs. At most two old keys sign at a time. If a key has"
                            + " leaked, an overlap of PT0S ends all old ones at once.")
    public Uni<SubscriptionView> rotate(
            @PathParam("id") String id, @Nullable RotationRequest request, @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        RotationRequest wish = request == null ? new RotationRequest(null, null, null) : request;
        Duration still = SubscriptionResource.checked(() -> overlap(wish));
        return subscriptions
                .find(caller, id)
                .map(found -> found.orElseThrow(Problem.no("subscription")))
                .chain(row -> {
                    EndpointSecrets present = row.secrets(vault);
                    EndpointSecrets secrets = rotated(present, next(wish, present), still);
                    return subscriptions.rotate(caller, id, row.version(), secrets.sealed(id, vault), now());
                })
                .map(changed -> changed.orElseThrow(
                        Problem.of(ProblemType.CONFLICT, "Someone else changed it: read it again.")))
                .map(row -> SubscriptionView.withSecret(row, vault));
    }

    private SigningKey next(RotationRequest wish, EndpointSecrets present) {
        String usual = present.keys().entries().stream()
                .findFirst()
                .map(newest -> newest.key().scheme())
                .orElse(SigningKey.SCHEMES.get(0));
        return SubscriptionResource.checked(() -> SigningDraft.of(wish.secret(), wish.scheme(), usual))
                .key(random);
    }

    private EndpointSecrets rotated(EndpointSecrets present, SigningKey next, Duration still) {
        if (present.keys().at(now()).stream().anyMatch(entry -> entry.key().equals(next))) {
            throw new Problem(ProblemType.KNOWN_SECRET, "This secret signs already: a new one is wanted.");
        }
        KeyRing keys = present.keys()
                .rotated(next, now(), still)
                .orElseThrow(() -> new Problem(
                        ProblemType.TOO_MANY_SECRETS,
                        KeyRing.MOST_OLD + " old keys still sign, the oldest until "
                                + present.keys()
                                        .firstEnd()
                                        .map(Instant::toString)
                                        .orElse("now")
                                + ": wait for it, or end them all at once with {\"overlap\": \"PT0S\"}."));
        return present.with(keys);
    }

    private Duration overlap(RotationRequest wish) throws InvalidSubscription {
        try {
            Duration given = wish.overlap() == null ? overlap : Duration.parse(wish.overlap());
            if (!given.isNegative() && given.compareTo(overlap) <= 0) {
                return given;
            }
        } catch (DateTimeParseException noDuration) {
            // As useless as one out of bounds.
        }
        throw new InvalidSubscription(
                "overlap", "is no ISO 8601 duration between PT0S, which ends the old key at once, and " + overlap);
    }

    /** To the database's precision. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
