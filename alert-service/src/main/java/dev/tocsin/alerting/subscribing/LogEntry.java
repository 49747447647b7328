package dev.tocsin.alerting.subscribing;

import dev.tocsin.alerting.content.Wordbook;
import dev.tocsin.alerting.delivery.DeliveryView;
import dev.tocsin.alerting.page.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message in the log.
 *
 * @param tone good, bad or warn
 * @param next when it is tried again, in words; empty when it is not
 */
public record LogEntry(
        String messageId,
        String what,
        String alertId,
        String state,
        String stateName,
        String tone,
        Instant at,
        String made,
        String next,
        List<Try> tries) {
    private static final int LONGEST_EXCERPT = 300;

    /** @param answer status and words of the answer, or why there was none */
    public record Try(int number, String time, String status, String outcome, String duration, String answer) {}

    static LogEntry of(DeliveryView delivery, Visit visit) {
        return new LogEntry(
                delivery.messageId(),
                visit.words().occasion(delivery.type()),
                Optional.ofNullable(delivery.alertId()).orElse(""),
                delivery.state(),
                visit.texts().say("delivery_" + delivery.state()),
                switch (delivery.state()) {
                    case "delivered" -> "good";
                    case "failed", "expired" -> "bad";
                    default -> "warn";
                },
                delivery.createdAt(),
                visit.readable().minute(delivery.createdAt()),
                Optional.ofNullable(delivery.nextAttemptAt())
                        .map(at ->
                                visit.texts().say("next_try", visit.readable().minute(at)))
                        .orElse(""),
                delivery.attempts().stream()
                        .map(attempt -> new Try(
                                attempt.number(),
                                visit.readable().minute(attempt.at()),
                                attempt.status() == null ? "" : String.valueOf(attempt.status()),
                                visit.texts().say("outcome_" + attempt.outcome()),
                                visit.readable().duration(Duration.ofMillis(attempt.latencyMs())),
                                Stream.of(Optional.ofNullable(attempt.error()).orElse(""), attempt.excerpt())
                                        .map(Wordbook::line)
                                        .filter(text -> !text.isEmpty())
                                        .map(text -> text.length() > LONGEST_EXCERPT
                                                ? text.substring(0, LONGEST_EXCERPT) + "…"
                                                : text)
                                        .reduce((one, other) -> one + " · " + other)
                                        .orElse("")))
                        .toList());
    }
}
