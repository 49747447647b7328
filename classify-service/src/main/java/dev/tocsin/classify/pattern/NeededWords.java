package dev.tocsin.classify.pattern;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a regular expression the words of which a text must hold one for the expression to be found in it. What
 * it does not understand it takes for anything at all, so that it errs towards fewer words, never towards wrong ones.
 */
final class NeededWords {

    /** Stands in a word for a {@code \b}; no expression of ours holds the character. */
    static final char BOUNDARY = '\u0001';

    /** More ways to go on than these are not followed up. */
    private static final int MOST_SPELLINGS = 64;

    private static final int MOST_WORDS = 400;
    private static final Set<String> NOTHING = Set.of("");
    private static final Set<String> BOUNDED = Set.of(String.valueOf(BOUNDARY));

    /**
     * What a part of an expression matches.
     *
     * @param all every spelling, where they are few
     * @param needed one of these is in whatever it matches, where that can be told
     */
    private record Part(@Nullable Set<String> all, @Nullable Set<String> needed) {

        static final Part ANYTHING = new Part(null, null);
        static final Part EMPTY = of(NOTHING);

        static Part of(Set<String> all) {
            return new Part(all, better(null, all));
        }
    }

    /** Thrown and caught here: an expression of a kind that we do not read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final String regex;
    private int at;

    private NeededWords(String regex) {
        this.regex = regex;
    }

    /** Null where nothing can be told; a word may begin and end with {@link #BOUNDARY}. */
    static @Nullable Set<String> of(Pattern pattern) {
        String regex = pattern.pattern();
        if (pattern.flags() != 0 || regex.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return null;
        }
        try {
            NeededWords words = new NeededWords(regex);
            Part whole = words.alternatives(NOTHING, NOTHING);
            return words.at == regex.length() ? whole.needed() : null;
        } catch (Unreadable | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    /**
     * @param before {@link #BOUNDARY} where one stands right before the part, so that its words begin there
     * @param behind likewise right behind it
     */
    private Part alternatives(Set<String> before, Set<String> behind) {
        Part first = sequence(before, behind);
        Set<String> all = first.all();
        Set<String> needed = first.needed();
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            Part next = sequence(before, behind);
            all = union(all, next.all(), MOST_SPELLINGS);
            needed = union(needed, next.needed(), MOST_WORDS);
        }
        return new Part(all, needed);
    }

    private Part sequence(Set<String> before, Set<String> behind) {
        Set<String> run = before;
        Set<String> best = null;
        boolean unbroken = true;
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            Part part = quantified(atom(run.equals(BOUNDED) ? BOUNDED : NOTHING, behind));
            Set<String> joined = joined(run, part.all());
            if (joined == null) {
                best = better(better(best, run), part.needed());
                run = part.all() == null ? NOTHING : part.all();
                unbroken = false;
            } else {
                run = joined;
            }
        }
        run = Objects.requireNonNullElse(joined(run, behind), run);
        return new Part(unbroken ? run : null, better(best, run));
    }

    private Part quantified(Part part) {
        if (at == regex.length() || "?*+{".indexOf(regex.charAt(at)) < 0) {
            return part;
        }
        char quantifier = regex.charAt(at);
        boolean optional = quantifier == '?' || quantifier == '*';
        if (quantifier == '{') {
            optional = regex.charAt(at + 1) == '0';
            at = regex.indexOf('}', at);
        }
        at++;
        if (at < regex.length() && "?+".indexOf(regex.charAt(at)) >= 0) {
            at++;
        }
        if (!optional) {
            return new Part(null, part.needed());
        }
        Set<String> all = quantifier == '?' ? union(part.all(), NOTHING, MOST_SPELLINGS) : null;
        return new Part(all, null);
    }

    private Part atom(Set<String> before, Set<String> behindAll) {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group(before, behindAll);
            case '[' -> characters();
            case '\\' -> escaped();
            case '.' -> Part.ANYTHING;
            case '^', '$' -> Part.EMPTY;
            default -> Part.of(Set.of(String.valueOf(c)));
        };
    }

    private Part group(Set<String> before, Set<String> behindAll) {
        int close = closing();
        boolean last = close + 1 == regex.length() || "|)".indexOf(regex.charAt(close + 1)) >= 0;
        Set<String> behind = regex.startsWith("\\b", close + 1) ? BOUNDED : last ? behindAll : NOTHING;
        boolean zeroWidth = false;
        if (regex.startsWith("?", at)) {
            boolean looksBack = regex.startsWith("?<=", at) || regex.startsWith("?<!", at);
            zeroWidth = looksBack || regex.startsWith("?=", at) || regex.startsWith("?!", at);
            if (zeroWidth) {
                at += looksBack ? 3 : 2;
            } else if (regex.startsWith("?:", at)) {
                at += 2;
            } else if (regex.startsWith("?<", at)) {
                at = regex.indexOf('>', at) + 1;
            } else {
                throw new Unreadable();
            }
        }
        Part inside = alternatives(before, behind);
        if (regex.charAt(at++) != ')') {
            throw new Unreadable();
        }
        return zeroWidth ? Part.EMPTY : inside;
    }

    /** Where the group ends that has just begun. */
    private int closing() {
        int depth = 1;
        boolean listing = false;
        for (int i = at; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                listing = c == '[';
            } else if (!listing && (c == '(' || c == ')')) {
                depth += c == '(' ? 1 : -1;
                if (depth == 0) {
                    return i;
                }
            }
        }
        throw new Unreadable();
    }

    private Part characters() {
        Set<String> plain = new LinkedHashSet<>();
        boolean listed = true;
        int start = at;
        for (; regex.charAt(at) != ']' || at == start; at++) {
            char c = regex.charAt(at);
            if (c == '[' || c == '&') {
                throw new Unreadable();
            }
            listed &= c != '\\' && c != '-' && (c != '^' || at > start);
            at += c == '\\' ? 1 : 0;
            plain.add(String.valueOf(c));
        }
        at++;
        return listed && plain.size() <= MOST_SPELLINGS ? Part.of(plain) : Part.ANYTHING;
    }

    private Part escaped() {
        char c = regex.charAt(at++);
        if (c == 'b') {
            return new Part(BOUNDED, null);
        }
        if (c == 'B') {
            return Part.EMPTY;
        }
        if (c == 'p' || c == 'P') {
            at = regex.charAt(at) == '{' ? regex.indexOf('}', at) + 1 : at + 1;
            return Part.ANYTHING;
        }
        if ("dDwWsShHvV".indexOf(c) >= 0) {
            return Part.ANYTHING;
        }
        if (Character.isLetterOrDigit(c)) {
            throw new Unreadable();
        }
        return Part.of(Set.of(String.valueOf(c)));
    }

    private static @Nullable Set<String> union(@Nullable Set<String> one, @Nullable Set<String> other, int most) {
        if (one == null || other == null || one.size() + other.size() > most) {
            return null;
        }
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static @Nullable Set<String> joined(Set<String> run, @Nullable Set<String> next) {
        if (next == null || run.size() * next.size() > MOST_SPELLINGS) {
            return null;
        }
        Set<String> joined = new LinkedHashSet<>();
        run.forEach(before -> next.forEach(after -> joined.add(before + after)));
        return joined;
    }

    /** The longer the shortest word, the rarer it is met by chance. */
    private static @Nullable Set<String> better(@Nullable Set<String> one, @Nullable Set<String> other) {
        if (other == null || shortest(other) == 0) {
            return one;
        }
        return one == null || shortest(other) > shortest(one) ? other : one;
    }

    private static int shortest(Set<String> words) {
        return words.stream()
                .mapToInt(word -> (int) word.chars().filter(c -> c != BOUNDARY).count())
                .min()
                .orElse(0);
    }
}
