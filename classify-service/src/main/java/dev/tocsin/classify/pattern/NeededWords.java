package dev.tocsin.classify.pattern;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads out of a regular expression the sets of words of which a text must hold one each for the expression to be found
 * in it. What it does not understand it takes for anything at all, so that it errs towards fewer words, never towards
 * wrong ones.
 */
final class NeededWords {

    /** Stands in a word for a {@code \b}; no expression of ours holds the character. */
    static final char BOUNDARY = '\u0001';

    private static final Set<String> BOUNDED = Set.of(String.valueOf(BOUNDARY));

    /** Thrown and caught here: an expression of a kind that we do not read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final String regex;
    private int at;

    private NeededWords(String regex) {
        this.regex = regex;
    }

    /** Empty where nothing can be told; a word may begin and end with {@link #BOUNDARY}. */
    static List<Set<String>> of(Pattern pattern) {
        String regex = pattern.pattern();
        if (pattern.flags() != 0 || regex.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return List.of();
        }
        try {
            NeededWords words = new NeededWords(regex);
            Part whole = words.alternatives(Part.NOTHING, Part.NOTHING);
            return words.at == regex.length() ? whole.needed() : List.of();
        } catch (Unreadable | StringIndexOutOfBoundsException e) {
            return List.of();
        }
    }

    /**
     * @param before {@link #BOUNDARY} where one stands right before the part, so that its words begin there
     * @param behind likewise right behind it
     */
    private Part alternatives(Set<String> before, Set<String> behind) {
        Part either = sequence(before, behind);
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            either = either.or(sequence(before, behind));
        }
        return either;
    }

    private Part sequence(Set<String> before, Set<String> behind) {
        Set<String> run = before;
        List<Set<String>> needed = new ArrayList<>();
        boolean unbroken = true;
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            Part part = quantified(atom(run.equals(BOUNDED) ? BOUNDED : Part.NOTHING, behind));
            Set<String> joined = Part.joined(run, part.all());
            if (joined != null) {
                run = joined;
            } else {
                needed.addAll(Part.told(run));
                if (part.all() == null) {
                    needed.addAll(part.needed());
                }
                run = part.all() == null ? Part.NOTHING : part.all();
                unbroken = false;
            }
        }
        run = Objects.requireNonNullElse(Part.joined(run, behind), run);
        needed.addAll(Part.told(run));
        return new Part(unbroken ? run : null, needed);
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
        return quantifier == '?' ? part.or(Part.EMPTY) : Part.ANYTHING;
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
        Set<String> behind = regex.startsWith("\\b", close + 1) ? BOUNDED : last ? behindAll : Part.NOTHING;
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
        return listed && plain.size() <= Part.MOST_SPELLINGS ? Part.of(plain) : Part.ANYTHING;
    }

    private Part escaped() {
        char c = regex.charAt(at++);
        if (c == 'b') {
            return new Part(BOUNDED, List.of());
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
}
