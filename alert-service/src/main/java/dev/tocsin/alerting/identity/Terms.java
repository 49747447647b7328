package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Evidence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rare words of a statement: what two reports of one event have in common beside its anchors, a village, a product, a
 * firm that no gazetteer knows. What is common stands in a list that never changes while the service runs: a count of what
 * came in so far would make the result depend on the order of arrival. In Chinese, which has no blanks, two characters
 * side by side count as a word.
 */
final class Terms {
    private static final String COMMON_FILE = "/identity/common-terms.txt";
    private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}]{3,}");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\d.,])(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?!\\d)\\s?(万|萬|亿|億|thousand|million)?");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");
    private static final Pattern QUOTED = Pattern.compile("[“\"「『《‘]([^“”\"「」『』《》‘’\n]{2,60})[”\"」』》’]");
    private static final Set<String> COMMON = read();

    private Terms() {}

    static Set<String> of(EventReported report) {
        String text = Normalizer.normalize(said(report), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Set<String> terms = new TreeSet<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            add(terms, words.group());
        }
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            number(numbers.group(1), numbers.group(2)).ifPresent(terms::add);
        }
        Matcher runs = HAN.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            for (int i = 0; i + 2 <= run.length(); i++) {
                add(terms, run.substring(i, i + 2));
            }
        }
        return terms;
    }

    /** How many, whatever of; what may be a day, a year or a mere handful says nothing. */
    private static Optional<String> number(String digits, @Nullable String times) {
        long value = Long.parseLong(digits.replace(",", "")
                .substring(0, Math.min(9, digits.replace(",", "").length())));
        long unit = times == null
                ? 1
                : switch (times) {
                    case "万", "萬" -> 10_000;
                    case "thousand" -> 1_000;
                    case "million" -> 1_000_000;
                    default -> 100_000_000;
                };
        long number = value * unit;
        boolean year = number >= 1990 && number <= 2040;
        return number <= 31 || year ? Optional.empty() : Optional.of(String.valueOf(number));
    }

    /** What the statement puts in quotation marks: titles of works, not speech. */
    static Set<String> works(EventReported report) {
        Set<String> works = new TreeSet<>();
        Matcher quoted = QUOTED.matcher(said(report));
        while (quoted.find()) {
            String work = Names.normalise(quoted.group(1));
            boolean han = work.codePoints().anyMatch(Character::isIdeographic);
            if (!work.isEmpty() && (han ? work.length() <= 10 : work.split(" ").length <= 4)) {
                works.add(work);
            }
        }
        return works;
    }

    private static String said(EventReported report) {
        return Stream.concat(
                        Stream.of(report.title()), report.evidence().stream().map(Evidence::quote))
                .collect(Collectors.joining("\n"));
    }

    private static void add(Set<String> terms, String term) {
        if (!COMMON.contains(term)) {
            terms.add(term);
        }
    }

    private static Set<String> read() {
        try (InputStream in = Terms.class.getResourceAsStream(COMMON_FILE)) {
            if (in == null) {
                throw new IllegalStateException(COMMON_FILE + " is not in the jar: build the service again");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(COMMON_FILE + " cannot be read", e);
        }
    }
}
