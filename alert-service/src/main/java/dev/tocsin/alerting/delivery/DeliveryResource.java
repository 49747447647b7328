package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.delivery.ReplayRepository.From;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Page;
import dev.tocsin.alerting.query.Paging;
import dev.tocsin.alerting.query.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of a subscription's messages. */
@Path("/v1/subscriptions/{subscriptionId}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.DELIVERIES_READ)
@Tag(name = "Subscriptions")
public class DeliveryResource {

    private static final Supplier<Problem> NO_SUBSCRIPTION = Problem.no("subscription");

    private final DeliveryLogRepository log;
    private final ReplayRepository replays;
    private final Cursors cursors;
    private final Vertx vertx;

    public DeliveryResource(DeliveryLogRepository log, ReplayRepository replays, Cursors cursors, Vertx vertx) {
        this.log = log;
        this.replays = replays;
        this.cursors = cursors;
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
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "One of the states of a message",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Size of a page, from 1 to 200; 50 unless told",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before, with the same state",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of messages",
            content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    public Uni<Response> list(
            @PathParam("subscriptionId") String subscriptionId, @Context SecurityContext security, @Context UriInfo uri)
            throws InvalidParameter {
        Parameters given = Parameters.of(uri.getQueryParameters(), List.of("state", "limit", "cursor"));
        Optional<String> state = given.single("state", text -> text, "given");
        if (state.isPresent() && !Delivery.STATES.contains(state.get())) {
            throw invalid("state: one of " + String.join(", ", Delivery.STATES));
        }
        Caller caller = caller(security);
        Paging paging = Paging.of(cursors, caller.accountId(), "deliveries " + subscriptionId, given);
        return log.newest(caller, subscriptionId, state, paging.after("msg"), paging.limit())
                .map(found -> page(found.orElseThrow(NO_SUBSCRIPTION), paging, uri));
    }

    @POST
    @Path("/{messageId}/replay")
    @Needs(Scope.DELIVERIES_REPLAY)
    @Weight(2)
    @Operation(
            operationId = "replayDelivery",
            summary = "Send a message again, now",
            description = "With the same webhook-id and body. A finished message starts its retry schedule anew.")
    @APIResponse(responseCode = "202", description = "It is sent again")
    public Uni<Response> replay(
            @PathParam("subscriptionId") String subscriptionId,
            @PathParam("messageId") String messageId,
            @Context SecurityContext security) {
        return replays.replay(caller(security), subscriptionId, messageId).map(replay -> {
            switch (replay.orElseThrow(NO_SUBSCRIPTION)) {
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
    @Weight(10)
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Scope.DELIVERIES_REPLAY)
    @Operation(
            operationId = "replayDeliveries",
            summary = "Send again all that failed, or all that has ended, since a time",
            description =
                    "With the same webhook-ids and bodies, oldest first, at most 50 a second unless the operator set"
                            + " another rate. At most "
                            + ReplayRepository.MOST_REPLAYED
                            + " a call: while nextCursor is not null, send it back as cursor, with the same"
                            + " state, for the rest."
                            + " Asked with since, a call begins from there again, also with what"
                            + " was redelivered meanwhile.")
    @APIResponseSchema(value = Replayed.class, responseCode = "202", responseDescription = "How many are sent again")
    public Uni<Response> replaySince(
            @PathParam("subscriptionId") String subscriptionId,
            @Nullable ReplayRequest request,
            @Context SecurityContext security) {
        if (request == null || request.since() == null && request.cursor() == null) {
            throw invalid("since: a time such as 2026-01-31T00:00:00Z");
        }
        String state = request.state() == null ? "failed" : request.state();
        if (!state.equals("failed") && !state.equals("all")) {
            throw invalid("state: failed or all");
        }
        Caller caller = caller(security);
        String account = caller.accountId();
        String list = "replay " + subscriptionId;
        From from = from(request, account, list, state);
        return replays.replaySince(caller, subscriptionId, from, state.equals("failed"))
                .map(replayed -> replayed.orElseThrow(NO_SUBSCRIPTION).orElseThrow(DeliveryResource::closed))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .map(done -> Response.accepted(new Replayed(
                                done.count(),
                                done.next().isPresent(),
                                done.next()
                                        .map(at -> Paging.sealed(cursors, account, list, state, at))
                                        .orElse(null)))
                        .build());
    }

    private From from(ReplayRequest request, String account, String list, String state) {
        if (request.cursor() == null) {
            return new From(Objects.requireNonNull(request.since()), null);
        }
        return Paging.opened(cursors, account, list, state, "msg", request.cursor())
                .map(cursor -> new From(cursor.at(), cursor.id()))
                .orElseThrow(() -> invalid("cursor: the nextCursor of an earlier replay with the same state. Ask with"
                        + " since to begin anew."));
    }

    /** How many were cancelled. */
    public record Discarded(int discarded) {}

    @DELETE
    @Needs(Scope.DELIVERIES_REPLAY)
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
        return replays.discard(caller(security), subscriptionId)
                .map(discarded -> new Discarded(discarded.orElseThrow(NO_SUBSCRIPTION)));
    }

    private static Problem closed() {
        return new Problem(
                ProblemType.DISABLED,
                "The subscription is disabled or deleted: enable it first (PATCH {\"enabled\": true}); a deleted one takes"
                        + " nothing more.");
    }

    private static Caller caller(SecurityContext security) {
        return Caller.of(security.getUserPrincipal());
    }

    private static Response page(List<DeliveryView> found, Paging paging, UriInfo uri) {
        Page<DeliveryView> page = paging.page(found, last -> new Cursor(last.createdAt(), last.messageId()).encode());
        Response.ResponseBuilder answer =
                Response.ok(new DeliveryPage(page.shown(), page.next().orElse(null)));
        page.links(uri.getAbsolutePath().toString()).forEach(link -> answer.header("Link", link));
        return answer.build();
    }

    private static Problem invalid(String detail) {
        return new Problem(ProblemType.INVALID_PARAMETER, detail);
    }
}
