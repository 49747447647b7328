package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.report.EventReported;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A story and what the classifier reports of its event.
 *
 * @param report null where the classifier has none of that category
 */
record Told(Story story, @Nullable EventReported report) {

    /** With the surest report of the story's category. */
    static Told of(Story story, List<EventReported> reports) {
        return new Told(
                story,
                reports.stream()
                        .filter(report -> report.category() == story.category())
                        .max(Comparator.comparingDouble(EventReported::confidence))
                        .orElse(null));
    }

    boolean isRead() {
        return report != null;
    }

    EventReported read() {
        return Objects.requireNonNull(report, "only asked of what was read");
    }
}
