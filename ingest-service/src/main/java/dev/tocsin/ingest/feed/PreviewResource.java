package dev.tocsin.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchConfig;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.parse.FeedItem;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParseOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import dev.tocsin.ingest.parse.PublishedSchedule;
import dev.tocsin.ingest.problem.ProblemType;
import dev.tocsin.ingest.warning.ParseWarning;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows what we would make of a feed, and keeps nothing of it. */
@Path("/v1/feeds/preview")
@Tag(name = "Feeds")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {
    /** Where a document that was handed in is taken to live, for items without a link. */
    private static final String NOWHERE = "https://preview.invalid/";

    private final FeedFetcher fetcher;
    private final FeedParser parser;
    private final ArticleMaker maker;
    private final ObjectMapper json;
    private final int maxBytes;

    public PreviewResource(
            FeedFetcher fetcher, FeedParser parser, ArticleMaker maker, ObjectMapper json, FetchConfig limits) {
        this.fetcher = fetcher;
        this.parser = parser;
        this.maker = maker;
        this.json = json;
        this.maxBytes = limits.maxBytes();
    }

    /**
     * @param schedule what the feed says itself of when to look at it
     * @param hubs WebSub hubs that announce the feed
     * @param warnings what was repaired or not understood, each with a code that stays
     */
    public record Preview(
            String format,
            @Nullable String title,
            @Nullable String feedUrl,
            @Nullable String siteUrl,
            @Nullable String description,
            @Nullable String language,
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable String author,
            PublishedSchedule schedule,
            List<String> hubs,
            List<Item> items,
            List<ParseWarning> warnings) {}

    /**
     * Texts are as published, except {@code text}: what an article of this item would hold.
     *
     * @param articleId null where the item has no words to make an article of
     */
    public record Item(
            @Nullable String id,
            @Nullable String title,
            @Nullable String link,
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable String author,
            List<FeedItem.Person> authors,
            @Nullable String summary,
            @Nullable String content,
            @Nullable String text,
            @Nullable String articleId,
            List<String> categories,
            @Nullable String language) {}

    @POST
    @Blocking
    @Consumes({
        MediaType.APPLICATION_JSON,
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        MediaType.APPLICATION_XML,
        MediaType.TEXT_XML,
        MediaType.TEXT_PLAIN,
        MediaType.TEXT_HTML,
        MediaType.APPLICATION_OCTET_STREAM
    })
    @Operation(
            summary = "Show what a feed is understood as",
            description =
                    "The body is a feed document in any of its formats, or {\"feedUrl\": \"https://…\"} to have it "
                            + "fetched. Nothing is stored or published.")
    @APIResponse(responseCode = "200", description = "The normalised feed, with a warning for each repair")
    @APIResponse(responseCode = "413", description = "The document is larger than 8 MB")
    @APIResponse(responseCode = "422", description = "No feed, or no document at all; the problem says why")
    public Preview preview(@HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, InputStream body)
            throws IOException {
        byte[] document = body.readNBytes(maxBytes + 1);
        if (document.length > maxBytes) {
            throw tooLarge(413);
        }
        Optional<String> feedUrl = feedUrl(contentType, document);
        return feedUrl.isPresent() ? fetched(feedUrl.get()) : understood(document, contentType, null, NOWHERE);
    }

    private Preview fetched(String feedUrl) {
        FetchOutcome outcome =
                fetcher.fetch(feedUrl, Validators.NONE).await().indefinitely(); // bounded by the fetch's own deadline
        if (outcome instanceof FetchOutcome.Modified document) {
            String from = document.finalUrl().toString();
            return understood(document.body(), document.contentType(), from, from);
        }
        if (outcome instanceof FetchOutcome.Refused refused) {
            throw FeedResource.refused(refused.reason());
        }
        if (outcome instanceof FetchOutcome.TooLarge) {
            throw tooLarge(422);
        }
        throw FeedResource.problem(ProblemType.FEED_UNREACHABLE, outcome.words());
    }

    private Preview understood(
            byte[] document, @Nullable String contentType, @Nullable String documentUrl, String origin) {
        ParseOutcome outcome = parser.parse(document, contentType, documentUrl);
        if (outcome instanceof ParseOutcome.NotAFeed not) {
            throw FeedResource.problem(ProblemType.NOT_A_FEED, not.reason());
        }
        if (!(outcome instanceof ParsedFeed feed)) {
            throw new AssertionError(outcome);
        }
        ArticleMaker.Origin from = new ArticleMaker.Origin(origin, null, null);
        List<Optional<Article>> articles = feed.items().stream()
                .map(item -> maker.article(item, feed, from))
                .toList();
        return new Preview(
                feed.format(),
                feed.title(),
                feed.feedUrl() != null ? feed.feedUrl() : documentUrl,
                feed.siteUrl(),
                feed.description(),
                feed.language(),
                feed.published(),
                feed.updated(),
                author(feed.authors()),
                feed.schedule(),
                feed.hubs(),
                IntStream.range(0, articles.size())
                        .mapToObj(i -> item(feed.items().get(i), articles.get(i)))
                        .toList(),
                Stream.concat(feed.warnings().stream(), PreviewNotes.of(feed.items(), articles).stream())
                        .toList());
    }

    private static Item item(FeedItem item, Optional<Article> article) {
        return new Item(
                item.id(),
                item.title(),
                item.link(),
                item.published(),
                item.updated(),
                author(item.authors()),
                item.authors(),
                item.summary(),
                item.contentHtml(),
                article.map(Article::text).orElse(null),
                article.map(Article::articleId).orElse(null),
                item.categories(),
                item.language());
    }

    private static @Nullable String author(List<FeedItem.Person> authors) {
        return authors.isEmpty() ? null : authors.get(0).display();
    }

    /** A JSON body is a request to fetch, unless it is a JSON Feed itself. */
    private Optional<String> feedUrl(@Nullable String contentType, byte[] document) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON)) {
            return Optional.empty();
        }
        JsonNode request;
        try {
            request = json.readTree(document);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // the parser says what is wrong with it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (request.has("version") || request.has("items")) {
            return Optional.empty();
        }
        JsonNode url = request.has("feedUrl") ? request.path("feedUrl") : request.path("url");
        if (!url.isTextual()) {
            throw FeedResource.problem(
                    ProblemType.INVALID_PREVIEW, "Send {\"feedUrl\": \"https://…\"} or a feed document.");
        }
        return Optional.of(url.asText());
    }

    private HttpProblem tooLarge(int status) {
        return FeedResource.problem(
                ProblemType.FEED_TOO_LARGE, status, "A feed may have " + maxBytes / (1024 * 1024) + " MB.");
    }
}
