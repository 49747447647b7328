package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Journey;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Spot;
import dev.tocsin.classify.entity.Waymark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A move's way, put together from all that its article says: one sentence tells the origin, another where it leads. */
final class Itinerary {

    private static final Pattern SITE = Pattern.compile(
            "\\b(?:machines|rigs|hardware|fleet|farm|facility|data cent\\w+|halls?|plant|site|mines?)\\b[^.;,]{0,30}\\b(?:in|at|near|outside|on the (?:edge|outskirts) of) (?:the )?$"
                    + "|(?:矿机|矿场|机房|机器|设备|数据中心)[^，。；]{0,8}(?:在|位于)$");

    private Itinerary() {}

    static Journey of(Testimony testimony) {
        List<Journey> claimed = new ArrayList<>();
        testimony
                .claims()
                .forEach(claim -> claimed.add(
                        Journey.in(claim.at().sentence(), claim.verdict().start())));
        List<Journey> beside = new ArrayList<>();
        for (AnnotatedSentence sentence : beside(testimony)) {
            beside.add(Journey.in(sentence, 0));
        }
        Entry to = finest(claimed, Journey::to, null);
        Entry from = finest(claimed, Journey::from, to);
        to = to != null ? to : finest(beside, Journey::to, from);
        to = to != null ? to : finest(claimed, Journey::there, from);
        from = from != null ? from : finest(beside, Journey::from, to);
        from = from != null ? from : home(testimony, to);
        return new Journey(from, to, null, null);
    }

    /** The sentences that go on about the move, then those that stand before it in its paragraph. */
    private static List<AnnotatedSentence> beside(Testimony testimony) {
        List<AnnotatedSentence> beside = new ArrayList<>();
        testimony.details().forEach(detail -> beside.add(detail.sentence()));
        return beside;
    }

    /** The first that is told, or a part of it that another sentence names: first the country, then the city. */
    private static @Nullable Entry finest(
            List<Journey> journeys, Function<Journey, @Nullable Entry> end, @Nullable Entry other) {
        Entry found = null;
        for (Journey journey : journeys) {
            Entry told = end.apply(journey);
            if (told != null && !isSame(told, other) && (found == null || ReportWriter.isWithin(told, found))) {
                found = told;
            }
        }
        return found;
    }

    private static @Nullable Entry home(Testimony testimony, @Nullable Entry to) {
        for (Claim claim : testimony.claims()) {
            if (claim.home() != null && !isSame(claim.home(), to)) {
                return claim.home();
            }
        }
        for (Claim claim : testimony.claims()) {
            for (AnnotatedSentence before : claim.at().before()) {
                Journey earlier = Journey.in(before, 0);
                Entry origin = earlier.from() != null ? earlier.from() : earlier.home();
                if (origin != null && !isSame(origin, to)) {
                    return origin;
                }
                for (Spot spot : Spot.in(before)) {
                    if (!Waymark.isPassing(spot, before) && !isSame(spot.entry(), to)) {
                        return spot.entry();
                    }
                }
            }
        }
        for (Claim claim : testimony.claims()) {
            if (claim.seat() != null && !isSame(claim.seat(), to)) {
                Entry site = site(testimony, to);
                return site == null ? claim.seat() : site;
            }
        }
        return null;
    }

    /** Where its machines stand now, though no sentence says that they leave: nearer than the firm's seat. */
    private static @Nullable Entry site(Testimony testimony, @Nullable Entry to) {
        List<AnnotatedSentence> told = new ArrayList<>();
        testimony.claims().forEach(claim -> told.add(claim.at().sentence()));
        told.addAll(beside(testimony));
        for (AnnotatedSentence sentence : told) {
            for (Spot spot : Spot.in(sentence)) {
                String before = sentence.tagged().substring(0, spot.start());
                if (SITE.matcher(before).find() && !Waymark.isPassing(spot, sentence) && !isSame(spot.entry(), to)) {
                    return spot.entry();
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
