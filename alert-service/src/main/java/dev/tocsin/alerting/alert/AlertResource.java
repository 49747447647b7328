package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.query.InvalidParameter;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
@Tag(name = "Alerts")
public class AlertResource {
    private static final String AS_OF =
            "Answer with what was known at this time, not in the future: RFC 3339 time, or a"
                    + " day (its begin in UTC)";

    private final AlertRepository alerts;
    private final Clock clock;

    public AlertResource(AlertRepository alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /** One page; {@code nextCursor} is null on the last. */
    public record AlertPage(List<Alert> data, @Nullable String nextCursor) {}

    @GET
    @Operation(
            operationId = "listAlerts",
            summary = "List alerts, newest first",
            description = "Values of one filter are alternatives, different filters narrow each other. Pages are walked"
                    + " by nextCursor or the Link header (RFC 8288), which carries all filters; alerts raised during the"
                    + " walk do not disturb it.")
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
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    public Uni<Response> list(@Context UriInfo uri) throws InvalidParameter {
        AlertQuery query = AlertQuery.parse(uri.getQueryParameters(), clock.instant());
        return alerts.newest(query).map(rows -> page(query, rows, uri));
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

    private static Response page(AlertQuery query, List<AlertEntity> rows, UriInfo uri) {
        List<AlertEntity> shown = rows.subList(0, Math.min(query.limit(), rows.size()));
        Optional<Cursor> next = Optional.empty();
        if (rows.size() > shown.size()) {
            AlertEntity last = shown.get(shown.size() - 1);
            next = Optional.of(new Cursor(last.raisedAt(), last.id()));
        }
        AlertPage page = new AlertPage(
                shown.stream().map(AlertEntity::document).toList(),
                next.map(Cursor::encode).orElse(null));
        Response.ResponseBuilder answer =
                Response.ok(page).header("Link", link(uri, query.toQueryString(Optional.empty()), "first"));
        next.ifPresent(cursor -> answer.header("Link", link(uri, query.toQueryString(Optional.of(cursor)), "next")));
        return answer.build();
    }

    private static String link(UriInfo uri, String queryString, String relation) {
        String target = queryString.isEmpty() ? "" : "?" + queryString;
        return "<" + uri.getAbsolutePath() + target + ">; rel=\"" + relation + "\"";
    }
}
