package dev.tocsin.alerting.history;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.alert.AlertRepository;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Page;
import dev.tocsin.alerting.query.Paging;
import dev.tocsin.alerting.query.Parameters;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an alert said before. */
@Path("/v1/alerts/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ALERTS_READ)
@Tag(name = "Alerts")
public class HistoryResource {
    private final AlertRepository alerts;
    private final HistoryRepository history;
    private final Cursors cursors;

    public HistoryResource(AlertRepository alerts, HistoryRepository history, Cursors cursors) {
        this.alerts = alerts;
        this.history = history;
        this.cursors = cursors;
    }

    /** One page; {@code nextCursor} is null on the last. */
    public record VersionPage(
            List<AlertVersion> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "getAlertHistory",
            summary = "Every version of an alert, oldest first",
            description =
                    "As a file is read: from what was first said to what is said now, so that a page that was kept"
                            + " stays as it was and new versions follow at the end. A version of type alert.amended was"
                            + " sent only to those who had not heard of the alert yet, as alert.raised. Pages are walked by"
                            + " nextCursor or the Link header (RFC 8288). The ETag is the alert's version, as on the"
                            + " alert.")
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
            description = "A page of versions",
            content = @Content(schema = @Schema(implementation = VersionPage.class)))
    @APIResponse(responseCode = "304", description = "The alert has not changed")
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such alert")
    public Uni<Response> history(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context Request request,
            @Context SecurityContext security)
            throws InvalidParameter {
        Parameters given = Parameters.of(uri.getQueryParameters(), List.of("limit", "cursor"));
        String account = Caller.of(security.getUserPrincipal()).accountId();
        Paging paging = Paging.of(cursors, account, "history " + id, given);
        int after = paging.place().map(Integer::parseInt).orElse(0);
        if (!Ids.isId("alr", id)) {
            throw Problem.no("alert").get();
        }
        return alerts.find(id, Optional.empty()).chain(found -> {
            EntityTag tag =
                    new EntityTag("v" + found.orElseThrow(Problem.no("alert")).version());
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return unchanged == null
                    ? history.versions(id, after, paging.limit())
                            .map(versions ->
                                    page(versions, paging, uri).tag(tag).build())
                    : Uni.createFrom().item(unchanged.tag(tag).build());
        });
    }

    private static Response.ResponseBuilder page(List<AlertVersion> found, Paging paging, UriInfo uri) {
        Page<AlertVersion> page = paging.page(found, last -> String.valueOf(last.version()));
        Response.ResponseBuilder answer =
                Response.ok(new VersionPage(page.shown(), page.next().orElse(null)));
        page.links(uri.getAbsolutePath().toString()).forEach(link -> answer.header("Link", link));
        return answer;
    }
}
