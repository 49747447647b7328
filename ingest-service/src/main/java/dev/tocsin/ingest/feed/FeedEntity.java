package dev.tocsin.ingest.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.NullUnmarked;

/** A feed that we follow, with its health. Hibernate fills the fields, hence their nullness is the table's. */
@Entity
@Table(name = "feed")
@NullUnmarked
class FeedEntity {
    @Id
    String id;

    @Column(name = "feed_url", nullable = false, unique = true)
    String feedUrl;

    String title;

    @Column(name = "site_url")
    String siteUrl;

    String etag;

    @Column(name = "last_modified")
    String lastModified;

    @Column(name = "created_at", nullable = false)
    OffsetDateTime createdAt;

    @Column(name = "last_checked_at")
    OffsetDateTime lastCheckedAt;

    @Column(name = "last_success_at")
    OffsetDateTime lastSuccessAt;

    @Column(name = "next_check_at", nullable = false)
    OffsetDateTime nextCheckAt;

    @Column(name = "consecutive_errors", nullable = false)
    int consecutiveErrors;

    @Column(name = "last_error")
    String lastError;

    @Column(name = "last_error_kind")
    String lastErrorKind;

    @Column(name = "missing_since")
    OffsetDateTime missingSince;

    @Column(nullable = false)
    boolean disabled;

    /** Computed by the database from the address. */
    @Column(insertable = false, updatable = false)
    String host;

    @Column(name = "usual_gap_ms")
    Long usualGapMs;

    @Column(name = "last_news_at")
    OffsetDateTime lastNewsAt;

    @Column(name = "silent_since")
    OffsetDateTime silentSince;

    @Column(name = "moved_to")
    String movedTo;

    @Column(nullable = false)
    long checks;

    @Column(name = "not_modified", nullable = false)
    long notModified;

    @Column(name = "bytes_received", nullable = false)
    long bytesReceived;
}
