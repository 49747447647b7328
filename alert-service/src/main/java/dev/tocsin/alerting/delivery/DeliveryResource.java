package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.DeliveryLogRepository.From;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of a subscription's messages. */
@Path("/v1/subscriptions/{subscriptionId}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class DeliveryResource {

    private static final int MAX_LIMIT = 200;

    private final DeliveryLogRepository log;
    private final Vertx vertx;

    public DeliveryResource(DeliveryLogRepository log, Vertx vertx) {
        this.log = log;
        this.vertx = vertx;
    }

    /** One page; {@code nextCursor} is null on the last. */
    public record DeliveryPage(
            List<DeliveryView> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "listDeliveries",
            summary = "List the messages to a subscription, newest first, each with all its tries",
            description = "Also of a subscription that was deleted.")
    public Uni<Response> list(
            @PathParam("subscriptionId") String subscriptionId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(MAX_LIMIT) int limit,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        if (state != null && !Delivery.STATES.contains(state)) {
            throw invalid("state: one of " + String.join(", ", Delivery.STATES));
        }
        Optional<Cursor> after = Optional.ofNullable(cursor).map(DeliveryResource::cursor);
        return own(subscriptionId, security)
                .chain(() -> log.newest(subscriptionId, Optional.ofNullable(state), after, limit))
                .map(found -> page(found, limit, uri));
    }

    @POST
    @Path("/{messageId}/replay")
    @Operation(
            operationId = "replayDelivery",
            summary = "Send a message again, now",
            description = "With the same webhook-id and body. A finished message starts its retry schedule anew.")
    public Uni<Response> replay(
            @PathParam("subscriptionId") String subscriptionId,
            @PathParam("messageId") String messageId,
            @Context SecurityContext security) {
        return own(subscriptionId, security)
                .chain(() -> log.replay(subscriptionId, messageId))
                .map(replay -> {
                    switch (replay) {
                        case UNKNOWN:
                            throw Problem.no("message").get();
                        case CLOSED:
                            throw closed();
                        case ACCEPTED:
                        default:
                            vertx.eventBus().publish(DeliveryDispatcher.DUE, "");
                            return Response.accepted().build();
                    }
                });
    }

    /**
     * @param since deliveries made at this time or later
     * @param state failed (left out: the same) or all
     * @param cursor the nextCursor of an earlier answer, in place of since: goes on behind what that call replayed
     */
    public record ReplayRequest(
            @Nullable Instant since,
            @Nullable String state,
            @Nullable String cursor) {}

    /**
     * @param more whether there may be more than one call replays
     * @param nextCursor to ask with for the rest; null when there is none
     */
    public record Replayed(
            int replayed, boolean more, @Nullable String nextCursor) {}

    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayDeliveries",
            summary = "Send again all that failed, or all that has ended, since a time",
            description =
                    "With the same webhook-ids and bodies, oldest first, at most 50 a second unless the operator set"
                            + " another rate. At most "
                            + DeliveryLogRepository.MOST_REPLAYED
                            + " a call: while nextCursor is not null, send it back as cursor, with the same"
                            + " state, for the rest."
                            + " Asked with since, a call begins from there again, also with what"
                            + " was redelivered meanwhile.")
    public Uni<Response> replaySince(
            @PathParam("subscriptionId") String subscriptionId,
            @Nullable ReplayRequest request,
            @Context SecurityContext security) {
        if (request == null || request.since() == null && request.cursor() == null) {
            throw invalid("since: a time such as 2026-01-31T00:00:00Z");
        }
        From from = from(request);
        String state = request.state() == null ? "failed" : request.state();
        if (!state.equals("failed") && !state.equals("all")) {
            throw invalid("state: failed or all");
        }
        return own(subscriptionId, security)
                .chain(() -> log.replaySince(subscriptionId, from, state.equals("failed")))
                .map(replayed -> replayed.orElseThrow(DeliveryResource::closed))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .map(done -> Response.accepted(new Replayed(
                                done.count(),
                                done.next().isPresent(),
                                done.next().map(Cursor::encode).orElse(null)))
                        .build());
    }

    private static From from(ReplayRequest request) {
        if (request.cursor() == null) {
            return new From(Objects.requireNonNull(request.since()), null);
        }
        Cursor cursor = cursor(request.cursor());
        return new From(cursor.at(), cursor.id());
    }

    private static Cursor cursor(String text) {
        return Cursor.decode("msg", text).orElseThrow(() -> invalid("cursor: the nextCursor of an earlier answer"));
    }

    /** How many were cancelled. */
    public record Discarded(int discarded) {}

    @DELETE
    @Operation(
            operationId = "discardDeliveries",
            summary = "Cancel what is held",
            description = "So that it does not come when the subscription is enabled. It stays in the list.")
    public Uni<Discarded> discard(
            @PathParam("subscriptionId") String subscriptionId,
            @QueryParam("state") @Nullable String state,
            @Context SecurityContext security) {
        if (!"held".equals(state)) {
            throw invalid("state: held, nothing else can be discarded");
        }
        return own(subscriptionId, security)
                .chain(() -> log.discard(subscriptionId))
                .map(Discarded::new);
    }

    private static Problem closed() {
        return new Problem(
                ProblemType.DISABLED,
                "The subscription is disabled or deleted: enable it first (PATCH {\"enabled\": true}); a deleted one takes"
                        + " nothing more.");
    }

    private Uni<Void> own(String subscriptionId, SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return log.accountOf(subscriptionId)
                .map(account -> account.filter(caller::maySee).orElseThrow(Problem.no("subscription")))
                .replaceWithVoid();
    }

    private static Response page(List<DeliveryView> found, int limit, UriInfo uri) {
        List<DeliveryView> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() == shown.size()
                ? Optional.empty()
                : Optional.of(shown.get(limit - 1))
                        .map(last -> new Cursor(last.createdAt(), last.messageId()).encode());
        Response.ResponseBuilder answer = Response.ok(new DeliveryPage(shown, next.orElse(null)));
        next.ifPresent(cursor -> answer.link(
                uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build(), "next"));
        return answer.build();
    }

    private static Problem invalid(String detail) {
        return new Problem(ProblemType.INVALID_PARAMETER, detail);
    }
}
