package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.PartialDate;
import dev.tocsin.alerting.report.Recent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report is compared by, worked out once.
 *
 * @param scene where it happens, without a country beside a part of that country
 * @param actorIds of those that name somebody in particular
 * @param actorNames of the same, without legal forms
 * @param marketplaces those of the actors on which others launch
 * @param officials ids
 * @param rareWords {@link Terms}; most pairs of reports are told apart without them
 * @param titles of works that it quotes
 * @param onlyTheState nobody acts but the organs of a place
 */
record Traits(
        EventReported report,
        Window window,
        Set<String> scene,
        Set<String> actorIds,
        Set<String> actorNames,
        Set<String> marketplaces,
        Set<String> houses,
        Set<String> officials,
        Set<String> organs,
        Map<String, List<BigDecimal>> counts,
        Map<Ordinals.Row, Set<Integer>> ordinals,
        Lazy<Set<String>> rareWords,
        Lazy<Set<String>> titles,
        boolean onlyTheState,
        @Nullable Vector vector) {
    private static final Set<Kind> STATE = Set.of(Kind.AUTHORITY, Kind.OFFICIAL, Kind.INSTITUTION);

    /** They depend on nothing but the report, and are asked for to store it, to find others and to judge. */
    private static final Recent<String, Traits> RECENT = new Recent<>(4_000);

    /** The gazetteer makes such an id of a place and what every place has. */
    private static final Pattern ORGAN = Pattern.compile("[a-z]{2}-.+");

    static Traits of(EventReported report) {
        return RECENT.get(report.reportId(), known -> known.report() == report, id -> make(report));
    }

    private static Traits make(EventReported report) {
        List<Actor> particular = report.actors().stream()
                .filter(actor -> !Names.isGeneric(actor.name()) && !isOrgan(actor))
                .toList();
        return new Traits(
                report,
                Window.of(report),
                Places.scene(report),
                collect(particular, Actor::id),
                collect(particular, actor -> Names.core(actor.name())),
                particular.stream()
                        .filter(actor -> actor.kind() == Kind.EXCHANGE)
                        .flatMap(actor -> Stream.of(Names.core(actor.name()), String.valueOf(actor.id())))
                        .collect(Collectors.toSet()),
                collect(report.actors(), Actor::group),
                collect(
                        report.actors().stream()
                                .filter(actor -> actor.kind() == Kind.OFFICIAL)
                                .toList(),
                        Actor::id),
                collect(report.actors().stream().filter(Traits::isOrgan).toList(), Actor::id),
                Counts.of(report),
                Ordinals.of(report),
                new Lazy<>(() -> Terms.of(report)),
                new Lazy<>(() -> Terms.works(report)),
                report.actors().stream().allMatch(actor -> STATE.contains(actor.kind()) || !particular.contains(actor)),
                Vector.of(report));
    }

    Set<String> terms() {
        return rareWords.get();
    }

    Set<String> works() {
        return titles.get();
    }

    Category category() {
        return report.category();
    }

    /** Whether somebody else than a marketplace launches. */
    boolean hasLauncher() {
        return !marketplaces.containsAll(actorNames);
    }

    boolean namesSomebody() {
        return !actorNames.isEmpty();
    }

    /** Whether the report itself says the day. */
    boolean dated() {
        PartialDate occurred = report.occurred();
        return occurred != null && occurred.precision() == PartialDate.Precision.DAY;
    }

    /** Whether it says where finer than by the country. */
    boolean isFine() {
        return report.place() != null || scene.stream().anyMatch(Places::isSubdivision);
    }

    boolean isChinese() {
        return report.article().language().startsWith("zh");
    }

    /** Organs that every place has say no more than the place. */
    private static boolean isOrgan(Actor actor) {
        return actor.kind() == Kind.AUTHORITY
                && actor.id() != null
                && ORGAN.matcher(actor.id()).matches();
    }

    private static Set<String> collect(List<Actor> actors, Function<Actor, @Nullable String> of) {
        return actors.stream().map(of).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }
}
