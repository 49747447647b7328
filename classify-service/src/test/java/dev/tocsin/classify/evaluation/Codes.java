package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.entity.Place;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Compares ISO 3166 codes. */
final class Codes {

    private Codes() {}

    /** One is the other, or lies in it. */
    static boolean areCompatible(String one, String other) {
        return one.equals(other) || one.startsWith(other + "-") || other.startsWith(one + "-");
    }

    /** Something of the one is compatible with something of the other. */
    static boolean meet(Collection<String> one, Collection<String> other) {
        return one.stream().anyMatch(code -> isIn(code, other));
    }

    /** Everything of either is compatible with something of the other. */
    static boolean cover(Collection<String> one, Collection<String> other) {
        return one.stream().allMatch(code -> isIn(code, other))
                && other.stream().allMatch(code -> isIn(code, one));
    }

    private static boolean isIn(String code, Collection<String> codes) {
        return codes.stream().anyMatch(other -> areCompatible(code, other));
    }

    static boolean areCompatible(@Nullable String code, @Nullable Place place) {
        return code != null && place != null && place.code() != null && areCompatible(code, place.code());
    }
}
