package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.identity.Places;
import dev.tocsin.alerting.identity.Window;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.EventReported.Evidence;
import dev.tocsin.alerting.report.Place;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is found by; unlike its document, nothing is left out for size.
 *
 * @param actorNames normalised, with and without their legal form
 * @param languages of its reports, each with its primary one: zh-Hans is also zh
 */
public record Facets(
        Set<String> jurisdictions,
        Set<String> actorIds,
        Set<String> actorNames,
        Window window,
        String searchText,
        Set<String> languages) {
    private static final int MOST_SEARCHED = 20_000;

    public static Facets of(Collection<EventReported> members) {
        List<EventReported> reports = Composition.latestRevisions(members);
        return new Facets(
                Places.widen(collect(reports, report -> Places.named(report).stream())),
                collect(reports, report -> report.actors().stream().map(Actor::id)),
                collect(
                        reports,
                        report -> report.actors().stream()
                                .map(Actor::name)
                                .flatMap(name -> Stream.of(Names.normalise(name), Names.core(name)))),
                reports.stream().map(Window::of).reduce(Window::spanning).orElseThrow(),
                searchText(reports),
                collect(reports, report -> tags(report.article().language())));
    }

    private static Stream<String> tags(String language) {
        return Stream.of(language, language.split("-", 2)[0]);
    }

    /** All that the alert is found by, other than by time and kind: pieces of its text, places, actors. */
    public Set<String> foundBy() {
        Set<String> all = Pieces.of(searchText);
        jurisdictions.forEach(code -> all.add(Pieces.PLACE + code));
        Stream.of(actorIds, actorNames).flatMap(Set::stream).forEach(actor -> all.add(Pieces.ACTOR + actor));
        return all;
    }

    /** As search terms and what they are looked for in are compared: lower case, compatibility forms folded. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String searchText(List<EventReported> reports) {
        String text = reports.stream().flatMap(Facets::words).distinct().collect(Collectors.joining("\n"));
        return fold(text.length() > MOST_SEARCHED ? cut(text) : text);
    }

    private static String cut(String text) {
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MOST_SEARCHED - 1));
        return text.substring(0, splitsPair ? MOST_SEARCHED - 1 : MOST_SEARCHED);
    }

    private static Stream<String> words(EventReported report) {
        return Stream.of(
                        Stream.of(report.title()),
                        report.actors().stream().map(Actor::name),
                        Stream.of(report.place(), report.from(), report.to())
                                .filter(Objects::nonNull)
                                .map(Place::name),
                        report.evidence().stream().map(Evidence::quote),
                        Stream.of(report.article().title()))
                .flatMap(Function.identity());
    }

    private static Set<String> collect(
            List<EventReported> reports, Function<EventReported, Stream<? extends @Nullable String>> of) {
        return reports.stream().flatMap(of).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }
}
