package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.id.Ids;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A message to try a subscription with. */
@Path("/v1/subscriptions/{id}/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class TestMessageResource {

    private static final String TYPE = "subscription.test";
    private static final String DATA = "{\"message\":\"This is a test. Alerts come the same way.\"}";

    private final SubscriptionRepository subscriptions;
    private final Vertx vertx;
    private final Ids ids;

    public TestMessageResource(SubscriptionRepository subscriptions, Vertx vertx, Ids ids) {
        this.subscriptions = subscriptions;
        this.vertx = vertx;
        this.ids = ids;
    }

    /** @param messageId the webhook-id under which it arrives, and by which it stands among the deliveries */
    public record TestMessage(String messageId, String type) {}

    @POST
    @Operation(
            operationId = "testSubscription",
            summary = "Send a test message",
            description = "It takes the way of every alert: signed, queued, retried, listed among the deliveries. It"
                    + " comes whatever types the subscription has chosen.")
    public Uni<Response> send(@PathParam("id") String id, @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        String messageId = ids.next("msg");
        return subscriptions
                .find(id)
                .invoke(found -> {
                    if (found.filter(row -> caller.maySee(row.accountId())).isEmpty()) {
                        throw problem(Status.NOT_FOUND, "not-found", "There is no subscription with this id.");
                    }
                    if (found.filter(SubscriptionEntity::enabled).isEmpty()) {
                        throw problem(Status.CONFLICT, "disabled", "The subscription is disabled: enable it first.");
                    }
                })
                .chain(found -> subscriptions.enqueue(id, messageId, TYPE, DATA))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .map(done -> Response.accepted(new TestMessage(messageId, TYPE)).build());
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
