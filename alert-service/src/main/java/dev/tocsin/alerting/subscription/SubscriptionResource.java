package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions, to be made and changed by their account. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private final OwnerRepository owners;

    private final ObjectMapper json;

    public SubscriptionResource(OwnerRepository owners, ObjectMapper json) {
        this.owners = owners;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSubscription",
            summary = "Subscribe an endpoint to alerts",
            description = "The answer shows the signing secret, once, or the public key for the scheme v1a. The types"
                    + " choose which messages come: alert.raised, alert.corroborated, alert.updated, alert.merged,"
                    + " alert.retracted. Left out, they are alert.raised, alert.updated and alert.retracted. Of the"
                    + " account's other subscriptions they may name endpoint.failing, endpoint.disabled,"
                    + " endpoint.recovered and delivery.failed, to which no filter applies. The content is envelope,"
                    + " cloudevents, slack, discord, teams, telegram, feishu, dingtalk or wecom; left out, the URL's host"
                    + " decides. A test"
                    + " message always comes. With a handshake the endpoint is asked first (OPTIONS, CloudEvents webhook"
                    + " section 4), for a rate too; where it is required and not given, the subscription is made but"
                    + " disabled, and stateReason says what was missing.")
    @APIResponseSchema(
            value = SubscriptionView.class,
            responseCode = "201",
            responseDescription = "The subscription; Location is its address")
    public Uni<Response> create(
            @Nullable SubscriptionRequest request, @Context SecurityContext security, @Context UriInfo uri) {
        return owners.create(request, caller(security))
                .map(made -> Response.created(
                                uri.getAbsolutePathBuilder().path(made.id()).build())
                        .entity(made)
                        .build());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeSubscription",
            summary = "Change everything but the signing key",
            description = "A JSON Merge Patch (RFC 7396). Disabling holds what is pending, enabling sends it; a new url"
                    + " counts from the next try of every message on. Types that are null become the default again;"
                    + " new ones count from the next alert on. A header or channel secret that is sent back as *** stays"
                    + " as it is, but a url with another host wants the values of headers anew. With If-Match and the"
                    + " ETag that was read, it is changed only if nobody else has changed it since (412).")
    @APIResponse(
            responseCode = "200",
            description = "The subscription as it is now",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(responseCode = "412", ref = "#/components/responses/Problem412")
    public Uni<Response> change(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionRequest.class))) @Nullable JsonNode patch,
            @Context SecurityContext security,
            @Context Request request) {
        return owners.change(
                        id,
                        patch,
                        caller(security),
                        view -> request.evaluatePreconditions(SubscriptionPageResource.tag(json, view)) == null)
                .map(view -> Response.ok(view)
                        .tag(SubscriptionPageResource.tag(json, view))
                        .build());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteSubscription",
            summary = "Delete a subscription",
            description = "Pending deliveries are cancelled; they can still be asked for.")
    @APIResponse(responseCode = "204", description = "It is deleted")
    public Uni<Response> delete(@PathParam("id") String id, @Context SecurityContext security) {
        return owners.delete(id, caller(security))
                .map(done -> Response.noContent().build());
    }

    static Caller caller(SecurityContext security) {
        return Caller.of(security.getUserPrincipal());
    }
}
