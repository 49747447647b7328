package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Journey;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A move's way, put together from all that its article says: one sentence tells the origin, another where it leads. */
final class Itinerary {

    private Itinerary() {}

    static Journey of(Testimony testimony) {
        List<Journey> beside = new ArrayList<>();
        for (AnnotatedSentence sentence : beside(testimony)) {
            beside.add(Journey.in(sentence, 0));
        }
        Entry from = ReportWriter.firstOf(testimony, Claim::from);
        Entry to = ReportWriter.firstOf(testimony, Claim::to);
        from = isSame(from, to) ? null : from;
        if (from == null) {
            from = first(beside, Journey::from, to);
        }
        if (from == null) {
            from = home(testimony, to);
        }
        if (to == null) {
            to = first(beside, Journey::to, from);
        }
        return new Journey(from, to, null);
    }

    /** The sentences that go on about the move, then those that stand before it in its paragraph. */
    private static List<AnnotatedSentence> beside(Testimony testimony) {
        List<AnnotatedSentence> beside = new ArrayList<>();
        testimony.details().forEach(detail -> beside.add(detail.sentence()));
        return beside;
    }

    private static @Nullable Entry first(
            List<Journey> journeys, Function<Journey, @Nullable Entry> end, @Nullable Entry other) {
        for (Journey journey : journeys) {
            Entry told = end.apply(journey);
            if (told != null && !isSame(told, other)) {
                return told;
            }
        }
        return null;
    }

    private static @Nullable Entry home(Testimony testimony, @Nullable Entry to) {
        for (Claim claim : testimony.claims()) {
            if (claim.home() != null && !isSame(claim.home(), to)) {
                return claim.home();
            }
        }
        for (Claim claim : testimony.claims()) {
            for (AnnotatedSentence before : claim.at().before()) {
                for (Spot spot : Spot.in(before)) {
                    if (!isSame(spot.entry(), to)) {
                        return spot.entry();
                    }
                }
            }
        }
        return null;
    }

    private static boolean isSame(@Nullable Entry one, @Nullable Entry other) {
        Place a = one == null ? null : one.place();
        Place b = other == null ? null : other.place();
        return a != null && b != null && a.agreesWith(b);
    }
}
