package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.identity.Verdict.Different;
import dev.tocsin.alerting.identity.Verdict.Same;
import dev.tocsin.alerting.identity.Verdict.Undecided;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Place;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether two reports speak of the same event. First everything that forbids it, then what speaks for it; the judgement
 * of two reports is the same whichever comes first.
 *
 * <p>What speaks for it depends on what an event of the category is known by. A relocation and an NFT launch are known
 * by who acts. A ban and an invitation are known by where: the organs and officials of one province, state or city
 * speak with one voice, while a whole country is too large for that, unless who acts or the very days agree too.
 */
public final class SameEvent {
    /** Within so few days, two bans in one country by nobody else than its state are one ban. */
    private static final int SAME_DAYS = 3;

    private static final Set<Kind> STATE = Set.of(Kind.AUTHORITY, Kind.OFFICIAL, Kind.INSTITUTION);

    private static final List<BiFunction<EventReported, EventReported, @Nullable String>> VETOES = List.of(
            SameEvent::category,
            SameEvent::article,
            SameEvent::date,
            SameEvent::place,
            SameEvent::people,
            Ordinals::contradiction,
            Counts::contradiction);

    private SameEvent() {}

    /** Whether a report belongs to the reports of an alert: like at least one of them, contradicting none. */
    public static Verdict judge(EventReported report, List<EventReported> alert) {
        List<Verdict> verdicts =
                alert.stream().map(member -> judge(report, member)).toList();
        return Stream.<Class<? extends Verdict>>of(Different.class, Same.class)
                .flatMap(kind -> verdicts.stream().filter(kind::isInstance).limit(1))
                .findFirst()
                .orElseGet(() -> verdicts.isEmpty() ? new Undecided("no report to compare with") : verdicts.get(0));
    }

    /** Whether two reports speak of the same event. */
    public static Verdict judge(EventReported a, EventReported b) {
        for (BiFunction<EventReported, EventReported, @Nullable String> veto : VETOES) {
            String contradiction = veto.apply(a, b);
            if (contradiction != null) {
                return new Different(contradiction);
            }
        }
        Set<String> actors = sharedActors(a, b);
        boolean knownByPlace = a.category() == Category.MINING_BAN || a.category() == Category.CITY_INVITATION;
        return knownByPlace ? byPlace(a, b, actors) : byActor(a, b, actors);
    }

    /**
     * The codes of which another report of the same event has at least one, unless it shares an actor: what to look for
     * reports by, so that not all of a large country have to be compared. Parents are among them where they tell.
     */
    public static Set<String> tellingPlaces(EventReported report) {
        return switch (report.category()) {
            case MINING_BAN, CITY_INVITATION -> Places.widen(Places.named(report));
            case RELOCATION ->
                Stream.of(report.from(), report.to())
                        .filter(Objects::nonNull)
                        .filter(place -> place.geonamesId() != null || Places.isSubdivision("" + place.code()))
                        .map(Place::code)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
            case NFT_LAUNCH -> Set.of();
        };
    }

    private static Verdict byActor(EventReported a, EventReported b, Set<String> actors) {
        if (!actors.isEmpty()) {
            return same("both name " + String.join(", ", actors));
        }
        boolean nobodyNamed = !namesSomebody(a) || !namesSomebody(b);
        boolean samePlaces = Places.sameFinely(a.to(), b.to()) || Places.sameFinely(a.from(), b.from());
        if (a.category() == Category.RELOCATION && nobodyNamed && samePlaces) {
            return same("one names nobody", "both move between the same places");
        }
        return new Undecided("they share no actor");
    }

    private static Verdict byPlace(EventReported a, EventReported b, Set<String> actors) {
        Set<String> scenes = new TreeSet<>(Places.scene(a));
        scenes.retainAll(Places.scene(b));
        boolean finely = scenes.stream().anyMatch(Places::isSubdivision) || Places.sameFinely(a.place(), b.place());
        if (finely) {
            return same("both happen in " + String.join(", ", scenes));
        }
        if (!actors.isEmpty()) {
            return same("both name " + String.join(", ", actors), "one place may lie in the other");
        }
        boolean onlyTheState = Stream.of(a, b)
                .flatMap(report -> report.actors().stream())
                .allMatch(actor -> STATE.contains(actor.kind()) || Names.isGeneric(actor.name()));
        if (!scenes.isEmpty() && onlyTheState && Window.of(a).daysTo(Window.of(b)) <= SAME_DAYS && daysKnown(a, b)) {
            return same("both happen in " + String.join(", ", scenes), "within " + SAME_DAYS + " days");
        }
        return new Undecided("neither a place finer than a country nor an actor in common");
    }

    private static boolean daysKnown(EventReported a, EventReported b) {
        return Stream.of(a, b).map(Window::of).allMatch(window -> window.from().equals(window.to()));
    }

    private static @Nullable String category(EventReported a, EventReported b) {
        return a.category() == b.category() ? null : "the categories differ";
    }

    /** The classifier has folded what an article says twice, so two reports of it are two events; not so over revisions. */
    private static @Nullable String article(EventReported a, EventReported b) {
        boolean same = a.article().articleId().equals(b.article().articleId());
        return same && a.article().revision() == b.article().revision() ? "one article tells them apart" : null;
    }

    private static @Nullable String date(EventReported a, EventReported b) {
        long days = Window.of(a).daysTo(Window.of(b));
        return days <= Window.TOLERANCE_DAYS ? null : days + " days lie between them";
    }

    private static @Nullable String place(EventReported a, EventReported b) {
        // An NFT has no place; what a report gives is a seat, a market or a stage.
        if (a.category() == Category.NFT_LAUNCH) {
            return null;
        }
        if (Places.contradict(a.from(), b.from()) || Places.contradict(a.to(), b.to())) {
            return "they move between different places";
        }
        if (Places.contradict(a.place(), b.place())) {
            return "they happen in different places";
        }
        Set<String> ofA = Places.scene(a);
        Set<String> ofB = Places.scene(b);
        boolean meet = ofA.stream().anyMatch(x -> ofB.stream().anyMatch(y -> Places.compatible(x, y)));
        return ofA.isEmpty() || ofB.isEmpty() || meet ? null : "they happen in different places: " + ofA + ", " + ofB;
    }

    /** Two officials that the gazetteer tells apart invite each for himself. */
    private static @Nullable String people(EventReported a, EventReported b) {
        Set<String> ofA = officials(a);
        Set<String> ofB = officials(b);
        boolean apart = !ofA.isEmpty() && !ofB.isEmpty() && ofA.stream().noneMatch(ofB::contains);
        return a.category() == Category.CITY_INVITATION && apart ? "different people invite" : null;
    }

    private static Set<String> officials(EventReported report) {
        return report.actors().stream()
                .filter(actor -> actor.kind() == Kind.OFFICIAL)
                .map(Actor::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Set<String> sharedActors(EventReported a, EventReported b) {
        Set<String> shared = new TreeSet<>();
        for (Actor x : a.actors()) {
            for (Actor y : b.actors()) {
                if (sameActor(x, y)) {
                    shared.add(new TreeSet<>(List.of(x.name(), y.name())).first());
                }
            }
        }
        return shared;
    }

    private static boolean sameActor(Actor x, Actor y) {
        boolean generic = Names.isGeneric(x.name());
        boolean otherGeneric = Names.isGeneric(y.name());
        if (x.id() != null && y.id() != null) {
            return x.id().equals(y.id()) && !(generic && otherGeneric);
        }
        return !generic && !otherGeneric && Names.core(x.name()).equals(Names.core(y.name()));
    }

    private static boolean namesSomebody(EventReported report) {
        return report.actors().stream().anyMatch(actor -> actor.id() != null || !Names.isGeneric(actor.name()));
    }

    private static Same same(String... reasons) {
        return new Same(List.of(reasons));
    }
}
