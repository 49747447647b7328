package dev.tocsin.classify.entity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads numbers in digits and words: "16,000", "three", "1.5 million", 八千, 1.2万, 三. */
final class Numerals {

    private static final Map<String, Integer> ENGLISH = new TreeMap<>();

    static {
        List<String> words = List.of(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
                "twenty");
        for (int i = 0; i < words.size(); i++) {
            ENGLISH.put(words.get(i), i);
        }
        List<String> tens = List.of("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
        for (int i = 0; i < tens.size(); i++) {
            ENGLISH.put(tens.get(i), 30 + 10 * i);
        }
        ENGLISH.put("dozen", 12);
    }

    /** A number in English, and the power word behind it. */
    static final String ENGLISH_PATTERN =
            "(?<number>\\d[\\d,]*(?:\\.\\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)|"
                    + String.join("|", ENGLISH.keySet())
                    + ")(?:[ -]?(?<power>hundred|thousand|million|billion|trillion|mn|bn|k|m|b)\\b)?";

    /** A number in Chinese: digits or characters, and the power character behind it. */
    static final String CHINESE_PATTERN =
            "(?<number>\\d[\\d,]*(?:\\.\\d+)?|[一二两三四五六七八九十百千][零一二两三四五六七八九十百千]*(?:万[零一二两三四五六七八九十百千]+)?)\\s*(?<power>万亿|千万|百万|十万|亿|万|千)?余?多?";

    private Numerals() {}

    static @Nullable BigDecimal value(String number, @Nullable String power) {
        BigDecimal base = base(number);
        return base == null ? null : base.multiply(power(power));
    }

    private static @Nullable BigDecimal base(String number) {
        if (Character.isDigit(number.charAt(0))) {
            try {
                return new BigDecimal(number.replaceAll(",", ""));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        Integer english = ENGLISH.get(number);
        String[] parts = number.split("[ -]");
        if (parts.length == 2) {
            return BigDecimal.valueOf(ENGLISH.getOrDefault(parts[0], 0) + ENGLISH.getOrDefault(parts[1], 0));
        }
        return english != null ? BigDecimal.valueOf(english) : chinese(number);
    }

    private static @Nullable BigDecimal chinese(String number) {
        int myriads = number.indexOf('万');
        if (myriads > 0) {
            BigDecimal high = chinese(number.substring(0, myriads));
            BigDecimal low = chinese(number.substring(myriads + 1));
            return high == null || low == null
                    ? null
                    : high.multiply(BigDecimal.valueOf(10_000)).add(low);
        }
        long total = 0;
        long digit = 0;
        for (char c : number.toCharArray()) {
            int value = "零一二三四五六七八九".indexOf(c);
            long unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1000 : 0;
            if (value > 0 || c == '两') {
                digit = c == '两' ? 2 : value;
            } else if (unit > 0) {
                total += (digit == 0 ? 1 : digit) * unit;
                digit = 0;
            } else if (c != '零') {
                return null;
            }
        }
        return BigDecimal.valueOf(total + digit);
    }

    private static BigDecimal power(@Nullable String power) {
        if (power == null) {
            return BigDecimal.ONE;
        }
        return BigDecimal.valueOf(
                switch (power) {
                    case "hundred" -> 100L;
                    case "thousand", "k", "千" -> 1_000L;
                    case "million", "mn", "m", "百万" -> 1_000_000L;
                    case "billion", "bn", "b" -> 1_000_000_000L;
                    case "trillion", "万亿" -> 1_000_000_000_000L;
                    case "万" -> 10_000L;
                    case "十万" -> 100_000L;
                    case "千万" -> 10_000_000L;
                    case "亿" -> 100_000_000L;
                    default -> 1L;
                });
    }
}
