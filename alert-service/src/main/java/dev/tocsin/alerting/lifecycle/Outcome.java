package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.report.EventReported;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new version of an alert.
 *
 * @param before null when it is being raised
 * @param reports those that it now tells of; none when it only changes its state
 * @param type what the version means
 * @param document what {@code after} says, as JSON
 * @param data of the message about it
 */
public record Outcome(
        @Nullable Alert before,
        Alert after,
        Instant raisedAt,
        List<EventReported> reports,
        AlertType type,
        String document,
        String data) {
    public Outcome {
        reports = List.copyOf(reports);
    }

    /** None when the version would say nothing but what the one before says. */
    static Optional<Outcome> of(@Nullable Alert before, Alert after, Instant raisedAt, List<EventReported> reports) {
        String document = after.toJson();
        String last = before == null ? null : before.at(after.version()).toJson();
        if (document.equals(last)) {
            return Optional.empty();
        }
        List<Change> changes = last == null ? List.of() : Message.changes(last, document);
        return Optional.of(new Outcome(
                before,
                after,
                raisedAt,
                reports,
                AlertType.of(before, after, changes),
                document,
                Message.data(before, after, document, changes)));
    }
}
