package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Place;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where it happens, or from where to where. */
final class Scene {
    /** Within so few days, two bans in one country by nobody else than its state are one ban. */
    private static final Duration AT_ONCE = Duration.ofDays(3);

    private static final int CITY = SameEvent.ENOUGH + 1;
    private static final int SUBDIVISION = SameEvent.ENOUGH;
    private static final int CITY_IN_SUBDIVISION = 2;
    private static final int COUNTRY = 2;
    private static final int IN_COUNTRY = 1;

    /** Where provinces or states make policy of their own, a country is no place to know an event by. */
    private static final Set<String> PROVINCES_DECIDE = Set.of("AU", "BR", "CA", "CN", "IN", "RU", "US");

    private Scene() {}

    static Sign places(Traits a, Traits b) {
        return switch (a.category()) {
            // An NFT has no place; what a report gives is a seat, a market or a stage.
            case NFT_LAUNCH -> Sign.NONE;
            case RELOCATION -> journeys(a, b);
            case MINING_BAN, CITY_INVITATION -> scenes(a, b);
        };
    }

    private static Sign journeys(Traits a, Traits b) {
        EventReported one = a.report();
        EventReported other = b.report();
        if (Places.contradict(one.from(), other.from()) || Places.contradict(one.to(), other.to())) {
            return new Sign.Contradiction("they move between different places");
        }
        Sign apart = apart(a, b);
        if (apart instanceof Sign.Contradiction) {
            return apart;
        }
        int weight = fineness(one.to(), other.to(), 3) + fineness(one.from(), other.from(), 2);
        return weight == 0 ? Sign.NONE : new Sign.Weight(weight, "both move between the same places");
    }

    private static int fineness(@Nullable Place a, @Nullable Place b, int most) {
        if (a == null || b == null) {
            return 0;
        }
        if (Places.sameFinely(a, b)) {
            return most;
        }
        return a.code() != null && b.code() != null && Places.compatible(a.code(), b.code()) ? 1 : 0;
    }

    private static Sign scenes(Traits a, Traits b) {
        Place ofA = a.report().place();
        Place ofB = b.report().place();
        if (ofA != null && ofB != null && !Places.sameFinely(ofA, ofB)) {
            return new Sign.Contradiction("they happen in different places");
        }
        Sign apart = apart(a, b);
        if (apart instanceof Sign.Contradiction) {
            return apart;
        }
        if (ofA != null && ofB != null) {
            return new Sign.Weight(CITY, "both happen in " + ofA.name());
        }
        boolean city = ofA != null || ofB != null;
        Set<String> scenes = Actors.shared(a.scene(), b.scene());
        String where = String.join(", ", scenes);
        if (scenes.stream().anyMatch(Places::isSubdivision)) {
            return city
                    ? new Sign.Weight(CITY_IN_SUBDIVISION, "one place lies in the other: " + where)
                    : new Sign.Weight(SUBDIVISION, "both happen in " + where);
        }
        if (scenes.isEmpty() || city) {
            if (a.scene().isEmpty() || b.scene().isEmpty()) {
                return Sign.NONE;
            }
            boolean vast = Stream.concat(a.scene().stream(), b.scene().stream())
                    .map(Places::country)
                    .anyMatch(PROVINCES_DECIDE::contains);
            return new Sign.Weight(vast ? IN_COUNTRY : IN_COUNTRY + 1, "one place may lie in the other");
        }
        boolean provincesDecide = scenes.stream().allMatch(PROVINCES_DECIDE::contains);
        boolean apartInTime = a.dated() && b.dated() && a.window().daysTo(b.window()) > AT_ONCE.toDays();
        if (provincesDecide && apartInTime) {
            return Sign.NONE;
        }
        boolean atOnce = a.onlyTheState() && b.onlyTheState() && Occasion.saidWithin(a, b, AT_ONCE);
        return new Sign.Weight(
                COUNTRY + (atOnce ? 1 : 0) + (provincesDecide ? 0 : 1),
                "both happen in " + where + (atOnce ? ", by its state, within three days" : ""));
    }

    private static Sign apart(Traits a, Traits b) {
        Set<String> ofA = a.scene();
        Set<String> ofB = b.scene();
        boolean meet = ofA.stream().anyMatch(x -> ofB.stream().anyMatch(y -> Places.compatible(x, y)));
        return ofA.isEmpty() || ofB.isEmpty() || meet
                ? Sign.NONE
                : new Sign.Contradiction("they happen in different places: " + ofA + ", " + ofB);
    }
}
