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
import jakarta.ws.rs.PATCH;
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
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** API keys of the caller's account; the operator changes those of every account. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.KEYS_MANAGE)
@Tag(name = "API keys")
public class KeyResource {
    private static final String NO_CONTROLS = "must have no control characters";

    private final KeyRepository keys;
    private final CallerCache cache;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    public KeyResource(KeyRepository keys, CallerCache cache, SecureRandom random, Clock clock, Ids ids) {
        this.keys = keys;
        this.cache = cache;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A key to be made.
     *
     * @param scopes fewer than its role has; left out: all of them
     * @param expiresAt left out: never
     */
    public record NewKey(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = NO_CONTROLS) String name,

            @NotNull Role role,
            @Nullable Set<@NotNull Scope> scopes,
            @Nullable Instant expiresAt) {}

    /** What can be changed of a key. */
    public record KeyPatch(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = NO_CONTROLS) String name) {}

    /** @param overlap how long the old secret stays good: ISO 8601, PT0S to PT24H, which is the default */
    public record KeyRotation(@Nullable String overlap) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createKey",
            summary = "Create an API key for the caller's account; it is shown only once",
            description = "A role is a bundle of scopes; name scopes to give fewer. No key can give what it has not"
                    + " itself. An account may have " + KeyRepository.MOST_PER_ACCOUNT + " keys that are good.")
    @APIResponse(
            responseCode = "201",
            description = "The key",
            content = @Content(schema = @Schema(implementation = KeyView.CreatedKey.class)))
    @APIResponse(responseCode = "400", description = "The body is unusable")
    @APIResponse(
            responseCode = "403",
            description = "The caller lacks the scope keys:manage, or one that it would give")
    @APIResponse(responseCode = "409", description = "The account has as many keys as it may have")
    public Uni<Response> create(@NotNull @Valid NewKey body, @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return create(caller, caller.accountId(), body);
    }

    Uni<Response> create(Caller caller, String accountId, NewKey body) {
        Instant now = now();
        KeyGrant grant = KeyGrant.of(caller, accountId, body.role(), body.scopes(), body.expiresAt(), now);
        ApiKey key = ApiKey.random(random);
        ApiKeyEntity row = new ApiKeyEntity(
                ids.next("key"), accountId, body.name(), key, grant.role(), grant.scopes(), grant.expiresAt(), now);
        KeyView.CreatedKey answer = KeyView.created(row, key);
        return keys.create(caller, row).map(made -> switch (made) {
            case DONE -> Response.status(Response.Status.CREATED).entity(answer).build();
            case FULL ->
                throw new Problem(
                        ProblemType.TOO_MANY_KEYS,
                        "An account may have " + KeyRepository.MOST_PER_ACCOUNT + " keys that are good.");
            case NO_ACCOUNT -> throw Problem.no("account").get();
        });
    }

    @GET
    @Needs(Scope.KEYS_READ)
    @Operation(operationId = "listKeys", summary = "List the keys of the caller's account, without the keys themselves")
    public Uni<KeyView.KeyList> list(@Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return list(caller, caller.accountId());
    }

    Uni<KeyView.KeyList> list(Caller caller, String accountId) {
        return keys.keysOf(caller, accountId).map(rows -> KeyView.list(rows.orElseThrow(Problem.no("account"))));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "renameKey",
            summary = "Give a key another name",
            description =
                    "A JSON Merge Patch (RFC 7396). Nothing else can be changed: to do more or less, make another key.")
    @APIResponse(
            responseCode = "200",
            description = "The key as it is now",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @APIResponse(responseCode = "400", description = "The body is unusable")
    @APIResponse(responseCode = "404", description = "The account has no such key")
    public Uni<KeyView> rename(
            @PathParam("id") String id, @NotNull @Valid KeyPatch body, @Context SecurityContext security) {
        return keys.rename(Caller.of(security.getUserPrincipal()), known(id), body.name())
                .map(found -> KeyView.of(found.orElseThrow(Problem.no("key"))));
    }

    @POST
    @Path("/{id}/rotate")
    @Operation(
            operationId = "rotateKey",
            summary = "Give a key a new secret, which is shown only once",
            description = "The old one stays good for the overlap, up to 24 hours and 24 hours unless told; rotated"
                    + " again meanwhile, the one before it ends at once. If a key has leaked, an overlap of PT0S ends"
                    + " it: at once in the replica that answers, within ten seconds in all others.")
    @APIResponse(
            responseCode = "200",
            description = "The key with its new secret",
            content = @Content(schema = @Schema(implementation = KeyView.CreatedKey.class)))
    @APIResponse(responseCode = "400", description = "The overlap is unusable")
    @APIResponse(responseCode = "403", description = "The key has a scope that the caller lacks")
    @APIResponse(responseCode = "404", description = "The account has no such key")
    @APIResponse(responseCode = "409", description = "The key is revoked or past its end")
    public Uni<KeyView.CreatedKey> rotate(
            @PathParam("id") String id, @Nullable KeyRotation body, @Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        ApiKey next = ApiKey.random(random);
        Instant now = now();
        return keys.rotate(
                        caller,
                        known(id),
                        key -> KeyGrant.mayRotate(caller, key, now),
                        next,
                        KeyGrant.overlap(body == null ? null : body.overlap()),
                        now)
                .map(found -> found.orElseThrow(Problem.no("key")))
                .invoke(key -> cache.forget(key.id()))
                .map(key -> KeyView.created(key, next));
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
        return keys.revoke(Caller.of(security.getUserPrincipal()), known(id), now())
                .map(found -> found.orElseThrow(Problem.no("key")))
                .invoke(key -> cache.forget(key.id()))
                .map(key -> Response.noContent().build());
    }

    private static String known(String id) {
        return Optional.of(id).filter(text -> Ids.isId("key", text)).orElseThrow(Problem.no("key"));
    }

    /** To the database's precision. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
