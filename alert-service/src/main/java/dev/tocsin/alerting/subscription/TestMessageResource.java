package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.subscription.TestResultRepository.Result;
import dev.tocsin.alerting.webhook.WebhookConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.DefaultValue;
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
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A message to try a subscription with. */
@Path("/v1/subscriptions/{id}/test")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
public class TestMessageResource {

    private static final String TYPE = "subscription.test";
    private static final String DATA = "{\"message\":\"This is a test. Alerts come the same way.\"}";

    /** Between two looks at whether it was tried. */
    private static final long LOOK_MILLIS = 200;

    /** What comes on top of the deadline of a try: being claimed, and its outcome written. */
    private static final Duration FOR_THE_QUEUE = Duration.ofSeconds(3);

    private final SubscriptionRepository subscriptions;
    private final TestResultRepository results;
    private final Duration patience;
    private final Vertx vertx;
    private final Ids ids;

    public TestMessageResource(
            SubscriptionRepository subscriptions,
            TestResultRepository results,
            WebhookConfig config,
            Vertx vertx,
            Ids ids) {
        this.subscriptions = subscriptions;
        this.results = results;
        this.patience = config.deadline().plus(FOR_THE_QUEUE);
        this.vertx = vertx;
        this.ids = ids;
    }

    /**
     * @param messageId the webhook-id under which it arrives, and by which it stands among the deliveries
     * @param result of its first try, when that was waited for and came in time
     */
    public record TestMessage(
            String messageId,
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Result result) {}

    @POST
    @Weight(10)
    @Operation(
            operationId = "testSubscription",
            summary = "Send a test message",
            description = "It takes the way of every alert: signed, queued, retried, listed among the deliveries. It"
                    + " comes whatever types the subscription has chosen. With wait=true the answer comes when it was"
                    + " tried once, and says how that went: 200, or 202 where it took too long to wait for.")
    @APIResponseSchema(value = TestMessage.class, responseCode = "200", responseDescription = "It was tried once")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = TestMessage.class)))
    public Uni<Response> send(
            @PathParam("id") String id,
            @QueryParam("wait") @DefaultValue("false") boolean wait,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        String messageId = ids.next("msg");
        return subscriptions
                .find(caller, id)
                .map(found -> found.orElseThrow(Problem.no("subscription")))
                .invoke(row -> {
                    if (!row.enabled()) {
                        throw new Problem(ProblemType.DISABLED, "The subscription is disabled: enable it first.");
                    }
                })
                .chain(row -> subscriptions.enqueue(caller, row, messageId, TYPE, DATA))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .chain(() -> wait
                        ? tried(caller, messageId, System.nanoTime() + patience.toNanos())
                        : Uni.createFrom().item(Optional.<Result>empty()))
                .map(result -> Response.status(result.isPresent() ? Status.OK : Status.ACCEPTED)
                        .entity(new TestMessage(messageId, TYPE, result.orElse(null)))
                        .build());
    }

    /** Looks again and again, since any replica may be the one that tries it. */
    private Uni<Optional<Result>> tried(Caller caller, String messageId, long until) {
        return results.of(caller, messageId)
                .chain(result -> result.isPresent() || System.nanoTime() >= until
                        ? Uni.createFrom().item(result)
                        : pause().chain(() -> tried(caller, messageId, until)));
    }

    private Uni<Void> pause() {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(LOOK_MILLIS, id -> emitter.complete(null)));
    }
}
