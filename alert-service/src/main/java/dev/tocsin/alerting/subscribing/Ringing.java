package dev.tocsin.alerting.subscribing;

import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.picture.Sparkline;
import dev.tocsin.alerting.subscription.DryRun;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a subscription would have rung for, in words and a picture.
 *
 * @param newest the last few, by title
 * @param error why it cannot be said; empty when it can
 */
public record Ringing(String sentence, String sparkline, List<Heard> newest, String error) {
    /** One message. */
    public record Heard(String alertId, String title, String what) {}

    static Ringing of(DryRun run, Visit visit) {
        LocalDate first = run.since().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate last = run.until().atOffset(ZoneOffset.UTC).toLocalDate();
        List<Long> days = first.datesUntil(last.plusDays(1))
                .map(day -> run.byDay().getOrDefault(day.toString(), 0L))
                .toList();
        String sentence =
                visit.texts().count("dry_run", run.messages(), visit.readable().number(run.messages()));
        return new Ringing(
                sentence,
                new Sparkline(sentence, days).svg(),
                run.newest().stream()
                        .map(head -> new Heard(
                                head.alertId(), head.title(), visit.words().occasion(head.type())))
                        .toList(),
                "");
    }

    static Ringing impossible(String why) {
        return new Ringing("", "", List.of(), why);
    }
}
