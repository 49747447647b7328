package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Tries a text against the classifier: the same reports as on the topic, stored nowhere. */
@Path("/v1/classify")
public class ClassifyResource {

    private static final URI PROBLEM = URI.create(ProblemType.INVALID_ARTICLE.path());
    private static final int DAY_LENGTH = "2026-11-22".length();

    private static final URI UNLOADED = URI.create(ProblemType.MODELS_NOT_LOADED.path());
    private static final URI QUERY = URI.create(ProblemType.INVALID_QUERY.path());
    private static final String EXPLAIN = "explain";

    private final LoadOutcome load;
    private final Clock clock;

    public ClassifyResource(LoadOutcome load, Clock clock) {
        this.load = load;
        this.clock = clock;
    }

    /**
     * What to classify.
     *
     * @param title 1 to 1000 characters
     * @param text at most 200,000 characters; may be empty
     * @param publishedAt RFC 3339, a full-date alone will do; without it, relative dates in the text mean nothing and are left out
     * @param articleId as ingest-service gives it; without it, one is made of the URL, or else of title and text
     * @param revision counts from 1
     */
    public record ClassifyRequest(
            @Nullable String title,
            @Nullable String text,
            @Nullable String url,
            @Nullable String outlet,
            @Nullable String publishedAt,
            @Nullable String articleId,
            @Nullable Integer revision) {}

    /** @param language BCP 47, as found: en, zh-Hans, zh-Hant or und */
    public record ClassifyResponse(Language language, List<EventReport> reports) {}

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Classify one text", description = "Answers the reports that the topic would carry.")
    @Parameter(
            name = EXPLAIN,
            in = ParameterIn.QUERY,
            description = "true: tell for the first 200 sentences why they stand in a report or not",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(
            responseCode = "200",
            description = "The reports; with explain=true also what was made of every sentence",
            content = @Content(schema = @Schema(oneOf = {ClassifyResponse.class, Explanation.class})))
    @APIResponse(responseCode = "400", description = "The article or the query is not one; the problem says why")
    @APIResponse(responseCode = "503", description = "The models could not be loaded; the problem says what to do")
    public Object classify(@Nullable ClassifyRequest request, @Context UriInfo uri) {
        boolean explain = explain(uri.getQueryParameters());
        Article article = article(request);
        load.failure().ifPresent(reason -> {
            throw problem(UNLOADED, "The models are not loaded", Response.Status.SERVICE_UNAVAILABLE, reason);
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return explain
                ? load.events().explain(article, now)
                : new ClassifyResponse(article.language(), load.events().find(article, now));
    }

    private static boolean explain(MultivaluedMap<String, String> query) {
        query.keySet().stream()
                .filter(name -> !name.equals(EXPLAIN))
                .findFirst()
                .ifPresent(name -> {
                    throw invalidQuery("There is no query parameter '%s'; there is only explain.".formatted(name));
                });
        List<String> values = query.getOrDefault(EXPLAIN, List.of("false"));
        if (values.size() != 1
                || !(values.get(0).equals("true") || values.get(0).equals("false"))) {
            throw invalidQuery("explain is '%s'; it is true or false.".formatted(String.join(" and ", values)));
        }
        return values.get(0).equals("true");
    }

    private static Article article(@Nullable ClassifyRequest request) {
        if (request == null) {
            throw invalid("The body is empty. Send {\"title\": \"…\", \"text\": \"…\"}.");
        }
        String title = request.title();
        String text = request.text();
        if (title == null || text == null) {
            throw invalid("%s is missing. Send title and text; text may be empty."
                    .formatted(title == null ? "title" : "text"));
        }
        String id = request.articleId();
        if (id != null && !ArticleIds.isArticleId(id)) {
            throw invalid("articleId is not of the form art_ and 26 characters. Leave it out to have one made.");
        }
        try {
            return new Article(
                    id != null ? id : ArticleIds.forText(request.url(), title, text),
                    request.revision() == null ? 1 : request.revision(),
                    ArticleIds.sha256Hex(text),
                    title,
                    request.url() == null ? null : URI.create(request.url()).toString(),
                    request.outlet(),
                    Language.of(title + "\n" + text),
                    publishedAt(request.publishedAt()),
                    text);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()) + ".");
        }
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
            throw invalid("publishedAt is not RFC 3339, such as 2026-11-22T08:00:00Z or 2026-11-22.");
        }
    }

    private static HttpProblem invalid(String detail) {
        return problem(PROBLEM, "The article cannot be classified", Response.Status.BAD_REQUEST, detail);
    }

    private static HttpProblem invalidQuery(String detail) {
        return problem(QUERY, "The query cannot be read", Response.Status.BAD_REQUEST, detail);
    }

    private static HttpProblem problem(URI type, String title, Response.Status status, String detail) {
        return HttpProblem.builder()
                .withType(type)
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .build();
    }
}
