package dev.tocsin.ingest.feed;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How the feeds are doing, all together. */
@Path("/v1/feeds/health")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final int WORST = 10;

    private final HealthRepository health;
    private final Silence silence;
    private final Clock clock;

    public HealthResource(HealthRepository health, Silence silence, Clock clock) {
        this.health = health;
        this.silence = silence;
        this.clock = clock;
    }

    /**
     * @param states how many feeds are in each state
     * @param neverChecked how far an import has come: it is zero when all have been asked once
     * @param worst those that somebody should look at first
     */
    public record Summary(long total, Map<String, Long> states, long neverChecked, List<Case> worst) {}

    public record Case(String id, String feedUrl, @Nullable String title, String state, String why) {
        private static Case of(FeedView feed) {
            return new Case(
                    feed.id(),
                    feed.feedUrl(),
                    feed.title(),
                    feed.health().state(),
                    feed.health().why());
        }
    }

    @GET
    @Operation(
            summary = "How the feeds are doing",
            description =
                    "Counts by state, and the ten worst with words. The states: new, ok, failing, waiting, missing, "
                            + "silent, disabled.")
    @APIResponse(responseCode = "200", description = "The summary")
    public Uni<Summary> summary() {
        return health.counts().chain(counts -> health.worst(WORST).map(worst -> summary(counts, worst)));
    }

    private Summary summary(Map<FeedState, Long> counts, List<HealthRepository.Standing> worst) {
        Map<String, Long> states = new LinkedHashMap<>();
        counts.forEach((state, count) -> states.put(state.word(), count));
        return new Summary(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                states,
                counts.getOrDefault(FeedState.NEW, 0L),
                worst.stream()
                        .map(standing -> Case.of(FeedView.of(standing, silence, clock.instant(), null)))
                        .toList());
    }
}
