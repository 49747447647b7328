package dev.tocsin.alerting.account;

import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** API keys of the caller's account. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
public class KeyResource {
    private final AccountRepository accounts;
    private final CallerCache cache;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    public KeyResource(AccountRepository accounts, CallerCache cache, SecureRandom random, Clock clock, Ids ids) {
        this.accounts = accounts;
        this.cache = cache;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** A key to be made. */
    public record NewKey(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must have no control characters") String name,

            @NotNull Role role) {}

    /** A key that was just made: the only answer that shows it. */
    public record CreatedKey(String id, String name, String key, String prefix, Role role, Instant createdAt) {}

    /** A key as it is listed. */
    public record Key(
            String id,
            String name,
            String prefix,
            Role role,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** All keys of an account. */
    public record KeyList(List<Key> data) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createKey", summary = "Create an API key for the caller's account; it is shown only once")
    @APIResponse(
            responseCode = "201",
            description = "The key",
            content = @Content(schema = @Schema(implementation = CreatedKey.class)))
    @APIResponse(responseCode = "400", description = "The body is unusable")
    @APIResponse(responseCode = "403", description = "The caller only reads")
    public Uni<Response> create(@NotNull @Valid NewKey body, @Context SecurityContext security) {
        if (body.role() == Role.OPERATOR) {
            throw new Problem(
                    ProblemType.INVALID_BODY,
                    "role: an owner or a reader can be made; the operator's key is configured.");
        }
        Caller caller = Caller.of(security.getUserPrincipal());
        ApiKey key = ApiKey.random(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKeyEntity row = new ApiKeyEntity(ids.next("key"), caller.accountId(), body.name(), key, body.role(), now);
        CreatedKey answer = new CreatedKey(row.id(), row.name(), key.reveal(), row.prefix(), row.role(), now);
        return accounts.create(row)
                .replaceWith(() ->
                        Response.status(Response.Status.CREATED).entity(answer).build());
    }

    @GET
    @Operation(operationId = "listKeys", summary = "List the keys of the caller's account, without the keys themselves")
    public Uni<KeyList> list(@Context SecurityContext security) {
        return accounts.keysOf(Caller.of(security.getUserPrincipal()).accountId())
                .map(rows -> new KeyList(rows.stream()
                        .map(row -> new Key(
                                row.id(),
                                row.name(),
                                row.prefix(),
                                row.role(),
                                row.createdAt(),
                                row.lastUsedAt(),
                                row.revokedAt()))
                        .toList()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke a key",
            description = "It ends at once in the replica that answers, within ten seconds in all others.")
    @APIResponse(responseCode = "204", description = "The key is revoked")
    @APIResponse(responseCode = "404", description = "The account has no such key")
    public Uni<Response> revoke(@PathParam("id") String id, @Context SecurityContext security) {
        if (!Ids.isId("key", id)) {
            throw Problem.no("key").get();
        }
        return accounts.revoke(
                        id,
                        Caller.of(security.getUserPrincipal()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .map(found -> {
                    if (!found) {
                        throw Problem.no("key").get();
                    }
                    cache.forget(id);
                    return Response.noContent().build();
                });
    }
}
