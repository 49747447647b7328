package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.query.InvalidParameter;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.core.UriInfo;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Saved filters, and the secret links to their feeds. */
@Path("/v1/filters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Filters")
public class SavedFilterResource {
    private final SavedFilterRepository filters;
    private final FeedConfig config;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random;

    SavedFilterResource(SavedFilterRepository filters, FeedConfig config, Clock clock, Ids ids, SecureRandom random) {
        this.filters = filters;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** All of an account. */
    public record SavedFilterList(List<SavedFilterView> data) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Scope.FILTERS_WRITE)
    @Operation(
            operationId = "createFilter",
            summary = "Save a filter, to be read as a feed",
            description =
                    "The answer shows the token and the links that have it in them, once. Whoever knows a link reads"
                            + " the feed without a key: as Atom, JSON Feed, CSV, or as a calendar of the dates at which things"
                            + " take effect. Add ?lang=zh for words in Chinese.")
    @APIResponse(
            responseCode = "201",
            description = "The filter",
            content = @Content(schema = @Schema(implementation = SavedFilterView.class)))
    @APIResponse(responseCode = "400", description = "A property cannot be used; the problem names it")
    @APIResponse(responseCode = "409", description = "The account has saved as many filters as it may have")
    public Uni<Response> create(
            @Nullable SavedFilterBody body, @Context SecurityContext security, @Context UriInfo uri) {
        SavedFilterBody given = given(body);
        Instant now = now();
        SavedFilter made = new SavedFilter(
                ids.next("flt"),
                caller(security).accountId(),
                checked(() -> SavedFilterBody.checkedName(given.name())),
                filter(given.filter(), Map.of()),
                1,
                now,
                now);
        FeedToken token = FeedToken.random(random);
        return filters.add(caller(security), made, token, config.perAccount()).map(added -> {
            if (!added) {
                throw new Problem(
                        ProblemType.TOO_MANY_FILTERS, "An account may save " + config.perAccount() + " filters.");
            }
            return Response.created(uri.getAbsolutePathBuilder().path(made.id()).build())
                    .entity(withLinks(made, token, uri))
                    .build();
        });
    }

    @GET
    @Needs(Scope.FILTERS_READ)
    @Operation(
            operationId = "listFilters",
            summary = "List the account's saved filters, newest first",
            description = "All of them at once, for there are few. Without their tokens, of which only a hash is kept.")
    @APIResponse(
            responseCode = "200",
            description = "The filters",
            content = @Content(schema = @Schema(implementation = SavedFilterList.class)))
    public Uni<SavedFilterList> list(@Context SecurityContext security) {
        return filters.ofAccount(caller(security))
                .map(found -> new SavedFilterList(
                        found.stream().map(SavedFilterView::of).toList()));
    }

    @GET
    @Path("/{id}")
    @Needs(Scope.FILTERS_READ)
    @Operation(
            operationId = "getFilter",
            summary = "Get one saved filter, without its token",
            description = "A token that is lost cannot be shown again: make a new link instead.")
    @APIResponse(
            responseCode = "200",
            description = "The filter",
            content = @Content(schema = @Schema(implementation = SavedFilterView.class)))
    @APIResponse(responseCode = "404", description = "The account has no such filter")
    public Uni<SavedFilterView> get(@PathParam("id") String id, @Context SecurityContext security) {
        return own(id, security).map(SavedFilterView::of);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Scope.FILTERS_WRITE)
    @Operation(
            operationId = "changeFilter",
            summary = "Change the name or the filter",
            description =
                    "What is left out stays; a filter that is given takes the place of the whole one. The links stay.")
    @APIResponse(
            responseCode = "200",
            description = "The filter as it is now",
            content = @Content(schema = @Schema(implementation = SavedFilterView.class)))
    @APIResponse(responseCode = "400", description = "A property cannot be used; the problem names it")
    @APIResponse(responseCode = "404", description = "The account has no such filter")
    @APIResponse(responseCode = "409", description = "Someone else changed it meanwhile")
    public Uni<SavedFilterView> change(
            @PathParam("id") String id, @Nullable SavedFilterBody body, @Context SecurityContext security) {
        SavedFilterBody given = given(body);
        return own(id, security)
                .chain(read -> filters.change(
                        caller(security),
                        read,
                        given.name() == null ? read.name() : checked(() -> SavedFilterBody.checkedName(given.name())),
                        filter(given.filter(), read.filter()),
                        now()))
                .map(changed -> SavedFilterView.of(changed.orElseThrow(
                        Problem.of(ProblemType.CONFLICT, "Someone else changed it: read it again."))));
    }

    @POST
    @Path("/{id}/token/rotate")
    @Needs(Scope.FILTERS_WRITE)
    @Operation(
            operationId = "rotateFilterToken",
            summary = "Make a new secret link",
            description = "The old one leads nowhere from then on. The answer shows the new one, once.")
    @APIResponse(
            responseCode = "200",
            description = "The filter with its new links",
            content = @Content(schema = @Schema(implementation = SavedFilterView.class)))
    @APIResponse(responseCode = "404", description = "The account has no such filter")
    public Uni<SavedFilterView> rotate(
            @PathParam("id") String id, @Context SecurityContext security, @Context UriInfo uri) {
        FeedToken token = FeedToken.random(random);
        return filters.rotate(caller(security), id, token, now())
                .map(rotated -> withLinks(rotated.orElseThrow(Problem.no("filter")), token, uri));
    }

    @DELETE
    @Path("/{id}")
    @Needs(Scope.FILTERS_WRITE)
    @Operation(
            operationId = "deleteFilter",
            summary = "Delete a saved filter",
            description = "Its links lead nowhere from then on.")
    @APIResponse(responseCode = "204", description = "It is deleted")
    @APIResponse(responseCode = "404", description = "The account has no such filter")
    public Uni<Response> delete(@PathParam("id") String id, @Context SecurityContext security) {
        return filters.delete(caller(security), id).map(deleted -> {
            if (!deleted) {
                throw Problem.no("filter").get();
            }
            return Response.noContent().build();
        });
    }

    private Uni<SavedFilter> own(String id, SecurityContext security) {
        if (!Ids.isId("flt", id)) {
            throw Problem.no("filter").get();
        }
        return filters.find(caller(security), id).map(found -> found.orElseThrow(Problem.no("filter")));
    }

    private static SavedFilterView withLinks(SavedFilter filter, FeedToken token, UriInfo uri) {
        Map<String, String> links = new LinkedHashMap<>();
        for (FeedFormat format : FeedFormat.values()) {
            links.put(format.extension(), FeedResource.link(uri, token, format));
        }
        return SavedFilterView.of(filter, token.reveal(), links);
    }

    private static Map<String, List<String>> filter(
            SavedFilterBody.@Nullable SavedFilterTerms given, Map<String, List<String>> otherwise) {
        return given == null ? otherwise : checked(given::checked);
    }

    private static SavedFilterBody given(@Nullable SavedFilterBody body) {
        if (body == null) {
            throw new Problem(ProblemType.INVALID_BODY, "The body has to be an object with a name and a filter.");
        }
        return body;
    }

    /** What somebody typed. */
    private interface Typed<T> {
        T read() throws InvalidParameter;
    }

    private static <T> T checked(Typed<T> typed) {
        try {
            return typed.read();
        } catch (InvalidParameter e) {
            throw new Problem(ProblemType.INVALID_BODY, e.parameter() + ": " + e.detail())
                    .with("property", e.parameter());
        }
    }

    private static Caller caller(SecurityContext security) {
        return Caller.of(security.getUserPrincipal());
    }

    /** To the database's precision, so that what is answered now is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
