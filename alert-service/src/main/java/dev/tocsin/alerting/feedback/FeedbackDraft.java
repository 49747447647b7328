package dev.tocsin.alerting.feedback;

import dev.tocsin.alerting.feedback.Feedback.Verdict;
import dev.tocsin.alerting.id.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Feedback about an alert, so far as it can be checked without knowing which alerts there are. */
record FeedbackDraft(
        String alertId,
        Verdict verdict,
        @Nullable String duplicateOf,
        @Nullable String note) {
    static final int LONGEST_NOTE = 2000;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\r\\t]]");

    static FeedbackDraft of(String alertId, @Nullable FeedbackRequest typed) throws InvalidFeedback {
        if (typed == null) {
            throw new InvalidFeedback("verdict", "Send a JSON object such as {\"verdict\": \"wrong\"}.");
        }
        Verdict verdict = Verdict.of(typed.verdict())
                .orElseThrow(() -> new InvalidFeedback("verdict", "One of " + String.join(", ", Verdict.NAMES) + "."));
        String other = typed.duplicateOf();
        if (verdict != Verdict.DUPLICATE && other != null) {
            throw new InvalidFeedback("duplicateOf", "Goes with the verdict duplicate only.");
        }
        if (verdict == Verdict.DUPLICATE && (!Ids.isId("alr", other) || alertId.equals(other))) {
            throw new InvalidFeedback("duplicateOf", "The id of the other alert that tells the event, such as alr_….");
        }
        return new FeedbackDraft(alertId, verdict, other, note(typed.note()));
    }

    private static @Nullable String note(@Nullable String typed) throws InvalidFeedback {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String note = typed.strip();
        if (note.codePointCount(0, note.length()) > LONGEST_NOTE) {
            throw new InvalidFeedback("note", "Up to 2,000 characters.");
        }
        if (UNPRINTABLE.matcher(note).find()) {
            throw new InvalidFeedback("note", "Has control characters in it, or is not Unicode.");
        }
        return note;
    }
}
