package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.Digest;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Page;
import dev.tocsin.alerting.query.Paging;
import dev.tocsin.alerting.query.Parameters;
import dev.tocsin.alerting.secret.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Subscriptions, to be read: one of them, or all of an account page by page. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.SUBSCRIPTIONS_READ)
@Tag(name = "Subscriptions")
public class SubscriptionPageResource {

    private final SubscriptionRepository subscriptions;
    private final ObjectMapper json;
    private final Cursors cursors;
    private final Vault vault;

    public SubscriptionPageResource(
            SubscriptionRepository subscriptions, ObjectMapper json, Cursors cursors, Vault vault) {
        this.subscriptions = subscriptions;
        this.json = json;
        this.cursors = cursors;
        this.vault = vault;
    }

    @GET
    @Operation(
            operationId = "listSubscriptions",
            summary = "List subscriptions, newest first",
            description = "Of the caller's account; the operator sees all. Pages are walked by nextCursor or the Link"
                    + " header (RFC 8288).")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Size of a page, from 1 to 200; 50 unless told",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of subscriptions",
            content = @Content(schema = @Schema(implementation = SubscriptionPage.class)))
    @APIResponse(responseCode = "304", description = "The page is the one that If-None-Match names")
    public Uni<Response> list(@Context UriInfo uri, @Context Request request, @Context SecurityContext security)
            throws InvalidParameter {
        Caller caller = SubscriptionResource.caller(security);
        Parameters given = Parameters.of(uri.getQueryParameters(), List.of("limit", "cursor"));
        Paging paging = Paging.of(cursors, caller.accountId(), "subscriptions", given);
        return subscriptions
                .newest(caller, paging.after("sub"), paging.limit())
                .map(rows -> page(rows, paging, uri, request));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSubscription",
            summary = "Get one subscription",
            description = "With If-None-Match and its ETag an unchanged one answers 304.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(responseCode = "304", description = "It has not changed")
    public Uni<Response> get(@PathParam("id") String id, @Context SecurityContext security, @Context Request request) {
        return subscriptions.find(SubscriptionResource.caller(security), id).map(found -> {
            SubscriptionView view = SubscriptionView.of(found.orElseThrow(Problem.no("subscription")), vault);
            EntityTag tag = tag(json, view);
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return (unchanged == null ? Response.ok(view) : unchanged).tag(tag).build();
        });
    }

    /** Of its content and not its version: when an old key ends, no version tells it. */
    static EntityTag tag(ObjectMapper json, SubscriptionView view) {
        return new EntityTag(Digest.of(json, view));
    }

    private Response page(List<SubscriptionEntity> rows, Paging paging, UriInfo uri, Request request) {
        Page<SubscriptionView> page = paging.page(
                rows.stream().map(row -> SubscriptionView.of(row, vault)).toList(),
                last -> new Cursor(last.createdAt(), last.id()).encode());
        SubscriptionPage shown = new SubscriptionPage(page.shown(), page.next().orElse(null));
        EntityTag tag = new EntityTag(Digest.of(json, shown), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        Response.ResponseBuilder answer = Response.ok(shown).tag(tag);
        page.links(uri.getAbsolutePath().toString()).forEach(link -> answer.header("Link", link));
        return answer.build();
    }
}
