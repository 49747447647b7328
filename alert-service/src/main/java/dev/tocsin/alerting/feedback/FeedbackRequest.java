package dev.tocsin.alerting.feedback;

import org.jspecify.annotations.Nullable;

/**
 * Feedback as a person types it, {@linkplain FeedbackDraft#of not checked yet}.
 *
 * @param verdict wrong, duplicate or late
 * @param duplicateOf id of the alert that told the event already; with the verdict duplicate, and only with it
 * @param note anything else, up to 2,000 characters
 */
public record FeedbackRequest(
        @Nullable String verdict,
        @Nullable String duplicateOf,
        @Nullable String note) {}
