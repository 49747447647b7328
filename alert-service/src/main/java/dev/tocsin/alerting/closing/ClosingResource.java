package dev.tocsin.alerting.closing;

import dev.tocsin.alerting.account.AccountEntity;
import dev.tocsin.alerting.account.AccountResource.Account;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.CallerCache;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Closes accounts and opens them again; for the operator alone. */
@Path("/v1/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ACCOUNTS_MANAGE)
@Tag(name = "Accounts")
public class ClosingResource {
    private final ClosingRepository closing;
    private final CallerCache callers;
    private final Vertx vertx;
    private final Clock clock;

    public ClosingResource(ClosingRepository closing, CallerCache callers, Vertx vertx, Clock clock) {
        this.closing = closing;
        this.callers = callers;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** @param reason in words, for who asks later */
    @Schema(name = "AccountClosing")
    public record Closing(
            @NotBlank @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*", message = "must have no control characters") String reason) {}

    @POST
    @Path("/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "closeAccount",
            summary = "Close an account",
            description = "Its keys end, at once in the replica that answers and within ten seconds in all others. Its"
                    + " subscriptions no longer ring: what is queued is held, and is sent if the account is opened again"
                    + " before it is too old to be kept. Nothing is deleted.")
    @APIResponse(
            responseCode = "200",
            description = "The account, closed",
            content = @Content(schema = @Schema(implementation = Account.class)))
    @APIResponse(responseCode = "400", description = "The body is unusable")
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "It is the operator's own account")
    public Uni<Account> close(
            @PathParam("id") String id, @NotNull @Valid Closing body, @Context SecurityContext security) {
        if (id.equals(Caller.OPERATOR_ACCOUNT)) {
            throw new Problem(ProblemType.CONFLICT, "The operator's own account stays open.");
        }
        return closing.close(
                        Caller.of(security.getUserPrincipal()),
                        known(id),
                        body.reason(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .invoke(() -> callers.forgetAccount(id))
                .map(ClosingResource::answer);
    }

    @POST
    @Path("/reopen")
    @Operation(
            operationId = "reopenAccount",
            summary = "Open a closed account again",
            description = "Its keys are good again, and the subscriptions that rang before ring again.")
    @APIResponse(
            responseCode = "200",
            description = "The account, open",
            content = @Content(schema = @Schema(implementation = Account.class)))
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    public Uni<Account> reopen(@PathParam("id") String id, @Context SecurityContext security) {
        return closing.reopen(Caller.of(security.getUserPrincipal()), known(id))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .map(ClosingResource::answer);
    }

    private static Account answer(Optional<AccountEntity> found) {
        return Account.of(found.orElseThrow(Problem.no("account")));
    }

    private static String known(String id) {
        return Optional.of(id).filter(text -> Ids.isId("acc", text)).orElseThrow(Problem.no("account"));
    }
}
