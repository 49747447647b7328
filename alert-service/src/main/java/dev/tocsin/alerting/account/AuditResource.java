package dev.tocsin.alerting.account;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Page;
import dev.tocsin.alerting.query.Paging;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
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
import org.jspecify.annotations.Nullable;

/** Who changed what: for an owner in their account, for the operator in all. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.AUDIT_READ)
@Tag(name = "Audit log")
public class AuditResource {
    private static final String REPEATED = "; repeat it or separate by commas";

    private final AuditLogRepository log;
    private final Cursors cursors;

    public AuditResource(AuditLogRepository log, Cursors cursors) {
        this.log = log;
        this.cursors = cursors;
    }

    /** One page; {@code nextCursor} is null on the last. */
    public record AuditPage(
            List<AuditLogRepository.Entry> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "List changes, newest first",
            description =
                    "What was made, changed, rotated, replayed, closed …, by which key, from where. Pages are walked"
                            + " by nextCursor or the Link header (RFC 8288).")
    @Parameter(
            name = "action",
            in = ParameterIn.QUERY,
            description = "create, change, delete, rotate, revoke, close, reopen, replay, discard, test or handshake"
                    + REPEATED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            description = "account, key, subscription, delivery, filter or feedback" + REPEATED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "targetId",
            in = ParameterIn.QUERY,
            description = "Of the one thing that was changed",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "keyId",
            in = ParameterIn.QUERY,
            description = "The key that it was done with",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "accountId",
            in = ParameterIn.QUERY,
            description = "Whose it was",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "At this time or later",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "until",
            in = ParameterIn.QUERY,
            description = "Before this time",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Size of a page, from 1 to 200; 50 unless told",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before, with the same filters",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of changes",
            content = @Content(schema = @Schema(implementation = AuditPage.class)))
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "403", description = "The key lacks the scope audit:read")
    public Uni<Response> list(@Context UriInfo uri, @Context SecurityContext security) throws InvalidParameter {
        AuditQuery query = AuditQuery.of(uri.getQueryParameters());
        Caller caller = Caller.of(security.getUserPrincipal());
        Paging paging = Paging.of(cursors, caller.accountId(), "audit", query.asked());
        return log.newest(caller, query.behind(paging.after("aud"))).map(found -> page(paging, found, uri));
    }

    private static Response page(Paging paging, List<AuditLogRepository.Entry> found, UriInfo uri) {
        Page<AuditLogRepository.Entry> page = paging.page(found, last -> new Cursor(last.at(), last.id()).encode());
        Response.ResponseBuilder answer =
                Response.ok(new AuditPage(page.shown(), page.next().orElse(null)));
        page.links(uri.getAbsolutePath().toString()).forEach(link -> answer.header("Link", link));
        return answer.build();
    }
}
