package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Recent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what the reports of one event find each other among all that are stored: each kind of likeness that
 * {@link SameEvent} knows, in one period of time. Two reports of one event always have an anchor in common, the one as it
 * is stored and the other as it is looked for, whichever comes first; that two have one says nothing yet.
 *
 * <p>An anchor is a number: the period before a hash of {@code category|kind:value}. So an index of millions of them is
 * touched only where it holds the news of the day, which stays in memory, and two that are equal by chance cost a
 * comparison and no more.
 */
public final class Anchors {
    private static final int MOST_STORED_PERIODS = 6;
    private static final int MOST_TERMS = 40;
    private static final int MOST_PARTS = 60;
    private static final int LONGEST_HAN = 20;
    /** A tenth, the tolerance by which numbers agree, is just below one step. */
    private static final double STEP = Math.log(1 / 0.89);

    private static final int SKETCH_BYTES_AT_ONCE = 4;

    /** A text has many anchors: they span longer, so that most windows touch one such time, and few touch two. */
    private static final int PERIODS_OF_COPIES = 4;

    /** Both kinds are asked for several times, all while the report is in its first batch. */
    private static final Recent<String, Anchored> RECENT = new Recent<>(1_000);

    /** A report with what it is stored with and what the others of its event are looked for by. */
    private record Anchored(EventReported report, Set<Long> stored, Set<Long> probe) {
        static Anchored of(EventReported report) {
            Traits traits = Traits.of(report);
            return new Anchored(report, Anchors.of(traits, false), Anchors.of(traits, true));
        }
    }

    private final AnchorKeys keys;

    private Anchors(AnchorKeys keys) {
        this.keys = keys;
    }

    /** What a report is stored with, to be found by. */
    public static Set<Long> stored(EventReported report) {
        return recent(report).stored();
    }

    /** What the others of a report's event are looked for by. */
    public static Set<Long> probe(EventReported report) {
        return recent(report).probe();
    }

    private static Anchored recent(EventReported report) {
        return RECENT.get(report.reportId(), known -> known.report() == report, id -> Anchored.of(report));
    }

    private static Set<Long> of(Traits traits, boolean probes) {
        Window window = traits.window();
        Window near = new Window(
                window.from().minusDays(Window.TOLERANCE_DAYS), window.to().plusDays(Window.TOLERANCE_DAYS));
        Anchors anchors = new Anchors(
                probes
                        ? new AnchorKeys(traits.category(), near, MOST_STORED_PERIODS + 2)
                        : new AnchorKeys(traits.category(), window, MOST_STORED_PERIODS));
        anchors.who(traits, probes);
        anchors.where(traits, probes);
        anchors.howMany(traits, probes);
        anchors.wording(traits);
        return anchors.keys.all();
    }

    private void who(Traits traits, boolean probes) {
        traits.actorIds().forEach(id -> add("a", id));
        traits.houses().forEach(house -> add("g", house));
        // A ban's place finds it too, but a launch has none.
        traits.organs().forEach(organ -> add("o", organ));
        for (String name : traits.actorNames()) {
            add("n", name);
            if (probes) {
                add("e", name);
            }
            // What is stored under a part is found by the whole of another, and the other way round.
            parts(name).forEach(part -> add(probes ? "n" : "e", part));
        }
    }

    /** Every name that this one extends ({@link Names#extend}). */
    private static Set<String> parts(String name) {
        Set<String> parts = new TreeSet<>();
        List<String> words = List.of(name.split(" "));
        for (int from = 0; from < words.size() && parts.size() < MOST_PARTS; from++) {
            for (int to = from + 1; to <= words.size(); to++) {
                parts.add(String.join(" ", words.subList(from, to)));
            }
        }
        parts.removeIf(part -> part.length() < 4);
        if (name.codePoints().anyMatch(Character::isIdeographic)) {
            for (int length = 2; length <= Math.min(LONGEST_HAN, name.length()); length++) {
                parts.add(name.substring(0, length));
                parts.add(name.substring(name.length() - length));
            }
        }
        parts.remove(name);
        return parts;
    }

    private void where(Traits traits, boolean probes) {
        EventReported report = traits.report();
        switch (traits.category()) {
            case MINING_BAN, CITY_INVITATION -> {
                traits.scene().forEach(code -> code("p", code, probes));
                place("p", report.place(), probes);
            }
            case RELOCATION -> {
                place("from", report.from(), probes);
                place("to", report.to(), probes);
            }
            case NFT_LAUNCH -> {}
        }
    }

    /** Two parts of one country forbid that it is one event: each is found by itself and by the country alone. */
    private void code(String kind, String code, boolean probes) {
        add(kind, code);
        if (Places.isSubdivision(code)) {
            add(probes ? kind : kind + " within", Places.country(code));
        } else if (probes) {
            add(kind + " within", code);
        }
    }

    private void place(String kind, @Nullable Place place, boolean probes) {
        if (place == null) {
            return;
        }
        if (place.code() != null) {
            code(kind, place.code(), probes);
        }
        add(kind, Names.normalise(place.name()));
        if (place.geonamesId() != null) {
            add(kind, "#" + place.geonamesId());
        }
    }

    private void howMany(Traits traits, boolean probes) {
        traits.counts()
                .forEach((thing, values) -> values.forEach(value -> {
                    long step = value.signum() <= 0 ? 0 : Math.round(logarithm(value) / STEP);
                    for (long near = probes ? step - 1 : step; near <= (probes ? step + 1 : step); near++) {
                        add("c", thing + " " + near);
                    }
                }));
    }

    private static double logarithm(BigDecimal value) {
        int digits = value.precision() - value.scale();
        return Math.log(value.scaleByPowerOfTen(-digits).doubleValue()) + digits * Math.log(10);
    }

    private void wording(Traits traits) {
        traits.works().forEach(work -> add("w", work));
        rarest(traits.terms()).forEach(term -> add("t", term));
        copies(traits.report());
    }

    private void copies(EventReported report) {
        keys.add("s", report.article().textSha256().substring(0, 32), PERIODS_OF_COPIES);
        String sketch = report.article().textMinHash();
        if (sketch != null) {
            byte[] bytes = Base64.getDecoder().decode(sketch);
            for (int at = 0; at < bytes.length; at += SKETCH_BYTES_AT_ONCE) {
                // Of two sketches that agree in half of their values, hardly any two agree in no pair of neighbours.
                keys.add(
                        "m",
                        at + " " + HexFormat.of().formatHex(bytes, at, at + SKETCH_BYTES_AT_ONCE),
                        PERIODS_OF_COPIES);
            }
        }
    }

    /** Words; of Chinese, three characters of which every two are rare: no fewer count as a word in common. */
    private static Stream<String> rarest(Collection<String> terms) {
        Set<String> words = new HashSet<>();
        Map<Character, List<String>> han = new HashMap<>();
        for (String term : terms) {
            if (Character.isIdeographic(term.codePointAt(0))) {
                han.computeIfAbsent(term.charAt(0), first -> new ArrayList<>()).add(term);
            } else {
                words.add(term);
            }
        }
        han.values()
                .forEach(alike -> alike.forEach(term -> han.getOrDefault(term.charAt(1), List.of())
                        .forEach(next -> words.add(term + next.substring(1)))));
        if (words.size() <= MOST_TERMS) {
            return words.stream();
        }
        // Of too many, any choice that all reports make alike; the alphabet would prefer one language.
        return words.stream()
                .sorted(Comparator.comparingInt((String word) -> word.hashCode() * 0x9E3779B9)
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TERMS);
    }

    private void add(String kind, String value) {
        keys.add(kind, value, 1);
    }
}
