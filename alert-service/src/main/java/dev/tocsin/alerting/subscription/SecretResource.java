package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A new signing key in place of the old one, without a message that its receiver could not verify. */
@Path("/v1/subscriptions/{id}/secret/rotate")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
public class SecretResource {

    private final RotationRepository rotations;

    public SecretResource(RotationRepository rotations) {
        this.rotations = rotations;
    }

    @POST
    @Operation(
            operationId = "rotateSecret",
            summary = "Rotate the signing key",
            description =
                    "The answer shows the new secret, once, or the public key for the scheme v1a. The scheme stays what"
                            + " it is unless another is asked for. For the overlap, 24 hours unless the request shortens it,"
                            + " every message carries the signatures of both keys, the new one first, also a try that repeats"
                            + " an older one; then only the new key signs. At most two old keys sign at a time. If a key has"
                            + " leaked, an overlap of PT0S ends all old ones at once.")
    public Uni<SubscriptionView> rotate(
            @PathParam("id") String id, @Nullable RotationRequest request, @Context SecurityContext security) {
        return rotations.rotate(id, request, Caller.of(security.getUserPrincipal()));
    }
}
