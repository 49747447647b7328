package dev.tocsin.alerting.account;

import dev.tocsin.alerting.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts; for the operator alone. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ACCOUNTS_MANAGE)
@Tag(name = "Accounts")
public class AccountResource {
    private final AccountRepository accounts;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    public AccountResource(AccountRepository accounts, SecureRandom random, Clock clock, Ids ids) {
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** An account to be made. */
    public record NewAccount(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must have no control characters") String name) {}

    /**
     * An account as it is listed.
     *
     * @param state open, or closed: its keys have ended and its subscriptions do not ring
     * @param stateReason why it was closed
     */
    public record Account(
            String id,
            String name,
            Instant createdAt,
            String state,
            @Nullable String stateReason,
            @Nullable Instant closedAt) {
        public static Account of(AccountEntity row) {
            return new Account(
                    row.id(),
                    row.name(),
                    row.createdAt(),
                    row.closed() ? "closed" : "open",
                    row.stateReason(),
                    row.closedAt());
        }
    }

    /** All accounts. */
    public record AccountList(List<Account> data) {}

    /** An account that was just made, with its first key: the only answer that shows it. */
    public record CreatedAccount(String id, String name, Instant createdAt, OwnerKey key) {
        /** The first key. */
        public record OwnerKey(String id, String key, Role role) {}
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAccount",
            summary = "Create an account and its owner's key, which is shown only once")
    @APIResponse(
            responseCode = "201",
            description = "The account and its key",
            content = @Content(schema = @Schema(implementation = CreatedAccount.class)))
    @APIResponse(responseCode = "400", description = "The body is unusable")
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    public Uni<Response> create(@NotNull @Valid NewAccount body, @Context SecurityContext security) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AccountEntity account = new AccountEntity(ids.next("acc"), body.name(), now);
        ApiKey key = ApiKey.random(random);
        ApiKeyEntity row = new ApiKeyEntity(
                ids.next("key"), account.id(), "First key", key, Role.OWNER, Role.OWNER.scopes(), null, now);
        CreatedAccount answer = new CreatedAccount(
                account.id(), account.name(), now, new CreatedAccount.OwnerKey(row.id(), key.reveal(), row.role()));
        return accounts.create(Caller.of(security.getUserPrincipal()), account, row)
                .replaceWith(() ->
                        Response.status(Response.Status.CREATED).entity(answer).build());
    }

    @GET
    @Operation(operationId = "listAccounts", summary = "List all accounts")
    @APIResponse(
            responseCode = "200",
            description = "The accounts",
            content = @Content(schema = @Schema(implementation = AccountList.class)))
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    public Uni<AccountList> list() {
        return accounts.accounts()
                .map(rows -> new AccountList(rows.stream().map(Account::of).toList()));
    }
}
