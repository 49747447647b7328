package dev.tocsin.alerting.evaluation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command was asked for.
 *
 * @param mistakes how many of each kind are told
 * @param cases a further file to measure on, or null
 */
record Options(
        Set<Part> parts,
        int mistakes,
        boolean verdicts,
        int shuffles,
        @Nullable Path cases) {

    private static final int MISTAKES = 30;
    private static final int SHUFFLES = 1000;

    static final String USAGE =
            "There are --part development|test|real, --all, --verdicts, --shuffles N, --cases FILE.";

    /** @throws IllegalArgumentException if that is no option, or its value none; says what there is */
    static Options of(List<String> arguments) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        int mistakes = MISTAKES;
        boolean verdicts = false;
        int shuffles = SHUFFLES;
        Path cases = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--part" -> parts.add(part(value(option, rest)));
                case "--all" -> mistakes = Integer.MAX_VALUE;
                case "--verdicts" -> verdicts = true;
                case "--shuffles" -> shuffles = number(value(option, rest));
                case "--cases" -> cases = Path.of(value(option, rest));
                default -> throw new IllegalArgumentException("There is no option %s. %s".formatted(option, USAGE));
            }
        }
        return new Options(parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, mistakes, verdicts, shuffles, cases);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("%s wants a value. %s".formatted(option, USAGE));
        }
        return rest.next();
    }

    private static Part part(String word) {
        return Arrays.stream(Part.values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part %s. %s".formatted(word, USAGE)));
    }

    private static int number(String word) {
        if (!word.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("%s is not a number from 0 to 999999. %s".formatted(word, USAGE));
        }
        return Integer.parseInt(word);
    }
}
