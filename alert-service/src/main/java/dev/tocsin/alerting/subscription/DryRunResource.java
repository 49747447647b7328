package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what a subscription would have rung for, before it is made or changed. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_READ)
@Tag(name = "Subscriptions")
public class DryRunResource {

    private final SubscriptionRepository subscriptions;
    private final DryRunRepository dryRuns;

    public DryRunResource(SubscriptionRepository subscriptions, DryRunRepository dryRuns) {
        this.subscriptions = subscriptions;
        this.dryRuns = dryRuns;
    }

    @POST
    @Path("/dry-run")
    @Weight(10)
    @OpenToReaders
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "dryRun",
            summary = "What a filter would have rung for",
            description = "As if a subscription with this filter and these types had been made so many days ago: how"
                    + " many messages of which type and category, on which day, and the newest ones. It is judged by"
                    + " the rules that alerts are sent by, on the versions that there were. Nothing is sent or kept."
                    + " When there is too much to read it begins later, says since when, and that it is truncated.")
    @APIResponseSchema(value = DryRun.class, responseCode = "200", responseDescription = "What would have rung")
    @APIResponse(
            responseCode = "503",
            description = "Too many dry runs are under way; Retry-After says when to ask again")
    public Uni<DryRun> run(@Nullable DryRunRequest request, @Context SecurityContext security) {
        return dryRuns.run(Caller.of(security.getUserPrincipal()), request);
    }

    @GET
    @Path("/{id}/dry-run")
    @Weight(10)
    @Operation(
            operationId = "dryRunSubscription",
            summary = "What a subscription would have rung for",
            description = "As if it had been made, as it is now, so many days ago.")
    public Uni<DryRun> runOf(
            @PathParam("id") String id,
            @QueryParam("days") @DefaultValue("30") @Min(1) @Max(DryRunRequest.MOST_DAYS) int days,
            @QueryParam("limit") @DefaultValue("20") @Min(0) @Max(DryRunRequest.MOST_SHOWN) int limit,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return subscriptions
                .find(caller, id)
                .map(found -> found.orElseThrow(Problem.no("subscription")))
                .chain(row -> dryRuns.within(caller, row.filter(), row.types(), days, limit));
    }
}
