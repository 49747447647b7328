package dev.tocsin.alerting.feedback;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes what anybody with a key has to say of an alert. */
@Path("/v1/alerts/{id}/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.FEEDBACK_WRITE)
@Tag(name = "Feedback")
public class FeedbackResource {
    private final FeedbackRepository feedback;
    private final Clock clock;
    private final Ids ids;

    public FeedbackResource(FeedbackRepository feedback, Clock clock, Ids ids) {
        this.feedback = feedback;
        this.clock = clock;
        this.ids = ids;
    }

    @POST
    @OpenToReaders
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "giveFeedback",
            summary = "Say that an alert is wrong, late, or a duplicate of another",
            description = "Any key may, a reader's too. It is kept with the version that stands at this moment, for"
                    + " the operator to look at; the alert itself does not change by it. Of each alert an account may"
                    + " say up to " + FeedbackRepository.MOST_PER_ALERT + " things.")
    @APIResponse(
            responseCode = "201",
            description = "The feedback as it is kept",
            content = @Content(schema = @Schema(implementation = Feedback.class)))
    @APIResponse(responseCode = "400", description = "A property is missing or unusable; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such alert")
    @APIResponse(responseCode = "409", description = "The account has said as much of this alert as it may")
    public Uni<Response> give(
            @PathParam("id") String alertId, @Nullable FeedbackRequest body, @Context SecurityContext security) {
        if (!Ids.isId("alr", alertId)) {
            throw Problem.no("alert").get();
        }
        return feedback.give(
                        ids.next("fbk"),
                        Caller.of(security.getUserPrincipal()),
                        alertId,
                        body,
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .map(kept -> Response.status(Status.CREATED).entity(kept).build());
    }
}
