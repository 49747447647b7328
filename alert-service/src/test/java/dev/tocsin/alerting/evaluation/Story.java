package dev.tocsin.alerting.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.alerting.report.Category;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An article of which it is known what event it reports.
 *
 * @param event the same for all articles of one event
 * @param language en, zh, zh-Hans or zh-Hant
 * @param looksLike another event that this one is easily confused with
 */
record Story(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String event,
        @JsonProperty(required = true) Category category,
        @JsonProperty(required = true) String language,
        @Nullable String outlet,
        @JsonProperty(required = true) Instant publishedAt,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String text,
        @Nullable String looksLike) {

    Story {
        Objects.requireNonNull(id);
        Objects.requireNonNull(event);
        Objects.requireNonNull(category);
        Objects.requireNonNull(publishedAt);
    }

    boolean isChinese() {
        return language.startsWith("zh");
    }

    /** One to each article, so that the classifier takes no two for revisions of one. */
    String url() {
        return "https://stories.example/" + id;
    }
}
