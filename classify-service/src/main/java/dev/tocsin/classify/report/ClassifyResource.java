package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.article.Language;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import org.jspecify.annotations.Nullable;

/** Tries a text against the classifier: the same reports as on the topic, stored nowhere. */
@Path("/v1/classify")
public class ClassifyResource {

    private static final URI PROBLEM = URI.create("https://tocsin.dev/problems/invalid-article");
    private static final int DAY_LENGTH = "2026-11-22".length();

    private final EventFinder events;
    private final Clock clock;

    public ClassifyResource(EventFinder events, Clock clock) {
        this.events = events;
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
    public ClassifyResponse classify(@Nullable ClassifyRequest request) {
        Article article = article(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ClassifyResponse(article.language(), events.find(article, now));
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
        return HttpProblem.builder()
                .withType(PROBLEM)
                .withTitle("The article cannot be classified")
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail(detail)
                .build();
    }
}
