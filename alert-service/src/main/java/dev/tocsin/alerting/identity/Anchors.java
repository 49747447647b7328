package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Place;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
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
    /** A period of time; a window touches few of them. */
    private static final int PERIOD_DAYS = 10;

    private static final int MOST_STORED_PERIODS = 6;
    private static final int MOST_TERMS = 40;
    private static final int MOST_PARTS = 60;
    private static final int LONGEST_HAN = 20;
    /** A tenth, the tolerance by which numbers agree, is just below one step. */
    private static final double STEP = Math.log(1 / 0.89);

    private static final int SKETCH_BYTES_AT_ONCE = 4;

    /** A text has many anchors: they span longer, so that most windows touch one such time, and few touch two. */
    private static final int PERIODS_OF_COPIES = 4;

    private static final int HASH_BITS = 44;

    private final Category category;
    private final Window window;
    private final int mostPeriods;
    private final Set<Long> keys = new TreeSet<>();

    private Anchors(Category category, Window window, int mostPeriods) {
        this.category = category;
        this.window = window;
        this.mostPeriods = mostPeriods;
    }

    /** What a report is stored with, to be found by. */
    public static Set<Long> stored(EventReported report) {
        return of(Traits.of(report), false);
    }

    /** What the others of a report's event are looked for by. */
    public static Set<Long> probe(EventReported report) {
        return of(Traits.of(report), true);
    }

    static Set<Long> of(Traits traits, boolean probes) {
        Window window = traits.window();
        Anchors anchors = probes
                ? new Anchors(
                        traits.category(),
                        new Window(
                                window.from().minusDays(Window.TOLERANCE_DAYS),
                                window.to().plusDays(Window.TOLERANCE_DAYS)),
                        MOST_STORED_PERIODS + 2)
                : new Anchors(traits.category(), window, MOST_STORED_PERIODS);
        anchors.who(traits, probes);
        anchors.where(traits);
        anchors.howMany(traits, probes);
        anchors.wording(traits);
        return anchors.keys;
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

    private void where(Traits traits) {
        EventReported report = traits.report();
        switch (traits.category()) {
            case MINING_BAN, CITY_INVITATION -> {
                Places.widen(traits.scene()).forEach(code -> add("p", code));
                place("p", report.place());
            }
            case RELOCATION -> {
                place("from", report.from());
                place("to", report.to());
            }
            case NFT_LAUNCH -> {}
        }
    }

    private void place(String kind, @Nullable Place place) {
        if (place == null) {
            return;
        }
        if (place.code() != null) {
            Places.widen(List.of(place.code())).forEach(code -> add(kind, code));
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
        add("s", report.article().textSha256().substring(0, 32), PERIODS_OF_COPIES);
        String sketch = report.article().textMinHash();
        if (sketch != null) {
            byte[] bytes = Base64.getDecoder().decode(sketch);
            for (int at = 0; at < bytes.length; at += SKETCH_BYTES_AT_ONCE) {
                // Of two sketches that agree in half of their values, hardly any two agree in no pair of neighbours.
                add("m", at + " " + HexFormat.of().formatHex(bytes, at, at + SKETCH_BYTES_AT_ONCE), PERIODS_OF_COPIES);
            }
        }
    }

    /** Words; of Chinese, three characters of which every two are rare: no fewer count as a word in common. */
    private static Stream<String> rarest(Collection<String> terms) {
        Set<String> words = new TreeSet<>();
        for (String term : terms) {
            if (!Character.isIdeographic(term.codePointAt(0))) {
                words.add(term);
            } else {
                terms.stream()
                        .filter(next ->
                                next.startsWith(term.substring(1)) && Character.isIdeographic(next.codePointAt(0)))
                        .forEach(next -> words.add(term + next.substring(1)));
            }
        }
        // Of too many, any choice that all reports make alike; the alphabet would prefer one language.
        return words.stream()
                .sorted(Comparator.comparingInt((String word) -> word.hashCode() * 0x9E3779B9)
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TERMS);
    }

    private void add(String kind, String value) {
        add(kind, value, 1);
    }

    private void add(String kind, String value, int periodsAtOnce) {
        long hash = hash(category.wireName() + "|" + kind + ":" + value) >>> (Long.SIZE - HASH_BITS);
        long first = Math.floorDiv(window.from().toEpochDay(), PERIOD_DAYS);
        long last = Math.min(Math.floorDiv(window.to().toEpochDay(), PERIOD_DAYS), first + mostPeriods - 1);
        for (long period = first - Math.floorMod(first, periodsAtOnce); period <= last; period += periodsAtOnce) {
            keys.add(period << HASH_BITS | hash);
        }
    }

    /** Stored, so it never changes: FNV-1a over the characters, its bits mixed at the end, since the upper ones are kept. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
