package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.Handshake;
import dev.tocsin.alerting.webhook.Handshake.Declined;
import dev.tocsin.alerting.webhook.HandshakeClient;
import dev.tocsin.alerting.webhook.WebhookUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks a subscription's endpoint once more whether it wants to be rung. */
@Path("/v1/subscriptions/{id}/handshake")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
public class HandshakeResource {

    private final SubscriptionRepository subscriptions;
    private final HandshakeClient handshakes;
    private final Vertx vertx;
    private final Clock clock;
    private final Vault vault;

    public HandshakeResource(
            SubscriptionRepository subscriptions, HandshakeClient handshakes, Vertx vertx, Clock clock, Vault vault) {
        this.subscriptions = subscriptions;
        this.handshakes = handshakes;
        this.vertx = vertx;
        this.clock = clock;
        this.vault = vault;
    }

    /** @param reason why it has not agreed */
    @Schema(name = "HandshakeAnswer")
    public record Answer(
            boolean agreed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,

            SubscriptionView subscription) {}

    @POST
    @Weight(10)
    @Operation(
            operationId = "shakeHands",
            summary = "Ask the endpoint whether it wants to be rung",
            description = "Sends OPTIONS with WebHook-Request-Origin, and with WebHook-Request-Rate if the subscription"
                    + " has maxPerMinute. The endpoint agrees by 200 or 204 with WebHook-Allowed-Origin; a"
                    + " WebHook-Allowed-Rate becomes the allowedRate. A subscription that waits for its required"
                    + " handshake is enabled by it, one that no longer has it is disabled. A permission that is given"
                    + " later by a callback is not offered: ask again instead.")
    public Uni<Answer> ask(@PathParam("id") String id, @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return subscriptions.find(caller, id).chain(found -> {
            SubscriptionEntity row = found.orElseThrow(Problem.no("subscription"));
            if (row.handshake().equals(HandshakeMode.OFF.wireName())) {
                throw new Problem(ProblemType.HANDSHAKE_OFF, "Set handshake to optional or required first.");
            }
            return handshakes.ask(target(row), row.maxPerMinute()).chain(answer -> kept(caller, row, answer));
        });
    }

    private static WebhookUrl target(SubscriptionEntity row) {
        return Endpoint.target(row.url())
                .orElseThrow(Problem.of(
                        ProblemType.UNUSABLE_URL, "The url is none that may be a target any more: set another."));
    }

    private Uni<Answer> kept(Caller caller, SubscriptionEntity asked, Handshake answer) {
        return subscriptions
                .answered(
                        caller,
                        asked.id(),
                        asked.version(),
                        answer,
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .map(changed -> changed.orElseThrow(
                        Problem.of(ProblemType.CONFLICT, "Someone changed the subscription meanwhile: ask again.")))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .map(row -> new Answer(
                        row.agreedAt() != null,
                        answer instanceof Declined declined ? declined.reason() : null,
                        SubscriptionView.of(row, vault)));
    }
}
