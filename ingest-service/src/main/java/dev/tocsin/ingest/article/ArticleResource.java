package dev.tocsin.ingest.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.problem.ProblemType;
import dev.tocsin.ingest.text.CleanText;
import dev.tocsin.ingest.trace.TracePublisher;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes an article straight in, from whoever has it already. */
@Path("/v1/articles")
@Tag(name = "Articles")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ArticleResource {
    private static final int DAY_LENGTH = "2026-11-22".length();
    private static final int MAX_HTML = 2 * 1024 * 1024;
    private static final int MAX_URL = 2048;

    private final ArticleMaker maker;
    private final ArticleRepository articles;
    private final ArticlePublisher publisher;
    private final TracePublisher traces;

    public ArticleResource(
            ArticleMaker maker, ArticleRepository articles, ArticlePublisher publisher, TracePublisher traces) {
        this.maker = maker;
        this.articles = articles;
        this.publisher = publisher;
        this.traces = traces;
    }

    /** @param text plain text; give this or {@code html}
     *  @param publishedAt RFC 3339, a full-date alone will do */
    public record Submission(
            @NotBlank @Size(max = Article.MAX_TITLE) String title,
            @NotBlank @Size(max = MAX_URL) String url,
            @Nullable @Size(max = Article.MAX_TEXT) String text,
            @Nullable @Size(max = MAX_HTML) String html,
            @Nullable @Size(max = Article.MAX_NAME) String outlet,
            @Nullable @Size(max = Article.MAX_NAME) String author,
            @Nullable @Size(max = 35) String language,
            @Nullable @Size(max = 40) String publishedAt) {}

    /** @param status {@code accepted} when new, {@code revised} when its words changed, {@code known} when not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Receipt(String articleId, int revision, String status) {}

    @POST
    @Operation(
            summary = "Take an article in",
            description = "Stored before the answer, then published to article.ingested.v1. The same article again, "
                    + "however its URL is decorated, is known; with other words it is a new revision.")
    @APIResponse(responseCode = "202", description = "Stored: nothing can lose it now")
    @APIResponse(responseCode = "400", description = "A field is missing, too long or malformed; the problem names it")
    public Uni<Response> take(@Valid @NotNull Submission submission) {
        Article article = article(submission);
        TracePublisher.Step step = traces.posted(article.articleId());
        return articles.store(List.of(article), step.traceparent()).chain(stored -> {
            if (stored.ready().isEmpty()) {
                return articles.find(article.articleId())
                        .map(known -> known.map(a -> new Receipt(a.articleId(), a.revision(), "known"))
                                .orElseGet(() -> new Receipt(article.articleId(), 1, "known")))
                        .map(ArticleResource::accepted);
            }
            step.end();
            ArticleIngested ingested = stored.ready().get(0);
            publisher
                    .publish(stored.ready())
                    .subscribe()
                    .with(done -> {}); // The answer does not wait for Kafka: what is stored will get there.
            String status = ingested.revision() == 1 ? "accepted" : "revised";
            return Uni.createFrom().item(accepted(new Receipt(ingested.articleId(), ingested.revision(), status)));
        });
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "An article as it stands",
            description = "textSource says whether the text is the feed's, the page's or only a summary; textNote why.")
    @APIResponse(responseCode = "404", description = "No such article")
    public Uni<ArticleIngested> article(@PathParam("id") String id) {
        return articles.find(id)
                .map(found -> found.orElseThrow(() -> HttpProblem.builder()
                        .withType(URI.create(ProblemType.NO_SUCH_ARTICLE.path()))
                        .withTitle("No such article")
                        .withStatus(404)
                        .withDetail("There is no article with this id; ids begin with art_.")
                        .build()));
    }

    private Article article(Submission submission) {
        CanonicalUrl url = CanonicalUrl.parse(submission.url())
                .orElseThrow(() -> invalid("url", "must be an absolute http or https URL"));
        String title = CleanText.fromPlain(submission.title()).replaceAll("\\n+", " ");
        if (title.isEmpty()) {
            throw invalid("title", "must have visible characters");
        }
        if ((submission.text() == null) == (submission.html() == null)) {
            throw invalid("text", "give either text or html");
        }
        String text = submission.text() != null
                ? CleanText.fromPlain(submission.text())
                : CleanText.fromHtml(String.valueOf(submission.html()));
        if (text.length() > Article.MAX_TEXT) {
            throw invalid("html", "holds more than " + Article.MAX_TEXT + " characters of text");
        }
        return maker.posted(
                url,
                title,
                text,
                submission.outlet(),
                submission.author(),
                submission.language(),
                publishedAt(submission.publishedAt()));
    }

    /** A mere day is what many archives have; it counts as its first moment in UTC. */
    private static @Nullable Instant publishedAt(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == DAY_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid("publishedAt", "must be RFC 3339, such as 2026-11-22T08:00:00Z or 2026-11-22");
        }
    }

    private static Response accepted(Receipt receipt) {
        return Response.accepted(receipt).build();
    }

    private static HttpProblem invalid(String field, String message) {
        return HttpProblem.builder()
                .withType(URI.create(ProblemType.INVALID_ARTICLE.path()))
                .withTitle("Not a valid article")
                .withStatus(400)
                .withDetail(field + ": " + message)
                .with("violations", List.of(new Violation(field, message)))
                .build();
    }

    /** As Bean Validation's own problems list theirs. */
    public record Violation(String field, String message) {}
}
