package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of a row of like events a report tells of: the second batch, 第三批. */
final class Ordinals {
    private static final List<String> ENGLISH =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final String CHINESE = "一二三四五六七八九十";
    private static final Pattern IN_ENGLISH = Pattern.compile(
            "\\b(" + String.join("|", ENGLISH) + "|(\\d{1,3})(?:st|nd|rd|th))\\s+(?:\\w+\\s+)?"
                    + "(batch|shipment|consignment|convoy|container|lot|tranche|deal|contract|phase|stage|round|wave|drop|series|season|edition|collection|generation|litter)\\b");
    private static final Pattern IN_CHINESE =
            Pattern.compile("(?:第\\s?([" + CHINESE + "]|\\d{1,3})|首)\\s?(批|单|單|代|期|阶段|階段|轮|輪|波|弹|彈|季|系列)");

    /** What is counted, alike in both languages. */
    enum Row {
        BATCH("batch shipment consignment convoy container lot tranche 批"),
        DEAL("deal contract 单 單"),
        PHASE("phase stage 期 阶段 階段"),
        ROUND("round wave 轮 輪 波"),
        EDITION("drop series season edition collection generation litter 代 弹 彈 季 系列");

        private final Set<String> words;

        Row(String words) {
            this.words = Set.of(words.split(" "));
        }

        static Row of(String word) {
            for (Row row : values()) {
                if (row.words.contains(word)) {
                    return row;
                }
            }
            throw new AssertionError("The patterns know a word that no row has: " + word);
        }
    }

    private Ordinals() {}

    /** The second batch is not the third. */
    static Sign compare(Traits a, Traits b) {
        boolean agree = false;
        for (Map.Entry<Row, Set<Integer>> entry : a.ordinals().entrySet()) {
            Set<Integer> others = b.ordinals().getOrDefault(entry.getKey(), Set.of());
            boolean meet = others.stream().anyMatch(entry.getValue()::contains);
            if (!others.isEmpty() && !meet) {
                String row = entry.getKey().name().toLowerCase(Locale.ROOT);
                Set<Integer> sorted = new TreeSet<>(List.of(min(entry.getValue()), min(others)));
                return new Sign.Contradiction("of a row they are different ones: " + row + " " + sorted);
            }
            agree |= meet;
        }
        return agree ? new Sign.Weight(1, "of a row they are the same one") : Sign.NONE;
    }

    /** The title says which one it is about; the quotes, which may look back at earlier ones, count only where it is silent. */
    static Map<Row, Set<Integer>> of(EventReported report) {
        Map<Row, Set<Integer>> found = in(report.title());
        return found.isEmpty() ? in(report.evidence().get(0).quote()) : found;
    }

    private static Map<Row, Set<Integer>> in(String text) {
        Map<Row, Set<Integer>> found = new EnumMap<>(Row.class);
        Matcher english = IN_ENGLISH.matcher(text.toLowerCase(Locale.ROOT));
        while (english.find()) {
            String digits = english.group(2);
            int number = digits == null ? ENGLISH.indexOf(english.group(1)) + 1 : Integer.parseInt(digits);
            found.computeIfAbsent(Row.of(english.group(3)), row -> new HashSet<>())
                    .add(number);
        }
        Matcher chinese = IN_CHINESE.matcher(text);
        while (chinese.find()) {
            found.computeIfAbsent(Row.of(chinese.group(2)), row -> new HashSet<>())
                    .add(number(chinese.group(1)));
        }
        return found;
    }

    /** 首批 is the first. */
    private static int number(@Nullable String chinese) {
        if (chinese == null) {
            return 1;
        }
        int digit = CHINESE.indexOf(chinese);
        return digit < 0 ? Integer.parseInt(chinese) : digit + 1;
    }

    private static int min(Set<Integer> numbers) {
        return numbers.stream().min(Integer::compare).orElseThrow();
    }
}
