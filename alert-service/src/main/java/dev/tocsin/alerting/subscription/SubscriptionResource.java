package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions, to be made and changed by their account. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final String TEST_TYPE = "subscription.test";
    private static final int MAX_LIMIT = 200;

    private final SubscriptionRepository subscriptions;
    private final WebhookClient webhooks;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random;

    public SubscriptionResource(
            SubscriptionRepository subscriptions,
            WebhookClient webhooks,
            ObjectMapper json,
            Vertx vertx,
            Clock clock,
            Ids ids,
            SecureRandom random) {
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
        this.json = json;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** One page; {@code nextCursor} is null on the last. */
    public record SubscriptionPage(
            List<SubscriptionView> data, @Nullable String nextCursor) {}

    /** @param messageId the webhook-id under which it arrives, and by which it stands among the deliveries */
    public record TestMessage(String messageId, String type) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSubscription",
            summary = "Subscribe an endpoint to alerts",
            description = "The answer shows the signing secret, once.")
    public Uni<Response> create(
            @Nullable SubscriptionRequest request, @Context SecurityContext security, @Context UriInfo uri) {
        SubscriptionDraft draft = draft(request);
        SigningSecret secret = secret(request);
        String account = caller(security).accountId();
        return vetted(draft)
                .map(allowed -> new SubscriptionEntity(ids.next("sub"), account, allowed, secret, now()))
                .call(row -> subscriptions.add(row).invoke(added -> {
                    if (!added) {
                        throw problem(
                                Status.CONFLICT,
                                "too-many-subscriptions",
                                "An account may have up to " + SubscriptionRepository.MOST_PER_ACCOUNT
                                        + " subscriptions.");
                    }
                }))
                .map(row -> Response.created(
                                uri.getAbsolutePathBuilder().path(row.id()).build())
                        .entity(SubscriptionView.withSecret(row, secret))
                        .build());
    }

    @GET
    @Operation(operationId = "listSubscriptions", summary = "List subscriptions, newest first")
    public Uni<Response> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        Optional<Cursor> after = cursor(cursor);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw problem(Status.BAD_REQUEST, "invalid-parameter", "limit: a whole number from 1 to " + MAX_LIMIT);
        }
        Caller caller = caller(security);
        Optional<String> account = caller.isOperator() ? Optional.empty() : Optional.of(caller.accountId());
        return subscriptions.newest(account, after, limit).map(rows -> page(rows, limit, uri));
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
            summary = "Change name, url, filter or enabled",
            description = "A JSON Merge Patch (RFC 7396). Disabling holds what is pending, enabling sends it; a new url"
                    + " counts from the next try of every message on.")
    public Uni<SubscriptionView> change(
            @PathParam("id") String id, @Nullable JsonNode patch, @Context SecurityContext security) {
        return own(id, security)
                .chain(row -> vetted(draft(merged(row, patch)))
                        .chain(draft -> subscriptions.change(id, row.version(), draft, now())))
                .map(changed -> changed.orElseThrow(() -> problem(
                        Status.CONFLICT,
                        "conflict",
                        "The subscription was changed by someone else meanwhile: read it again.")))
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

    @POST
    @Path("/{id}/test")
    @Operation(
            operationId = "testSubscription",
            summary = "Send a test message",
            description = "It takes the way of every alert: signed, queued, retried, listed among the deliveries.")
    public Uni<Response> test(@PathParam("id") String id, @Context SecurityContext security) {
        String messageId = ids.next("msg");
        return own(id, security)
                .invoke(row -> {
                    if (!row.enabled()) {
                        throw problem(Status.CONFLICT, "disabled", "The subscription is disabled: enable it first.");
                    }
                })
                .chain(row -> subscriptions.enqueue(id, messageId, TEST_TYPE, testData(row)))
                .invoke(this::ring)
                .map(done ->
                        Response.accepted(new TestMessage(messageId, TEST_TYPE)).build());
    }

    private Uni<SubscriptionEntity> own(String id, SecurityContext security) {
        Caller caller = caller(security);
        return subscriptions
                .find(id)
                .map(found -> found.filter(row -> caller.maySee(row.accountId()))
                        .orElseThrow(() ->
                                problem(Status.NOT_FOUND, "not-found", "There is no subscription with this id.")));
    }

    /** The same words for a private address, a name that leads to one and a name that leads nowhere: they tell nothing about our network. */
    private Uni<SubscriptionDraft> vetted(SubscriptionDraft draft) {
        return webhooks.vet(draft.target()).map(verdict -> {
            if (verdict instanceof AddressGuard.Allowed) {
                return draft;
            }
            String reason =
                    verdict instanceof AddressGuard.Refused refused ? refused.reason() : AddressGuard.NOT_ALLOWED;
            throw invalid("url", "url: " + reason + ". The host must resolve to public addresses.");
        });
    }

    private JsonNode merged(SubscriptionEntity row, @Nullable JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            throw problem(Status.BAD_REQUEST, "invalid-subscription", "The body is no JSON object.");
        }
        if (patch.has("secret")) {
            throw invalid("secret", "secret: cannot be changed.");
        }
        JsonNode current = json.valueToTree(new SubscriptionRequest(row.name(), row.url(), null, row.enabled(), null));
        JsonNode filter = json.valueToTree(row.filter());
        return MergePatch.apply(
                ((com.fasterxml.jackson.databind.node.ObjectNode) current).set("filter", filter), patch);
    }

    private SubscriptionDraft draft(JsonNode document) {
        try {
            return draft(json.treeToValue(document, SubscriptionRequest.class));
        } catch (JsonProcessingException e) {
            throw problem(Status.BAD_REQUEST, "invalid-subscription", e.getOriginalMessage());
        }
    }

    private static SubscriptionDraft draft(@Nullable SubscriptionRequest request) {
        if (request == null) {
            throw problem(Status.BAD_REQUEST, "invalid-subscription", "The body is no JSON object.");
        }
        try {
            return SubscriptionDraft.of(request);
        } catch (InvalidSubscription e) {
            throw invalid(e.property(), e.detail());
        }
    }

    private SigningSecret secret(@Nullable SubscriptionRequest request) {
        try {
            return request == null || request.secret() == null
                    ? SigningSecret.generate(random)
                    : SigningSecret.parse(request.secret());
        } catch (IllegalArgumentException e) {
            throw invalid("secret", "secret: " + e.getMessage());
        }
    }

    private String testData(SubscriptionEntity row) {
        return json.createObjectNode()
                .put("subscriptionId", row.id())
                .put("name", row.name())
                .put("message", "This is a test. Alerts will come the same way.")
                .toString();
    }

    private static Response page(List<SubscriptionEntity> rows, int limit, UriInfo uri) {
        List<SubscriptionEntity> shown = rows.subList(0, Math.min(limit, rows.size()));
        Optional<String> next = rows.size() == shown.size()
                ? Optional.empty()
                : Optional.of(shown.get(limit - 1)).map(last -> new Cursor(last.createdAt(), last.id()).encode());
        Response.ResponseBuilder answer = Response.ok(
                new SubscriptionPage(shown.stream().map(SubscriptionView::of).toList(), next.orElse(null)));
        next.ifPresent(cursor -> answer.link(
                uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build(), "next"));
        return answer.build();
    }

    private static Optional<Cursor> cursor(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> Cursor.decode("sub", given)
                        .orElseThrow(() -> problem(
                                Status.BAD_REQUEST,
                                "invalid-parameter",
                                "cursor: the nextCursor of an earlier answer")));
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

    private static HttpProblem invalid(String property, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/invalid-subscription"))
                .withTitle("Invalid subscription")
                .withStatus(Status.BAD_REQUEST)
                .withDetail(detail)
                .with("property", property)
                .build();
    }

    private static HttpProblem problem(Status status, String slug, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/" + slug))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail)
                .build();
    }
}
