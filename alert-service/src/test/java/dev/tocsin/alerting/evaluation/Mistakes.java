package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.evaluation.Probe.Pair;
import dev.tocsin.alerting.identity.SameEvent;
import dev.tocsin.alerting.identity.Verdict;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells every mistake with its titles and, if asked, with what is said of its pairs. */
final class Mistakes {

    /** Of two large groups, so many pairs tell enough. */
    private static final int PAIRS = 6;

    private final boolean verdicts;

    Mistakes(boolean verdicts) {
        this.verdicts = verdicts;
    }

    /** Events whose reports are in several groups. */
    List<String> split(Pool pool) {
        Map<String, List<List<Told>>> byEvent = new LinkedHashMap<>();
        for (List<Told> group : pool.groups()) {
            byEvent(group)
                    .forEach((event, told) -> byEvent.computeIfAbsent(event, name -> new ArrayList<>())
                            .add(told));
        }
        return byEvent.entrySet().stream()
                .filter(event -> event.getValue().size() > 1)
                .map(event -> "SPLIT %s into %d"
                                .formatted(event.getKey(), event.getValue().size())
                        + text("  alert", event.getValue()))
                .toList();
    }

    /** Groups that hold reports of several events. */
    List<String> merged(Pool pool) {
        return pool.groups().stream()
                .map(Mistakes::byEvent)
                .filter(events -> events.size() > 1)
                .map(events -> "MERGED " + String.join(", ", events.keySet()) + text("  event", events.values()))
                .toList();
    }

    List<String> of(Probe probe) {
        return probe.pairs().stream()
                .filter(pair -> !pair.isRight())
                .map(this::text)
                .toList();
    }

    static List<String> unread(Pool pool) {
        return pool.articles().stream()
                .filter(told -> !told.isRead())
                .map(Told::story)
                .map(story -> "%s %s %s: %s"
                        .formatted(story.id(), story.category().wireName(), story.language(), story.title()))
                .toList();
    }

    private static Map<String, List<Told>> byEvent(List<Told> group) {
        return group.stream()
                .collect(Collectors.groupingBy(told -> told.story().event(), LinkedHashMap::new, Collectors.toList()));
    }

    private String text(Pair pair) {
        String kept = pair.reports().isEmpty() ? "no two reports of one category" : "two alerts";
        String what = pair.sameEvent() ? "one event, " + kept : "two events, one alert";
        String titles = "PROBE %s%n    %s%n    %s".formatted(what, pair.a(), pair.b());
        if (!verdicts || pair.reports().isEmpty()) {
            return titles;
        }
        EventReported a = pair.reports().get(0);
        EventReported b = pair.reports().get(1);
        return titles + sheet(a) + sheet(b) + "%n  %s".formatted(SameEvent.judge(a, b));
    }

    private String text(String heading, Collection<List<Told>> sides) {
        StringBuilder text = new StringBuilder();
        for (List<Told> side : sides) {
            text.append('\n').append(heading);
            for (Told told : side) {
                Story story = told.story();
                text.append("%n    %s %s %s".formatted(story.id(), story.publishedAt(), story.title()));
                text.append(verdicts ? sheet(told.read()) : "");
            }
        }
        if (verdicts) {
            text.append(between(List.copyOf(sides)));
        }
        return text.toString();
    }

    /** What is said of pairs from different sides; what put two together first. */
    private static String between(List<List<Told>> sides) {
        record Said(Told a, Told b, Verdict verdict) {}
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sides.size(); i++) {
            for (int j = i + 1; j < sides.size(); j++) {
                List<Said> said = new ArrayList<>();
                for (Told a : sides.get(i)) {
                    sides.get(j).forEach(b -> said.add(new Said(a, b, SameEvent.judge(a.read(), b.read()))));
                }
                said.stream()
                        .sorted(Comparator.comparing((Said one) -> !(one.verdict() instanceof Verdict.Same)))
                        .limit(PAIRS)
                        .forEach(one -> text.append("%n  %s / %s: %s"
                                .formatted(one.a().story().id(), one.b().story().id(), one.verdict())));
                if (said.size() > PAIRS) {
                    text.append("%n  … and %d pairs more".formatted(said.size() - PAIRS));
                }
            }
        }
        return text.toString();
    }

    /** What the judgement goes by. */
    private static String sheet(EventReported report) {
        return "%n      %s %.2f by %s in %s at %s, from %s to %s, on %s, %s"
                .formatted(
                        report.status(),
                        report.confidence(),
                        texts(report.actors(), actor -> actor.name() + " (" + actor.kind() + " " + actor.id() + ")"),
                        report.jurisdictions(),
                        place(report.place()),
                        place(report.from()),
                        place(report.to()),
                        report.occurred() == null ? "-" : report.occurred().date(),
                        texts(report.quantities(), count -> count.value() + " " + count.unit() + " " + count.of()));
    }

    private static <T> List<String> texts(List<T> things, Function<T, String> text) {
        return things.stream().map(text).toList();
    }

    private static String place(@Nullable Place place) {
        return place == null ? "-" : place.name() + " (" + place.code() + " " + place.geonamesId() + ")";
    }
}
