package dev.tocsin.alerting.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of an alert.
 *
 * @param alertVersion the version that stood when it was said
 * @param alertTitle as the alert is called now
 * @param duplicateOf the alert that told the event already, with {@link Verdict#DUPLICATE}
 * @param accountId whose key said it
 */
public record Feedback(
        String id,
        String alertId,
        int alertVersion,
        String alertTitle,
        Verdict verdict,
        @Nullable String duplicateOf,
        @Nullable String note,
        Instant createdAt,
        String accountId) {

    /** What is the matter with an alert. */
    public enum Verdict {
        /** It is not true, not of its category, or mixes several events. */
        @JsonProperty("wrong")
        WRONG,
        /** Another alert tells the same event. */
        @JsonProperty("duplicate")
        DUPLICATE,
        /** It came when the event had long been known. */
        @JsonProperty("late")
        LATE;

        static final List<String> NAMES =
                Arrays.stream(values()).map(Verdict::wireName).toList();

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Verdict> of(@Nullable String wireName) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.wireName().equals(wireName))
                    .findFirst();
        }
    }
}
