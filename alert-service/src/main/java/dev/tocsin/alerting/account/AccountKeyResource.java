package dev.tocsin.alerting.account;

import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keys of any account; for the operator, who renames, rotates and revokes them as if they were their own. */
@Path("/v1/accounts/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ACCOUNTS_MANAGE)
@Tag(name = "Accounts")
public class AccountKeyResource {
    private final KeyResource keys;

    public AccountKeyResource(KeyResource keys) {
        this.keys = keys;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAccountKey",
            summary = "Create an API key for an account, such as one that has lost its last; it is shown only once",
            description = "As createKey makes one, for any account. For the operator alone.")
    @APIResponse(
            responseCode = "201",
            description = "The key",
            content = @Content(schema = @Schema(implementation = KeyView.CreatedKey.class)))
    @APIResponse(responseCode = "400", description = "The body is unusable")
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "The account has as many keys as it may have")
    public Uni<Response> create(
            @PathParam("id") String id, @NotNull @Valid KeyResource.NewKey body, @Context SecurityContext security) {
        return keys.create(Caller.of(security.getUserPrincipal()), known(id), body);
    }

    @GET
    @Operation(
            operationId = "listAccountKeys",
            summary = "List the keys of an account, without the keys themselves",
            description = "Revoked ones too. For the operator alone.")
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content = @Content(schema = @Schema(implementation = KeyView.KeyList.class)))
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    public Uni<KeyView.KeyList> list(@PathParam("id") String id, @Context SecurityContext security) {
        return keys.list(Caller.of(security.getUserPrincipal()), known(id));
    }

    private static String known(String id) {
        return Optional.of(id).filter(text -> Ids.isId("acc", text)).orElseThrow(Problem.no("account"));
    }
}
