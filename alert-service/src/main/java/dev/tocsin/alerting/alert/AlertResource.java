package dev.tocsin.alerting.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.query.Digest;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts, to be read. */
@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Scope.ALERTS_READ)
@Tag(name = "Alerts")
public class AlertResource {
    private static final String AS_OF =
            "Answer with what was known at this time, not in the future: RFC 3339 time, or a"
                    + " day (its begin in UTC)";

    private final AlertRepository alerts;
    private final Cursors cursors;
    private final Clock clock;

    public AlertResource(AlertRepository alerts, Cursors cursors, Clock clock) {
        this.alerts = alerts;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * One page.
     *
     * @param data each as it is stored
     * @param nextCursor null on the last
     * @param pollCursor only with updatedSince, on the last page: where to go on when there may be new changes
     */
    public record AlertPage(
            @Schema(implementation = Alert[].class) List<Written> data,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pollCursor) {}

    /** A document that is passed on. */
    public record Written(@JsonValue @JsonRawValue String json) {}

    @GET
    @Operation(
            operationId = "listAlerts",
            summary = "List alerts, newest first",
            description = "Values of one filter are alternatives, different filters narrow each other. Pages are walked"
                    + " by nextCursor or the Link header (RFC 8288), which carries all filters; alerts raised during the"
                    + " walk do not disturb it. With updatedSince they come in the order in which they changed,"
                    + " whatever their state: whoever keeps a copy asks on with pollCursor as cursor and the same"
                    + " filters, and misses no change; no overlap is needed. An answer has an ETag: with If-None-Match"
                    + " the same page answers 304.")
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "mining_ban, relocation, nft_launch or city_invitation; repeat it or separate by commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "jurisdiction",
            in = ParameterIn.QUERY,
            description = "ISO 3166 code; a country finds its subdivisions too (US finds US-FL); repeat or commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "actor",
            in = ParameterIn.QUERY,
            description = "Id or whole name of an actor, in any case, its legal form (Ltd) at will; may be repeated",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "rumoured, proposed, announced, denied, in_force or reversed; repeat or commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Every term has to occur in titles, actors, places or quotes, as written: no stemming, no"
                    + " translation, simplified and traditional Chinese differ",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "First reported at or after this: RFC 3339 time, or a day (its begin in UTC)",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "until",
            in = ParameterIn.QUERY,
            description = "First reported before this: RFC 3339 time, or a day (its begin in UTC)",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "minConfidence",
            in = ParameterIn.QUERY,
            description = "Least confidence, from 0 to 1",
            schema = @Schema(type = SchemaType.NUMBER))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "standing, merged or retracted; repeat or commas; standing only unless told",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "updatedSince",
            in = ParameterIn.QUERY,
            description = "Changed at or after this, first changes first: RFC 3339 time, or a day (its begin in UTC)."
                    + " All states unless told; not together with asOf",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "asOf", in = ParameterIn.QUERY, description = AS_OF, schema = @Schema(type = SchemaType.STRING))
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
            description = "A page of alerts",
            content = @Content(schema = @Schema(implementation = AlertPage.class)))
    @APIResponse(responseCode = "304", description = "The page is the one that If-None-Match names")
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    public Uni<Response> list(@Context UriInfo uri, @Context Request request, @Context SecurityContext security)
            throws InvalidParameter {
        AlertQuery query = AlertQuery.parse(uri.getQueryParameters(), clock.instant());
        String account = Caller.of(security.getUserPrincipal()).accountId();
        Paging paging = Paging.of(cursors, account, "alerts", query.asked());
        Optional<Cursor> after = paging.after("alr");
        return alerts.list(query.behind(after)).map(rows -> page(query, paging, rows, uri, request));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getAlert",
            summary = "Get one alert",
            description = "Whatever its state: an id leads somewhere for ever. A merged alert names its successor in"
                    + " mergedInto and in a Link of rel successor-version (RFC 5829); a retracted one says why in"
                    + " stateReason. The ETag is the alert's version: with If-None-Match an unchanged alert answers"
                    + " 304.")
    @Parameter(name = "asOf", in = ParameterIn.QUERY, description = AS_OF, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The alert",
            content = @Content(schema = @Schema(implementation = Alert.class)))
    @APIResponse(responseCode = "304", description = "The alert has not changed")
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no such alert, or there was none then")
    public Uni<Response> get(@PathParam("id") String id, @Context UriInfo uri, @Context Request request)
            throws InvalidParameter {
        Optional<Instant> asOf =
                AlertQuery.asOf(Parameters.of(uri.getQueryParameters(), List.of("asOf")), clock.instant());
        if (!Ids.isId("alr", id)) {
            throw noAlert().get();
        }
        return alerts.find(id, asOf).map(found -> {
            Alert alert = found.orElseThrow(noAlert());
            EntityTag tag = new EntityTag("v" + alert.version());
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            Response.ResponseBuilder answer =
                    unchanged == null ? Response.ok(alert).tag(tag) : unchanged.tag(tag);
            if (alert.mergedInto() != null) {
                answer.header("Link", "</v1/alerts/" + alert.mergedInto() + ">; rel=\"successor-version\"");
            }
            return answer.build();
        });
    }

    private static Supplier<Problem> noAlert() {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "There is no alert with this id, or there was none at the time that was asked for.");
    }

    private static Response page(
            AlertQuery query, Paging paging, List<AlertEntity> rows, UriInfo uri, Request request) {
        boolean changes = query.updatedSince().isPresent();
        Function<AlertEntity, String> end =
                row -> new Cursor(changes ? row.updatedAt() : row.raisedAt(), row.id()).encode();
        Page<AlertEntity> page = paging.page(rows, end);
        String next = page.next().orElse(null);
        String poll = changes && next == null ? poll(page.shown(), paging, end) : null;
        EntityTag tag = tag(page.shown(), next, poll);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        List<Written> documents = page.shown().stream()
                .flatMap(AlertEntity::written)
                .map(Written::new)
                .toList();
        Response.ResponseBuilder answer =
                Response.ok(new AlertPage(documents, next, poll)).tag(tag);
        page.links(uri.getAbsolutePath().toString()).forEach(link -> answer.header("Link", link));
        return answer.build();
    }

    /** Behind the last change; where there is none, the cursor that was asked with stays the place to go on from. */
    private static @Nullable String poll(List<AlertEntity> shown, Paging paging, Function<AlertEntity, String> end) {
        return shown.isEmpty()
                ? paging.place().map(paging::cursor).orElse(null)
                : paging.cursor(end.apply(shown.get(shown.size() - 1)));
    }

    /** Weak (RFC 9110, section 8.8.1): an alert's document is told by its version. */
    private static EntityTag tag(List<AlertEntity> shown, @Nullable String next, @Nullable String poll) {
        String versions =
                shown.stream().map(row -> row.id() + ":" + row.version()).collect(Collectors.joining(","));
        return new EntityTag(Digest.of(versions + " " + next + " " + poll), true);
    }
}
