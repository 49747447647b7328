package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Place;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Containment of ISO 3166 codes: {@code US-FL} lies in {@code US}. */
public final class Places {
    private Places() {}

    /** The codes and every parent of theirs. */
    public static Set<String> widen(Collection<String> codes) {
        Set<String> wide = new TreeSet<>();
        for (String code : codes) {
            wide.add(code);
            wide.add(country(code));
        }
        return wide;
    }

    /** Every code that a report names, wherever in it. */
    public static Set<String> named(EventReported report) {
        Set<String> codes = new LinkedHashSet<>(report.jurisdictions());
        Stream.of(report.place(), report.from(), report.to()).forEach(place -> {
            if (place != null && place.code() != null) {
                codes.add(place.code());
            }
        });
        return codes;
    }

    /** Where a report says that it happens: without a country beside a part of that country. */
    static Set<String> scene(EventReported report) {
        Set<String> codes = new TreeSet<>(report.jurisdictions());
        Place place = report.place();
        if (place != null && place.code() != null) {
            codes.add(place.code());
        }
        codes.removeIf(code -> codes.stream().anyMatch(other -> isPartOf(other, code)));
        return codes;
    }

    /** Whether both may be names of one place: equal, or one lies in the other. */
    static boolean compatible(String a, String b) {
        return a.equals(b) || isPartOf(a, b) || isPartOf(b, a);
    }

    /**
     * Whether two places cannot be the same: codes that exclude each other, or two names of one kind, cities both or
     * neither. A city may lie in the province that the other report names.
     */
    static boolean contradict(@Nullable Place a, @Nullable Place b) {
        if (a == null || b == null) {
            return false;
        }
        if (a.code() != null && b.code() != null && !compatible(a.code(), b.code())) {
            return true;
        }
        boolean sameKind = a.geonamesId() != null && b.geonamesId() != null || a.code() == null && b.code() == null;
        return sameKind && !sameName(a, b);
    }

    /** Whether two places are one and the same city, or one and the same subdivision. */
    static boolean sameFinely(@Nullable Place a, @Nullable Place b) {
        if (a == null || b == null) {
            return false;
        }
        return (isFine(a) || isFine(b)) && sameName(a, b);
    }

    private static boolean isFine(Place place) {
        return place.geonamesId() != null || place.code() == null || isSubdivision(place.code());
    }

    /** Names come from one gazetteer, whatever the article's language. */
    private static boolean sameName(Place a, Place b) {
        return a.geonamesId() != null && b.geonamesId() != null
                ? a.geonamesId().equals(b.geonamesId())
                : Names.normalise(a.name()).equals(Names.normalise(b.name()));
    }

    static boolean isSubdivision(String code) {
        return code.indexOf('-') > 0;
    }

    private static boolean isPartOf(String part, String whole) {
        return isSubdivision(part) && country(part).equals(whole);
    }

    static String country(String code) {
        int dash = code.indexOf('-');
        return dash < 0 ? code : code.substring(0, dash);
    }
}
