package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.webhook.AddressGuard;
import dev.tocsin.alerting.webhook.SigningSecret;
import dev.tocsin.alerting.webhook.WebhookClient;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions, to be made and changed by their account. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final String FULL =
            "An account may have up to " + SubscriptionRepository.MOST_PER_ACCOUNT + " subscriptions.";
    private static final int MAX_LIMIT = 200;

    private final SubscriptionRepository subscriptions;
    private final WebhookClient webhooks;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random;

    public SubscriptionResource(
            SubscriptionRepository subscriptions,
            WebhookClient webhooks,
            Vertx vertx,
            Clock clock,
            Ids ids,
            SecureRandom random) {
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSubscription",
            summary = "Subscribe an endpoint to alerts",
            description = "The answer shows the signing secret, once. The types choose which messages come:"
                    + " alert.raised, alert.corroborated, alert.updated, alert.merged, alert.retracted. Left out, they"
                    + " are alert.raised, alert.updated and alert.retracted. A test message always comes.")
    public Uni<Response> create(
            @Nullable SubscriptionRequest request, @Context SecurityContext security, @Context UriInfo uri) {
        SubscriptionDraft draft = draft(request);
        SigningSecret secret = draft.ownSecret().orElseGet(() -> SigningSecret.generate(random));
        String account = caller(security).accountId();
        return vetted(draft)
                .map(allowed -> new SubscriptionEntity(ids.next("sub"), account, allowed, secret, now()))
                .call(row ->
                        subscriptions.add(row).invoke(added -> conflictUnless(added, "too-many-subscriptions", FULL)))
                .map(row -> Response.created(
                                uri.getAbsolutePathBuilder().path(row.id()).build())
                        .entity(SubscriptionView.withSecret(row, secret))
                        .build());
    }

    @GET
    @Operation(operationId = "listSubscriptions", summary = "List subscriptions, newest first")
    public Uni<Response> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(MAX_LIMIT) int limit,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        Optional<Cursor> after = cursor(cursor);
        Caller caller = caller(security);
        Optional<String> account = caller.isOperator() ? Optional.empty() : Optional.of(caller.accountId());
        return subscriptions
                .newest(account, after, limit)
                .map(rows -> rows.stream().map(SubscriptionView::of).toList())
                .map(found -> page(SubscriptionPage.of(found, limit), uri));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSubscription", summary = "Get one subscription")
    public Uni<SubscriptionView> get(@PathParam("id") String id, @Context SecurityContext security) {
        return own(id, security).map(SubscriptionView::of);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeSubscription",
            summary = "Change name, url, filter, types or enabled",
            description = "A JSON Merge Patch (RFC 7396). Disabling holds what is pending, enabling sends it; a new url"
                    + " counts from the next try of every message on. Types that are null become the default again;"
                    + " new ones count from the next alert on.")
    public Uni<SubscriptionView> change(
            @PathParam("id") String id, @Nullable JsonNode patch, @Context SecurityContext security) {
        return own(id, security)
                .chain(row -> vetted(patched(row, patch))
                        .chain(draft -> subscriptions.change(id, row.version(), draft, now())))
                .invoke(changed ->
                        conflictUnless(changed.isPresent(), "conflict", "Someone else changed it: read it again."))
                .map(Optional::orElseThrow)
                .invoke(this::ring)
                .map(SubscriptionView::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteSubscription",
            summary = "Delete a subscription",
            description = "Pending deliveries are cancelled; they can still be asked for.")
    public Uni<Response> delete(@PathParam("id") String id, @Context SecurityContext security) {
        return own(id, security)
                .chain(row -> subscriptions.delete(id, now()))
                .map(done -> Response.noContent().build());
    }

    private Uni<SubscriptionEntity> own(String id, SecurityContext security) {
        Caller caller = caller(security);
        return subscriptions
                .find(id)
                .map(found -> found.filter(row -> caller.maySee(row.accountId()))
                        .orElseThrow(
                                () -> problem(Status.NOT_FOUND, "not-found", "There is no subscription with this id.")
                                        .build()));
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
            throw invalid(new InvalidSubscription("url", reason + ". The host must resolve to public addresses."));
        });
    }

    private static SubscriptionDraft draft(@Nullable SubscriptionRequest request) {
        try {
            return SubscriptionDraft.of(request);
        } catch (InvalidSubscription e) {
            throw invalid(e);
        }
    }

    private static SubscriptionDraft patched(SubscriptionEntity row, @Nullable JsonNode patch) {
        try {
            return SubscriptionDraft.of(new SubscriptionPatch(patch).applyTo(SubscriptionView.of(row)));
        } catch (InvalidSubscription e) {
            throw invalid(e);
        }
    }

    private static Response page(SubscriptionPage page, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(page);
        if (page.nextCursor() != null) {
            answer.link(
                    uri.getRequestUriBuilder()
                            .replaceQueryParam("cursor", page.nextCursor())
                            .build(),
                    "next");
        }
        return answer.build();
    }

    private static Optional<Cursor> cursor(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> Cursor.decode("sub", given)
                        .orElseThrow(() -> problem(
                                        Status.BAD_REQUEST,
                                        "invalid-parameter",
                                        "cursor: the nextCursor of an earlier answer")
                                .build()));
    }

    private void ring() {
        vertx.eventBus().publish(DeliveryDispatcher.DUE, "");
    }

    private static Caller caller(SecurityContext security) {
        return Caller.of(security.getUserPrincipal());
    }

    /** To the database's precision, so that what is answered now is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void conflictUnless(boolean fine, String slug, String detail) {
        if (!fine) {
            throw problem(Status.CONFLICT, slug, detail).build();
        }
    }

    private static HttpProblem invalid(InvalidSubscription e) {
        return problem(Status.BAD_REQUEST, "invalid-subscription", e.detail())
                .with("property", e.property())
                .build();
    }

    private static HttpProblem.Builder problem(Status status, String slug, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/" + slug))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
    }
}
