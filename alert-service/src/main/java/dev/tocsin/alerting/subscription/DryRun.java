package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.subscription.Rehearsal.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What would have rung.
 *
 * @param since as if the subscription had been made then
 * @param truncated whether that is later than was asked for, because there was too much to read
 * @param byDay in UTC; days without a message are left out
 * @param newest the heads of the last messages, newest first
 */
public record DryRun(
        Instant since,
        Instant until,
        boolean truncated,
        int messages,
        Map<String, Long> byType,
        Map<String, Long> byCategory,
        Map<String, Long> byDay,
        List<Head> newest) {

    /** @param type to this subscription */
    public record Head(
            String alertId, int version, String type, Instant at, String title, String category, String status) {}

    /** @param titles by alert id and version, of the newest ones at least */
    static DryRun of(
            Instant since,
            Instant until,
            boolean truncated,
            List<Message> made,
            Function<Message, String> titles,
            int limit) {
        return new DryRun(
                since,
                until,
                truncated,
                made.size(),
                counted(made, Message::type),
                counted(made, message -> message.version().category()),
                counted(
                        made,
                        message -> message.version()
                                .at()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString()),
                newest(made, limit).stream()
                        .map(message -> head(message, titles.apply(message)))
                        .toList());
    }

    static List<Message> newest(List<Message> made, int limit) {
        List<Message> last = made.subList(Math.max(0, made.size() - limit), made.size());
        List<Message> turned = new ArrayList<>(last);
        Collections.reverse(turned);
        return turned;
    }

    private static Head head(Message message, String title) {
        Rehearsal.Version version = message.version();
        return new Head(
                version.alertId(),
                version.version(),
                message.type(),
                version.at(),
                title,
                version.category(),
                version.status());
    }

    private static Map<String, Long> counted(List<Message> made, Function<Message, String> by) {
        return made.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
