package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.PartialDate;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Status;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one alert of all reports of an event; the order in which they came is no matter. */
public final class Composition {
    private static final int MOST_REPORTS = 10;
    private static final int MOST_OTHERS = 10;

    private Composition() {}

    /** The document. The earliest report leads: it gives the title, and whatever the others do not know better. */
    public static Alert compose(String id, int version, Collection<EventReported> members) {
        List<EventReported> reports = latestRevisions(members);
        EventReported lead = reports.get(0);
        return SizeLimit.fit(new Alert(
                id,
                version,
                State.STANDING,
                null,
                null,
                lead.category(),
                prevailing(reports),
                reports.stream().mapToDouble(EventReported::confidence).max().orElseThrow(),
                lead.title(),
                actors(reports),
                distinct(reports, EventReported::jurisdictions, code -> code),
                finest(reports, EventReported::place),
                finest(reports, EventReported::from),
                finest(reports, EventReported::to),
                mostPrecise(reports, EventReported::occurred),
                mostPrecise(reports, EventReported::effective),
                // However each report words what is counted: as many of the same unit are the same.
                distinct(reports, EventReported::quantities, q -> List.of(plain(q.value()), q.unit())),
                reports.stream().limit(MOST_REPORTS).map(Alert.Report::of).toList(),
                reports.size(),
                Sources.count(reports),
                lead.saidAt(),
                reports.get(reports.size() - 1).saidAt()));
    }

    /** How far the event has come: the furthest that any report says. */
    public static Status prevailing(Collection<EventReported> reports) {
        return reports.stream()
                .map(EventReported::status)
                .reduce(Status::furthest)
                .orElseThrow();
    }

    /** What an article says now, not what it said before it was revised; oldest first. */
    static List<EventReported> latestRevisions(Collection<EventReported> members) {
        Map<String, Integer> latest = new HashMap<>();
        members.forEach(report ->
                latest.merge(report.article().articleId(), report.article().revision(), Math::max));
        return members.stream()
                .filter(report -> latest.getOrDefault(report.article().articleId(), 0)
                        == report.article().revision())
                .sorted(EventReported.OLDEST_FIRST)
                .toList();
    }

    /** Each actor once: by id, and by name where one report knows the id and another does not. */
    private static List<Actor> actors(List<EventReported> reports) {
        List<Actor> all =
                reports.stream().flatMap(report -> report.actors().stream()).toList();
        Map<String, String> ids = new HashMap<>();
        all.stream()
                .filter(actor -> actor.id() != null)
                .forEach(actor -> ids.putIfAbsent(Names.normalise(actor.name()), "#" + actor.id()));
        Map<String, Actor> once = new LinkedHashMap<>();
        for (Actor actor : all) {
            String name = Names.normalise(actor.name());
            String key = actor.id() == null ? ids.getOrDefault(name, name) : "#" + actor.id();
            once.merge(key, actor, (first, next) -> first.id() == null && next.id() != null ? next : first);
        }
        return once.values().stream().limit(MOST_OTHERS).toList();
    }

    private static <T> List<T> distinct(
            List<EventReported> reports, Function<EventReported, List<T>> of, Function<T, ?> key) {
        Map<Object, T> once = new LinkedHashMap<>();
        reports.forEach(report -> of.apply(report).forEach(item -> once.putIfAbsent(key.apply(item), item)));
        return once.values().stream().limit(MOST_OTHERS).toList();
    }

    private static @Nullable Place finest(List<EventReported> reports, Function<EventReported, @Nullable Place> of) {
        return best(reports, of, Comparator.comparingInt(Composition::fineness));
    }

    private static int fineness(Place place) {
        String code = place.code();
        return place.geonamesId() != null ? 1000 : code == null ? 0 : code.length();
    }

    private static @Nullable PartialDate mostPrecise(
            List<EventReported> reports, Function<EventReported, @Nullable PartialDate> of) {
        return best(reports, of, Comparator.comparing(PartialDate::precision));
    }

    /** The greatest; of equals, that of the earlier report. */
    private static <T> @Nullable T best(
            List<EventReported> reports, Function<EventReported, @Nullable T> of, Comparator<T> order) {
        T best = null;
        for (EventReported report : reports) {
            T next = of.apply(report);
            if (next != null && (best == null || order.compare(next, best) > 0)) {
                best = next;
            }
        }
        return best;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
