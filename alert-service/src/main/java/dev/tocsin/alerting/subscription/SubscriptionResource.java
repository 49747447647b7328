package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
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
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions, to be made and changed by their account. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
public class SubscriptionResource {

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
    private final ObjectMapper json;

    public SubscriptionResource(
            SubscriptionRepository subscriptions,
            WebhookClient webhooks,
            HandshakeClient handshakes,
            Vertx vertx,
            Clock clock,
            Ids ids,
            SecureRandom random,
            Vault vault,
            ObjectMapper json) {
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
        this.handshakes = handshakes;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.vault = vault;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSubscription",
            summary = "Subscribe an endpoint to alerts",
            description = "The answer shows the signing secret, once, or the public key for the scheme v1a. The types"
                    + " choose which messages come: alert.raised, alert.corroborated, alert.updated, alert.merged,"
                    + " alert.retracted. Left out, they are alert.raised, alert.updated and alert.retracted. Of the"
                    + " account's other subscriptions they may name endpoint.failing, endpoint.disabled,"
                    + " endpoint.recovered and delivery.failed, to which no filter applies. The content is envelope,"
                    + " cloudevents, slack, discord, teams, telegram, feishu, dingtalk or wecom; left out, the URL's host"
                    + " decides. A test"
                    + " message always comes. With a handshake the endpoint is asked first (OPTIONS, CloudEvents webhook"
                    + " section 4), for a rate too; where it is required and not given, the subscription is made but"
                    + " disabled, and stateReason says what was missing.")
    @APIResponseSchema(
            value = SubscriptionView.class,
            responseCode = "201",
            responseDescription = "The subscription; Location is its address")
    public Uni<Response> create(
            @Nullable SubscriptionRequest request, @Context SecurityContext security, @Context UriInfo uri) {
        SubscriptionDraft draft = checked(() -> SubscriptionDraft.of(request));
        String id = ids.next("sub");
        byte[] secrets = checked(() -> draft.endpoint().secrets(random)).sealed(id, vault);
        Caller caller = caller(security);
        return vetted(draft)
                .map(allowed -> new SubscriptionEntity(id, caller.accountId(), allowed, secrets, now()))
                .call(row -> asked(draft, draft.handshake() != HandshakeMode.OFF)
                        .invoke(answer -> answer.ifPresent(said -> row.answered(said, row.createdAt()))))
                .call(row -> subscriptions
                        .add(caller, row)
                        .invoke(added -> conflictUnless(added, ProblemType.TOO_MANY_SUBSCRIPTIONS, FULL)))
                .map(row -> Response.created(
                                uri.getAbsolutePathBuilder().path(row.id()).build())
                        .entity(SubscriptionView.withSecret(row, vault))
                        .build());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeSubscription",
            summary = "Change everything but the signing key",
            description = "A JSON Merge Patch (RFC 7396). Disabling holds what is pending, enabling sends it; a new url"
                    + " counts from the next try of every message on. Types that are null become the default again;"
                    + " new ones count from the next alert on. A header or channel secret that is sent back as *** stays"
                    + " as it is, but a url with another host wants the values of headers anew. With If-Match and the"
                    + " ETag that was read, it is changed only if nobody else has changed it since (412).")
    @APIResponse(
            responseCode = "200",
            description = "The subscription as it is now",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(responseCode = "412", description = "It is no longer what If-Match names")
    public Uni<Response> change(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionRequest.class))) @Nullable JsonNode patch,
            @Context SecurityContext security,
            @Context Request request) {
        return own(subscriptions, id, security)
                .invoke(row -> conflictUnless(
                        request.evaluatePreconditions(SubscriptionPageResource.tag(json, view(row))) == null,
                        ProblemType.PRECONDITION_FAILED,
                        "Someone changed it since you have read it: read it again."))
                .chain(row -> vettedIfNew(
                                row,
                                checked(() -> SubscriptionDraft.of(
                                        new SubscriptionPatch(patch).applyTo(view(row), row.content()))))
                        .chain(draft -> asked(draft, HandshakeMode.hasToAsk(row, draft))
                                .chain(answer -> subscriptions.change(
                                        caller(security),
                                        id,
                                        row.version(),
                                        draft,
                                        sealed(row, draft),
                                        answer,
                                        now()))))
                .invoke(changed -> conflictUnless(
                        changed.isPresent(), ProblemType.CONFLICT, "Someone else changed it: read it again."))
                .map(Optional::orElseThrow)
                .invoke(this::ring)
                .map(this::view)
                .map(view -> Response.ok(view)
                        .tag(SubscriptionPageResource.tag(json, view))
                        .build());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteSubscription",
            summary = "Delete a subscription",
            description = "Pending deliveries are cancelled; they can still be asked for.")
    @APIResponse(responseCode = "204", description = "It is deleted")
    public Uni<Response> delete(@PathParam("id") String id, @Context SecurityContext security) {
        return subscriptions.delete(caller(security), id, now()).map(found -> {
            if (!found) {
                throw Problem.no("subscription").get();
            }
            return Response.noContent().build();
        });
    }

    /** The caller's, or none. */
    static Uni<SubscriptionEntity> own(SubscriptionRepository subscriptions, String id, SecurityContext security) {
        return subscriptions.find(caller(security), id).map(found -> found.orElseThrow(Problem.no("subscription")));
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

    static Caller caller(SecurityContext security) {
        return Caller.of(security.getUserPrincipal());
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
