package dev.tocsin.ingest.date;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Months by their names, English first: blog software writes dates in the language of its owner. */
final class MonthNames {
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        for (String language :
                List.of("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "tr", "el", "hu", "sv", "id")) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
                    String name = plain(month.getDisplayName(style, Locale.forLanguageTag(language)));
                    if (name.length() >= 3) {
                        NUMBERS.putIfAbsent(name, month.getValue());
                    }
                }
            }
        }
    }

    private MonthNames() {}

    /** @throws DateTimeException where it is no month's name, nor the beginning of an English one */
    static int number(String name) {
        String plain = plain(name);
        Integer number = NUMBERS.get(plain);
        if (number == null && plain.length() > 3) {
            number = NUMBERS.get(plain.substring(0, 3));
        }
        if (number == null) {
            throw new DateTimeException("no month " + name);
        }
        return number;
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[\\p{M}.]", "")
                .toLowerCase(Locale.ROOT);
    }
}
