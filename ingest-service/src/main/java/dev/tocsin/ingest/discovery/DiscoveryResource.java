package dev.tocsin.ingest.discovery;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.tocsin.ingest.feed.FeedConfig;
import dev.tocsin.ingest.feed.FeedResource;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finds the feeds of a site, and keeps nothing of it. */
@Path("/v1/feeds/discover")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
public class DiscoveryResource {
    /** After which no more is asked for; the last fetch has its own deadline besides. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Each holds a thread while it waits for its site. */
    private static final int AT_ONCE = 4;

    private final FeedSearch feedSearch;
    private final Semaphore searches = new Semaphore(AT_ONCE);

    public DiscoveryResource(FeedFetcher fetcher, FeedParser parser, FeedConfig config, Clock clock) {
        this.feedSearch = new FeedSearch(
                url -> fetcher.fetch(url, Validators.NONE)
                        .await()
                        .indefinitely(), // bounded by the fetch's own deadline
                parser,
                clock,
                time -> Thread.sleep(time.toMillis()),
                config.hostSpacing(),
                PATIENCE);
    }

    /** @param siteUrl a page of the site, or what may be a feed; without a scheme, https is meant */
    public record Question(
            @JsonAlias("url") @NotBlank @Size(max = 2048) String siteUrl) {}

    /** @param candidates the most probable first */
    public record Answer(List<Candidate> candidates) {}

    @POST
    @Blocking
    @Operation(
            summary = "Find the feeds of a site",
            description =
                    "The address may be a feed itself; else its page names them; else the usual places are tried. Each "
                            + "candidate was fetched and parsed. Nothing is registered; it takes up to a minute.")
    @APIResponse(responseCode = "200", description = "The feeds that were found")
    @APIResponse(responseCode = "400", description = "The URL is malformed or leads where we do not go")
    @APIResponse(responseCode = "422", description = "No feed was found; the problem says why")
    @APIResponse(responseCode = "503", description = "Other searches are under way")
    public Answer discover(@Valid @NotNull Question question) throws InterruptedException {
        if (!searches.tryAcquire()) {
            throw FeedResource.problem(ProblemType.SEARCHES_UNDER_WAY, "Ask again in a few seconds.");
        }
        try {
            return answer(feedSearch.search(url(question.siteUrl())));
        } finally {
            searches.release();
        }
    }

    private static Answer answer(Finding finding) {
        if (!finding.candidates().isEmpty()) {
            return new Answer(finding.candidates());
        }
        if (finding.trouble() instanceof FetchOutcome.Refused refused) {
            throw FeedResource.refused(refused.reason());
        }
        throw FeedResource.problem(ProblemType.NO_FEED_FOUND, finding.words());
    }

    private static String url(String siteUrl) {
        String typed = siteUrl.strip();
        String url = typed.toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9+.-]*:.*") ? typed : "https://" + typed;
        try {
            return WebUrl.parse(url).toString();
        } catch (IllegalArgumentException e) {
            throw FeedResource.refused(String.valueOf(e.getMessage()));
        }
    }
}
