package dev.tocsin.alerting.feedback;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Page;
import dev.tocsin.alerting.query.Paging;
import io.smallrye.mutiny.Multi;
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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Feedback of all accounts, for the operator to learn from. */
@Path("/v1/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.FEEDBACK_REVIEW)
@Tag(name = "Feedback")
public class ReviewResource {
    private static final String NDJSON = "application/x-ndjson";

    /** Cases that are read at a time: each holds up to two hundred reports. */
    private static final int CHUNK = 20;

    private final FeedbackRepository feedback;
    private final Cursors cursors;

    public ReviewResource(FeedbackRepository feedback, Cursors cursors) {
        this.feedback = feedback;
        this.cursors = cursors;
    }

    /** One page; {@code nextCursor} is null on the last. */
    public record FeedbackPage(
            List<Feedback> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "listFeedback",
            summary = "List feedback of all accounts, newest first",
            description = "For the operator. Pages are walked by nextCursor or the Link header (RFC 8288).")
    @Parameter(
            name = "verdict",
            in = ParameterIn.QUERY,
            description = "wrong, duplicate or late; repeat it or separate by commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "alertId",
            in = ParameterIn.QUERY,
            description = "The alert that it was given about",
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
            description = "A page of feedback",
            content = @Content(schema = @Schema(implementation = FeedbackPage.class)))
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    public Uni<Response> list(@Context UriInfo uri, @Context SecurityContext security) throws InvalidParameter {
        FeedbackQuery query = FeedbackQuery.page(uri.getQueryParameters());
        String account = Caller.of(security.getUserPrincipal()).accountId();
        Paging paging = Paging.of(cursors, account, "feedback", query.asked());
        return feedback.newest(query.behind(paging.after("fbk"))).map(found -> page(paging, found, uri));
    }

    @GET
    @Path("/cases")
    @Produces(NDJSON)
    @Operation(
            operationId = "exportFeedbackCases",
            summary = "Feedback as cases for measuring which reports are of one event",
            description = "For the operator. One JSON object a line, newest first: the verdict, and the reports of the"
                    + " alert (and of the one it is said to duplicate) as they came, up to 100 of each.")
    @Parameter(
            name = "verdict",
            in = ParameterIn.QUERY,
            description = "wrong, duplicate or late; repeat it or separate by commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "alertId",
            in = ParameterIn.QUERY,
            description = "The alert that it was given about",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many cases at most, from 1 to 10000; 1000 unless told",
            schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(
            responseCode = "200",
            description = "Cases, one a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = FeedbackCase.class)))
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "403", description = "The caller is not the operator")
    public Multi<FeedbackCase> cases(@Context UriInfo uri) throws InvalidParameter {
        FeedbackQuery query = FeedbackQuery.cases(uri.getQueryParameters());
        AtomicReference<FeedbackQuery> next = new AtomicReference<>(query.first(CHUNK));
        return Multi.createBy()
                .repeating()
                .uni(() -> feedback.cases(Objects.requireNonNull(next.get())))
                .whilst(chunk -> {
                    if (chunk.size() == CHUNK) {
                        next.set(query.after(chunk.get(CHUNK - 1).cursor(), CHUNK));
                    }
                    return chunk.size() == CHUNK;
                })
                .onItem()
                .<FeedbackCase>disjoint()
                .select()
                .first(query.limit());
    }

    private static Response page(Paging paging, List<Feedback> found, UriInfo uri) {
        Page<Feedback> page = paging.page(found, last -> new Cursor(last.createdAt(), last.id()).encode());
        Response.ResponseBuilder answer =
                Response.ok(new FeedbackPage(page.shown(), page.next().orElse(null)));
        page.links(uri.getAbsolutePath().toString()).forEach(link -> answer.header("Link", link));
        return answer.build();
    }
}
