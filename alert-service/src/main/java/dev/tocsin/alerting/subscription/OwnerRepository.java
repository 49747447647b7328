package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.AddressGuard;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.Handshake;
import dev.tocsin.alerting.webhook.HandshakeClient;
import dev.tocsin.alerting.webhook.WebhookClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an owner may do with subscriptions, whoever asks for it: the API or the page. */
@Singleton
public class OwnerRepository {

    private static final String FULL =
            "An account may have up to " + SubscriptionRepository.MOST_PER_ACCOUNT + " subscriptions.";

    private final SubscriptionRepository subscriptions;
    private final WebhookClient webhooks;
    private final HandshakeClient handshakes;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random;
    private final Vault vault;

    public OwnerRepository(
            SubscriptionRepository subscriptions,
            WebhookClient webhooks,
            HandshakeClient handshakes,
            Vertx vertx,
            Clock clock,
            Ids ids,
            SecureRandom random,
            Vault vault) {
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
        this.handshakes = handshakes;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.vault = vault;
    }

    /** Makes a subscription; the answer shows its secret. */
    public Uni<SubscriptionView> create(@Nullable SubscriptionRequest request, Caller caller) {
        SubscriptionDraft draft = checked(() -> SubscriptionDraft.of(request));
        String id = ids.next("sub");
        byte[] secrets = checked(() -> draft.endpoint().secrets(random)).sealed(id, vault);
        return vetted(draft)
                .map(allowed -> new SubscriptionEntity(id, caller.accountId(), allowed, secrets, now()))
                .call(row -> asked(draft, draft.handshake() != HandshakeMode.OFF)
                        .invoke(answer -> answer.ifPresent(said -> row.answered(said, row.createdAt()))))
                .call(row -> subscriptions
                        .add(caller, row)
                        .invoke(added -> conflictUnless(added, ProblemType.TOO_MANY_SUBSCRIPTIONS, FULL)))
                .map(row -> SubscriptionView.withSecret(row, vault));
    }

    public Uni<SubscriptionView> get(String id, Caller caller) {
        return own(id, caller).map(this::view);
    }

    /** Newest first, as many as an account may have; of all accounts to the operator. */
    public Uni<List<SubscriptionView>> all(Caller caller) {
        return subscriptions
                .newest(caller, Optional.empty(), SubscriptionRepository.MOST_PER_ACCOUNT)
                .map(rows -> rows.stream().map(this::view).toList());
    }

    /** @param patch a JSON Merge Patch (RFC 7396) of what is shown */
    public Uni<SubscriptionView> change(String id, @Nullable JsonNode patch, Caller caller) {
        return change(id, patch, caller, view -> true);
    }

    /** @param asRead whether it still is what the caller has read */
    Uni<SubscriptionView> change(
            String id, @Nullable JsonNode patch, Caller caller, Predicate<SubscriptionView> asRead) {
        return own(id, caller)
                .invoke(row -> conflictUnless(
                        asRead.test(view(row)),
                        ProblemType.PRECONDITION_FAILED,
                        "Someone changed it since you have read it: read it again."))
                .chain(row -> vettedIfNew(
                                row,
                                checked(() -> SubscriptionDraft.of(
                                        new SubscriptionPatch(patch).applyTo(view(row), row.content()))))
                        .chain(draft -> asked(draft, HandshakeMode.hasToAsk(row, draft))
                                .chain(answer -> subscriptions.change(
                                        caller, id, row.version(), draft, sealed(row, draft), answer, now()))))
                .invoke(changed -> conflictUnless(
                        changed.isPresent(), ProblemType.CONFLICT, "Someone else changed it: read it again."))
                .map(Optional::orElseThrow)
                .invoke(this::ring)
                .map(this::view);
    }

    /** Pending deliveries are cancelled. */
    public Uni<Void> delete(String id, Caller caller) {
        return subscriptions
                .delete(caller, id, now())
                .invoke(found -> {
                    if (!found) {
                        throw Problem.no("subscription").get();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<SubscriptionEntity> own(String id, Caller caller) {
        return subscriptions.find(caller, id).map(found -> found.orElseThrow(Problem.no("subscription")));
    }

    /**
     * The same words for a private address, a name that leads to one and a name that leads nowhere: they tell nothing
     * about our network.
     */
    private Uni<SubscriptionDraft> vetted(SubscriptionDraft draft) {
        return webhooks.vet(draft.target()).map(verdict -> {
            if (verdict instanceof AddressGuard.Allowed) {
                return draft;
            }
            String reason =
                    verdict instanceof AddressGuard.Refused refused ? refused.reason() : AddressGuard.NOT_ALLOWED;
            String hint = reason.equals(AddressGuard.NOT_ALLOWED)
                    ? ". The host must resolve to public addresses, or to a range that the operator allows."
                    : "";
            throw invalid(new InvalidSubscription("url", reason + hint));
        });
    }

    /** Who stops ringing an endpoint, or renames it, need not have one that answers. */
    private Uni<SubscriptionDraft> vettedIfNew(SubscriptionEntity row, SubscriptionDraft draft) {
        boolean rings = draft.enabled() && !row.enabled();
        return rings || !row.url().equals(draft.url())
                ? vetted(draft)
                : Uni.createFrom().item(draft);
    }

    private byte[] sealed(SubscriptionEntity row, SubscriptionDraft draft) {
        boolean sameHost =
                Endpoint.target(row.url()).filter(draft.target()::sameHost).isPresent();
        return checked(() -> draft.endpoint().secrets(row.secrets(vault), sameHost))
                .sealed(row.id(), vault);
    }

    /** What the endpoint says to the handshake, if it is to be asked. */
    private Uni<Optional<Handshake>> asked(SubscriptionDraft draft, boolean needed) {
        return needed
                ? handshakes.ask(draft.target(), draft.maxPerMinute()).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private SubscriptionView view(SubscriptionEntity row) {
        return SubscriptionView.of(row, vault);
    }

    private void ring() {
        vertx.eventBus().publish(DeliveryDispatcher.DUE, "");
    }

    /** To the database's precision, so that what is answered now is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void conflictUnless(boolean fine, ProblemType type, String detail) {
        if (!fine) {
            throw new Problem(type, detail);
        }
    }

    /** What somebody typed, or the answer that names what is wrong with it. */
    static <T> T checked(Typed<T> typed) {
        try {
            return typed.read();
        } catch (InvalidSubscription e) {
            throw invalid(e);
        }
    }

    static Problem invalid(InvalidSubscription e) {
        return new Problem(ProblemType.INVALID_SUBSCRIPTION, e.detail()).with("property", e.property());
    }
}
