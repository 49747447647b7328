package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.subscription.TestResultRepository.Result;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
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

    private final TestMessageDispatcher tests;

    public TestMessageResource(TestMessageDispatcher tests) {
        this.tests = tests;
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
        return tests.send(id, wait, Caller.of(security.getUserPrincipal()))
                .map(sent -> Response.status(sent.result() != null ? Response.Status.OK : Response.Status.ACCEPTED)
                        .entity(sent)
                        .build());
    }
}
