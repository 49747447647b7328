package dev.tocsin.ingest.feed;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.problem.ProblemType;
import dev.tocsin.ingest.text.CleanText;
import dev.tocsin.ingest.websub.HubRepository;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which feeds we follow, and how each is doing. */
@Path("/v1/feeds")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
public class FeedResource {
    private static final String ID = "feed_[0-9a-hjkmnp-tv-z]{26}";

    private static final String STATES = "|new|ok|failing|waiting|missing|silent|disabled";

    /** A name server that is slower than this does not hold the caller up: each fetch asks again. */
    private static final Duration RESOLVING = Duration.ofSeconds(5);

    private final FeedRepository feeds;
    private final HealthRepository health;
    private final HubRepository hubs;
    private final AddressGuard guard;
    private final Silence silence;
    private final Clock clock;

    public FeedResource(
            FeedRepository feeds,
            HealthRepository health,
            HubRepository hubs,
            AddressGuard guard,
            Silence silence,
            Clock clock) {
        this.feeds = feeds;
        this.health = health;
        this.hubs = hubs;
        this.guard = guard;
        this.silence = silence;
        this.clock = clock;
    }

    /** @param title what to call the outlet; without it the feed's own title is taken */
    public record Registration(
            @JsonAlias("url") @NotBlank @Size(max = 2048) String feedUrl,
            @Nullable @Size(max = 200) String title) {}

    /** @param nextCursor for the next page; null on the last */
    public record FeedPage(List<FeedView> data, @Nullable String nextCursor) {}

    @POST
    @Operation(summary = "Follow a feed", description = "It is checked at once, then once an interval.")
    @APIResponse(responseCode = "201", description = "Registered")
    @APIResponse(responseCode = "200", description = "Known already")
    @APIResponse(responseCode = "400", description = "The URL is malformed or leads where we do not go")
    public Uni<Response> register(@Valid @NotNull Registration registration) {
        WebUrl url;
        try {
            url = WebUrl.parse(registration.feedUrl());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        return Uni.createFrom()
                .item(() -> guard.vet(url))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(RESOLVING)
                .recoverWithItem(() -> new AddressGuard.Unresolved(url.host()))
                .invoke(verdict -> {
                    if (verdict instanceof AddressGuard.Refused refused) {
                        throw refused(refused.reason());
                    }
                })
                .chain(vetted -> feeds.register(url, title(registration)))
                .chain(created -> feeds.idOf(url)
                        .chain(id -> health.byId(id.orElse("")))
                        .chain(feed -> registered(created, feed)));
    }

    @GET
    @Operation(
            summary = "List the feeds with their health",
            description = "In the order in which they were registered.")
    public Uni<Response> list(
            @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = "(?:" + ID + ")?") String cursor,
            @Parameter(description = "Only feeds in this state of health")
                    @QueryParam("state")
                    @DefaultValue("")
                    @Pattern(regexp = STATES) String state,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        FeedState only = state.isEmpty() ? null : FeedState.of(state);
        return health.list(cursor, only, limit + 1).chain(this::views).map(found -> {
            List<FeedView> items = found.stream().limit(limit).toList();
            String next = found.size() > limit ? items.get(limit - 1).id() : null;
            Response.ResponseBuilder response = Response.ok(new FeedPage(items, next));
            if (next != null) {
                response.header(
                        "Link",
                        "</v1/feeds?limit=" + limit + (only == null ? "" : "&state=" + state) + "&cursor=" + next
                                + ">; rel=\"next\"");
            }
            return response.build();
        });
    }

    @GET
    @Path("/{id: " + ID + "}")
    @Operation(
            summary = "One feed with its health",
            description = "With its WebSub hub, if it has one that we subscribed to, and how that is doing.")
    public Uni<FeedView> get(String id) {
        return health.byId(id).chain(feed -> view(feed.orElseThrow(() -> notFound(id))));
    }

    @DELETE
    @Path("/{id: " + ID + "}")
    @Operation(summary = "Stop following a feed", description = "Articles that it brought stay; its hub is told.")
    @APIResponse(responseCode = "204", description = "No longer followed")
    public Uni<Response> delete(String id) {
        return feeds.delete(id).map(deleted -> {
            if (!deleted) {
                throw notFound(id);
            }
            return Response.noContent().build();
        });
    }

    private Uni<FeedView> view(HealthRepository.Standing feed) {
        return views(List.of(feed)).map(views -> views.get(0));
    }

    private Uni<List<FeedView>> views(List<HealthRepository.Standing> found) {
        return hubs.health(found.stream().map(standing -> standing.feed().id).toList())
                .map(known -> found.stream()
                        .map(standing -> FeedView.of(standing, silence, clock.instant(), known.get(standing.feed().id)))
                        .toList());
    }

    private static @Nullable String title(Registration registration) {
        String line = registration.title() == null ? "" : CleanText.line(registration.title());
        return line.isEmpty() ? null : line;
    }

    private Uni<Response> registered(boolean created, Optional<HealthRepository.Standing> feed) {
        return view(feed.orElseThrow(() -> notFound("just registered, and deleted at once")))
                .map(view -> created
                        ? Response.created(URI.create("/v1/feeds/" + view.id()))
                                .entity(view)
                                .build()
                        : Response.ok(view).build());
    }

    public static HttpProblem refused(String reason) {
        return problem(ProblemType.FEED_REFUSED, reason);
    }

    private static HttpProblem notFound(String id) {
        return problem(ProblemType.FEED_NOT_FOUND, id);
    }

    public static HttpProblem problem(ProblemType type, String detail) {
        return problem(type, type.status(), detail);
    }

    /** @param status where it is not the usual one of the type */
    public static HttpProblem problem(ProblemType type, int status, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(type.path()))
                .withTitle(type.title())
                .withStatus(status)
                .withDetail(detail)
                .build();
    }
}
