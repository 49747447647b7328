package dev.tocsin.classify.article;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What we read of a value of topic {@code article.ingested.v1}; every other field is the producer's own affair. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ArticleIngested(
        @Nullable String articleId,
        @Nullable Integer revision,
        @Nullable String url,
        @Nullable String title,
        @Nullable String text,
        @Nullable String textSha256,
        @Nullable String outlet,
        @Nullable Instant publishedAt) {}
