package dev.tocsin.classify.pattern;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a regular expression matches.
 *
 * @param all every spelling, where they are few
 * @param needed of each of these sets a word is in whatever it matches; none where nothing can be told
 */
record Part(@Nullable Set<String> all, List<Set<String>> needed) {

    /** More ways to go on than these are not followed up. */
    static final int MOST_SPELLINGS = 64;

    private static final int MOST_WORDS = 400;

    static final Set<String> NOTHING = Set.of("");
    static final Part ANYTHING = new Part(null, List.of());
    static final Part EMPTY = of(NOTHING);

    Part {
        needed = List.copyOf(needed);
    }

    static Part of(Set<String> all) {
        return new Part(all, told(all));
    }

    /** The one or the other: of what each needs, what tells most. */
    Part or(Part other) {
        Set<String> either = union(mostTelling(), other.mostTelling(), MOST_WORDS);
        return new Part(union(all, other.all, MOST_SPELLINGS), either == null ? List.of() : List.of(either));
    }

    private @Nullable Set<String> mostTelling() {
        return needed.stream().max(Comparator.comparingInt(Part::shortest)).orElse(null);
    }

    /** A set of words tells something where none of them is empty. */
    static List<Set<String>> told(Set<String> words) {
        return shortest(words) == 0 ? List.of() : List.of(words);
    }

    /** Every spelling of one run behind every one of another, null where they are too many. */
    static @Nullable Set<String> joined(Set<String> run, @Nullable Set<String> next) {
        if (next == null || run.size() * next.size() > MOST_SPELLINGS) {
            return null;
        }
        Set<String> joined = new LinkedHashSet<>();
        run.forEach(before -> next.forEach(after -> joined.add(before + after)));
        return joined;
    }

    private static @Nullable Set<String> union(@Nullable Set<String> one, @Nullable Set<String> other, int most) {
        if (one == null || other == null || one.size() + other.size() > most) {
            return null;
        }
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }

    /** The longer the shortest word, the rarer it is met by chance. */
    private static int shortest(Set<String> words) {
        return words.stream()
                .mapToInt(word -> (int)
                        word.chars().filter(c -> c != NeededWords.BOUNDARY).count())
                .min()
                .orElse(0);
    }
}
