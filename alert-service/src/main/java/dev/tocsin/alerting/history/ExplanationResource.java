package dev.tocsin.alerting.history;

import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why an alert is what it is. */
@Path("/v1/alerts/{id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ALERTS_READ)
@Tag(name = "Alerts")
public class ExplanationResource {
    private final HistoryRepository history;

    public ExplanationResource(HistoryRepository history) {
        this.history = history;
    }

    @GET
    @Weight(5)
    @Operation(
            operationId = "explainAlert",
            summary = "Why these reports are one alert, and others are not",
            description = "Found by sorting all that hangs together with the alert once more, with the rules of today:"
                    + " its reports, also the withdrawn ones; the likenesses by which they came together, each with its"
                    + " reasons; and the reports of other alerts that are alike, with what forbids them. A merged alert"
                    + " says into which, and by what; a retracted one why its reports were withdrawn. Of one other"
                    + " alert the three likest are listed, 100 in all.")
    @APIResponse(
            responseCode = "200",
            description = "The explanation",
            content = @Content(schema = @Schema(implementation = Explanation.class)))
    @APIResponse(responseCode = "404", description = "There is no such alert")
    @APIResponse(responseCode = "503", description = "Others are being explained; try again after Retry-After seconds")
    public Uni<Explanation> explain(@PathParam("id") String id) {
        if (!Ids.isId("alr", id)) {
            throw Problem.no("alert").get();
        }
        return history.explain(id).map(found -> found.orElseThrow(Problem.no("alert")));
    }
}
