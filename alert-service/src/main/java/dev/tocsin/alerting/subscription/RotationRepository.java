package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.EndpointSecrets;
import dev.tocsin.alerting.webhook.KeyRing;
import dev.tocsin.alerting.webhook.SigningKey;
import dev.tocsin.alerting.webhook.WebhookConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Puts a new signing key in place of the old one, whoever asks for it: the API or the page. */
@Singleton
public class RotationRepository {

    private final SubscriptionRepository subscriptions;
    private final Vault vault;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration overlap;

    public RotationRepository(
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

    /** The answer shows the new secret. */
    public Uni<SubscriptionView> rotate(String id, @Nullable RotationRequest request, Caller caller) {
        RotationRequest wish = request == null ? new RotationRequest(null, null, null) : request;
        Duration still = OwnerRepository.checked(() -> overlap(wish));
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
        return OwnerRepository.checked(() -> SigningDraft.of(wish.secret(), wish.scheme(), usual))
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
