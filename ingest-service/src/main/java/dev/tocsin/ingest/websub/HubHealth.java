package dev.tocsin.ingest.websub;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How a feed's hub is doing.
 *
 * @param state {@code pending} until the hub has verified us, {@code active}, {@code denied}
 * @param announcedFirst new articles that a push brought before a poll did
 * @param polledFirst those that a poll brought while the hub was to announce them
 */
public record HubHealth(
        String hubUrl,
        String topic,
        String state,
        @Nullable OffsetDateTime leaseUntil,
        @Nullable OffsetDateTime lastPushAt,
        long announcedFirst,
        long polledFirst,
        @Nullable String lastError) {}
