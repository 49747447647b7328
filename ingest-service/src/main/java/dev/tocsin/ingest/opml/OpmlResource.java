package dev.tocsin.ingest.opml;

import dev.tocsin.ingest.feed.FeedRepository;
import dev.tocsin.ingest.feed.FeedResource;
import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes lists of feeds in and gives ours out. Nothing is fetched while a list is taken in. */
@Path("/v1/feeds/opml")
@Tag(name = "Feeds")
public class OpmlResource {
    static final String OPML = "text/x-opml;charset=UTF-8";

    /** For asking name servers about all hosts of a list. */
    private static final Duration VETTING = Duration.ofSeconds(5);

    private static final int PAGE = 500;

    private final FeedRepository feeds;
    private final OpmlConfig limits;
    private final OpmlReader reader;
    private final HostVetting hosts;
    private final Clock clock;

    public OpmlResource(FeedRepository feeds, AddressGuard guard, OpmlConfig limits, Clock clock) {
        this.feeds = feeds;
        this.limits = limits;
        this.reader = new OpmlReader(limits.maxOutlines());
        this.hosts = new HostVetting(guard, VETTING);
        this.clock = clock;
    }

    /**
     * @param added feeds that are new; they become due one after another, see {@code neverChecked} of the health summary
     * @param known feeds that are followed already, under this address or one that they had before
     */
    public record Imported(int added, int known, List<ImportPlan.Refusal> refused) {}

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Follow the feeds of an OPML document",
            description =
                    "The document is the body. Folders are flattened. Nothing is fetched yet: new feeds become due "
                            + "one after another, and GET /v1/feeds/health counts those that have never been checked.")
    @APIResponse(responseCode = "200", description = "What was added, what was known, and what was refused and why")
    @APIResponse(responseCode = "413", description = "The document is too large; nothing of it was taken")
    @APIResponse(responseCode = "422", description = "No OPML, or too many outlines; nothing of it was taken")
    public Imported take(InputStream body) throws IOException {
        byte[] document = body.readNBytes(limits.maxBytes() + 1);
        if (document.length > limits.maxBytes()) {
            throw FeedResource.problem(
                    ProblemType.OPML_TOO_LARGE,
                    "A list may have " + limits.maxBytes() / 1024
                            + " KB. Split it, and send one part after the other.");
        }
        OpmlOutcome outcome = reader.read(document);
        if (outcome instanceof OpmlOutcome.Unreadable unreadable) {
            throw FeedResource.problem(ProblemType.OPML_UNREADABLE, unreadable.reason());
        }
        if (!(outcome instanceof OpmlOutcome.Listed listed)) {
            throw new AssertionError(outcome);
        }
        ImportPlan plan = ImportPlan.of(listed.outlines(), hosts);
        int added = feeds.registerAll(plan.feeds(), limits.firstChecksPerSecond())
                .await()
                .indefinitely(); // one statement
        return new Imported(added, plan.feeds().size() - added, plan.refusals());
    }

    @GET
    @Produces(OPML)
    @Operation(
            summary = "All feeds as OPML",
            description =
                    "In the order in which they were registered. Sent back to this address, it gives the same feeds.")
    @APIResponse(responseCode = "200", description = "OPML 2.0")
    public Multi<String> give() {
        AtomicReference<String> after = new AtomicReference<>("");
        Multi<String> outlines = Multi.createBy()
                .repeating()
                .uni(() -> feeds.listed(Objects.requireNonNull(after.get()), PAGE))
                .whilst(page -> {
                    if (!page.isEmpty()) {
                        after.set(page.get(page.size() - 1).id());
                    }
                    return page.size() == PAGE;
                })
                .map(page -> page.stream()
                        .map(feed -> OpmlWriter.outline(feed.title(), feed.feedUrl(), feed.siteUrl()))
                        .collect(Collectors.joining()));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> OpmlWriter.head("Feeds of Tocsin", clock.instant())),
                        outlines.filter(page -> !page.isEmpty()),
                        Multi.createFrom().item(OpmlWriter.foot()));
    }
}
