package dev.tocsin.ingest.charset;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Whether decoded text looks like a language. Bytes in the wrong charset decode to something, but to ideographs that
 * nobody writes, to accented letters in rows, to symbols inside words.
 */
final class Plausibility {
    /** Enough to judge; a feed's charset does not change half-way. */
    private static final int SAMPLE = 20_000;
    /** The ideographs of GB 2312's and Big5's first levels, which hold what is written every day. */
    private static final BitSet COMMON_HAN = new BitSet();

    static {
        everyday(Charset.forName("GB2312"), 0xB0, 0xD7, 0xA1, 0xFE);
        everyday(Charset.forName("Big5"), 0xA4, 0xC6, 0x40, 0xFE);
    }

    private Plausibility() {}

    private static void everyday(Charset charset, int firstRow, int lastRow, int firstCell, int lastCell) {
        for (int row = firstRow; row <= lastRow; row++) {
            for (int cell = firstCell; cell <= lastCell; cell++) {
                String character = new String(new byte[] {(byte) row, (byte) cell}, charset);
                if (character.length() == 1 && Character.isIdeographic(character.charAt(0))) {
                    COMMON_HAN.set(character.charAt(0));
                }
            }
        }
    }

    /** @return the share of the characters beyond ASCII that are where such characters are; 1 where there are none */
    static double of(String text) {
        double odd = 0;
        int beyondAscii = 0;
        int run = 0;
        Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
        for (int i = 0; i < text.length() && beyondAscii < SAMPLE; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                run = 0;
                continue;
            }
            beyondAscii++;
            run++;
            int before = i < 2 * Character.charCount(c) ? ' ' : text.charAt(i - Character.charCount(c) - 1);
            UnicodeScript script = UnicodeScript.of(c);
            scripts.merge(script, 1, Integer::sum);
            if (c == 0xFFFD) {
                odd += 2;
            } else if (c < 0xA0 || !Character.isDefined(c) || Character.getType(c) == Character.PRIVATE_USE) {
                odd += 1;
            } else if (script == UnicodeScript.HAN) {
                odd += c < 0x10000 && COMMON_HAN.get(c) ? 0 : 0.7;
            } else if (c < 0x250 && run > 2) {
                // Latin languages have two such letters in a row now and then, never three.
                odd += 1;
            } else if (breaksWord(before, c)) {
                odd += 0.7;
            } else if (isHalfWidth(c)) {
                odd += 0.5;
            }
        }
        return beyondAscii == 0 ? 1 : Math.max(0, 1 - odd / beyondAscii - mixture(scripts, beyondAscii));
    }

    /** A capital or a symbol right after a small letter, which no alphabet writes. */
    private static boolean breaksWord(int before, int c) {
        return before >= 0x80
                && Character.isLowerCase(before)
                && (Character.isUpperCase(c) || (c < 0x2000 && !Character.isLetter(c) && c != 0xBB && c != 0xA0));
    }

    /** Half-width katakana and hangul, which single bytes decode to in Japanese charsets. */
    private static boolean isHalfWidth(int c) {
        return c >= 0xFF61 && c <= 0xFFDC;
    }

    /** A feed in Chinese has no Cyrillic, Greek and box-drawing scattered over it. */
    private static double mixture(Map<UnicodeScript, Integer> scripts, int all) {
        int letters = 0;
        int strangers = 0;
        boolean han = scripts.getOrDefault(UnicodeScript.HAN, 0) > 0;
        for (Map.Entry<UnicodeScript, Integer> entry : scripts.entrySet()) {
            letters += entry.getValue();
            boolean stranger = han
                    && switch (entry.getKey()) {
                        case HAN, COMMON, INHERITED, LATIN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> false;
                        default -> true;
                    };
            strangers += stranger ? entry.getValue() : 0;
        }
        return letters == 0 ? 0 : (double) strangers / all;
    }
}
