package dev.tocsin.alerting.feedback;

import dev.tocsin.alerting.feedback.Feedback.Verdict;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.report.EventReported;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as a case to measure identity by: what was said, and the reports that it was said of, as they came.
 *
 * @param reports of the alert, oldest arrival first
 * @param otherReports the same of the alert that it is a duplicate of; empty without one
 */
record FeedbackCase(
        String feedbackId,
        Verdict verdict,
        @Nullable String duplicateOf,
        String alertId,
        Instant createdAt,
        List<EventReported> reports,
        List<EventReported> otherReports) {
    FeedbackCase {
        reports = List.copyOf(reports);
        otherReports = List.copyOf(otherReports);
    }

    /** Where the next case follows. */
    Cursor cursor() {
        return new Cursor(createdAt, feedbackId);
    }
}
