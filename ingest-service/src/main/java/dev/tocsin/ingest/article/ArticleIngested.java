package dev.tocsin.ingest.article;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Value of topic {@code article.ingested.v1}: one revision of one article, as {@code
 * contract/article-ingested.schema.json} describes it, fields in that order.
 *
 * @param traceparent the trace that it belongs to, which travels in a header and is no part of the value
 */
public record ArticleIngested(
        String articleId,
        int revision,
        String url,
        String title,
        String text,
        String textSha256,
        @Nullable String outlet,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant publishedAt,
        Instant ingestedAt,
        @Nullable String feedId,
        String textSource,
        @Nullable String textNote,
        @JsonIgnore @Nullable String traceparent) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and instants always serialises", e);
        }
    }
}
