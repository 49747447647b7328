package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.websub.HubHealth;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A feed as it is shown.
 *
 * @param status {@code active}; {@code missing} when its site has had nothing there for days; {@code disabled} when the
 *     publisher withdrew it
 * @param lastErrorKind a stable word, such as {@code dns}, {@code tls}, {@code challenged}
 * @param lastError in plain words; null when the last check went well
 * @param hub who announces the feed's news to us (WebSub); null when nobody does
 */
public record FeedView(
        String id,
        String feedUrl,
        @Nullable String title,
        @Nullable String siteUrl,
        String status,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime lastCheckedAt,
        @Nullable OffsetDateTime lastSuccessAt,
        @Nullable OffsetDateTime nextCheckAt,
        int consecutiveErrors,
        @Nullable String lastError,
        @Nullable String lastErrorKind,
        @Nullable String etag,
        @Nullable String lastModified,
        FeedHealth health,
        @Nullable HubHealth hub) {

    static FeedView of(HealthRepository.Standing standing, Silence silence, Instant now, @Nullable HubHealth hub) {
        FeedEntity feed = standing.feed();
        FeedState state = standing.state();
        return new FeedView(
                feed.id,
                feed.feedUrl,
                feed.title,
                feed.siteUrl,
                state == FeedState.DISABLED || state == FeedState.MISSING ? state.word() : "active",
                feed.createdAt,
                feed.lastCheckedAt,
                feed.lastSuccessAt,
                feed.disabled ? null : feed.nextCheckAt,
                feed.consecutiveErrors,
                feed.lastError,
                feed.lastErrorKind,
                feed.etag,
                feed.lastModified,
                FeedHealth.of(standing, silence, now),
                hub);
    }
}
