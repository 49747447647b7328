package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feeds of saved filters. Whoever knows the link may read; it shows alerts, and of its owner only the filter's name. */
@Path("/feeds/{file}")
@OpenToAll
@Tag(name = "Filters")
public class FeedResource {
    private final SavedFilterRepository filters;
    private final FeedRepository alerts;
    private final FeedConfig config;
    private final Semaphore writing;

    FeedResource(SavedFilterRepository filters, FeedRepository alerts, FeedConfig config) {
        this.filters = filters;
        this.alerts = alerts;
        this.config = config;
        this.writing = new Semaphore(config.atOnce());
    }

    static String link(UriInfo uri, FeedToken token, FeedFormat format) {
        return uri.getBaseUriBuilder()
                .path("feeds")
                .path(token.reveal() + "." + format.extension())
                .build()
                .toString();
    }

    /** What is asked for. */
    private record Asked(FeedToken token, FeedFormat format, Language language) {
        String link(UriInfo uri) {
            return FeedResource.link(uri, token, format)
                    + (language == Language.EN ? "" : "?lang=" + language.wireName());
        }
    }

    @GET
    @Operation(
            operationId = "readFeed",
            summary = "Read a saved filter's alerts as a feed, by its secret link",
            description =
                    "The token and .atom (RFC 4287), .json (JSON Feed 1.1), .csv (RFC 4180) or .ics (RFC 5545: one"
                            + " event for each alert that takes effect at some day, month or year). What changed last comes first;"
                            + " an alert that was retracted or merged stays, and says so. Ask with If-None-Match or"
                            + " If-Modified-Since: what has not changed is not sent again.")
    @Parameter(
            name = "lang",
            in = ParameterIn.QUERY,
            description = "Of our own words: en, unless told, or zh; titles and quotes stay in theirs",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The feed",
            content = {
                @Content(mediaType = "application/atom+xml"),
                @Content(mediaType = "application/feed+json"),
                @Content(mediaType = "text/csv"),
                @Content(mediaType = "text/calendar")
            })
    @APIResponse(responseCode = "304", description = "It has not changed")
    @APIResponse(responseCode = "400", description = "A query parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "404", description = "There is no feed at this link")
    @APIResponse(responseCode = "503", description = "Many feeds are being read; try again after Retry-After seconds")
    public Uni<Response> read(
            @PathParam("file") String file,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request)
            throws InvalidParameter {
        Language language = Parameters.of(uri.getQueryParameters(), List.of("lang"))
                .single("lang", text -> Language.of(text).orElseThrow(IllegalArgumentException::new), "en or zh")
                .orElse(Language.EN);
        int dot = file.lastIndexOf('.');
        FeedToken token = FeedToken.of(dot < 0 ? "" : file.substring(0, dot)).orElseThrow(noFeed());
        FeedFormat format = FeedFormat.of(file.substring(dot + 1)).orElseThrow(noFeed());
        if (!writing.tryAcquire()) {
            throw new Problem(ProblemType.BUSY, "Many feeds are being read. Try again in a second.")
                    .header(HttpHeaders.RETRY_AFTER, 1);
        }
        Asked asked = new Asked(token, format, language);
        return filters.find(token)
                .chain(found -> answer(found.orElseThrow(noFeed()), asked, uri, headers, request))
                .onTermination()
                .invoke(writing::release);
    }

    private Uni<Response> answer(SavedFilter filter, Asked asked, UriInfo uri, HttpHeaders headers, Request request) {
        return alerts.stamp(filter.alerts(), asked.format()).chain(stamp -> {
            Instant updatedAt = stamp.updatedAt()
                    .filter(filter.updatedAt()::isBefore)
                    .orElse(filter.updatedAt())
                    .truncatedTo(ChronoUnit.SECONDS);
            EntityTag tag =
                    new EntityTag(filter.version() + "-" + asked.language().wireName() + "-" + stamp.digest());
            // By RFC 9110, section 13.2.2, the date is not looked at where there is a tag.
            Response.ResponseBuilder unchanged = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH) == null
                            || headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)
                                    .isEmpty()
                    ? request.evaluatePreconditions(Date.from(updatedAt))
                    : request.evaluatePreconditions(tag);
            Uni<Response.ResponseBuilder> answer = unchanged != null
                    ? Uni.createFrom().item(unchanged)
                    : alerts.entries(filter.alerts(), asked.format(), asked.language())
                            .map(entries -> new Feed(
                                    filter.id(), filter.name(), asked.link(uri), asked.language(), updatedAt, entries))
                            .map(feed -> Response.ok(feed.write(asked.format().writer(), config.maxBytes()))
                                    .header(
                                            HttpHeaders.CONTENT_TYPE,
                                            asked.format().mediaType()));
            return answer.map(builder -> builder.tag(tag)
                    .lastModified(Date.from(updatedAt))
                    .header(
                            HttpHeaders.CACHE_CONTROL,
                            "private, max-age=" + config.maxAge().toSeconds())
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Robots-Tag", "noindex")
                    .header("Referrer-Policy", "no-referrer")
                    .build());
        });
    }

    /** Nothing tells a link that never was from one that is no more. */
    private static Supplier<Problem> noFeed() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no feed at this link.");
    }
}
