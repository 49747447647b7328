package dev.tocsin.classify.article;

import com.ibm.icu.text.Transliterator;
import java.util.BitSet;

/** Traditional to simplified Chinese, character by character, so that offsets stay: from ICU's own table. */
final class HanFolding {

    private static final char FIRST = '\u3400';
    private static final char LAST = '\u9fff';

    private static final char[] SIMPLIFIED = table("Hant-Hans");
    private static final BitSet ONLY_SIMPLIFIED = onlySimplified(table("Hans-Hant"));

    private HanFolding() {}

    static char simplified(char c) {
        return c < FIRST || c > LAST ? c : SIMPLIFIED[c - FIRST];
    }

    static boolean isOnlyTraditional(char c) {
        return simplified(c) != c;
    }

    static boolean isOnlySimplified(char c) {
        return ONLY_SIMPLIFIED.get(c);
    }

    private static char[] table(String id) {
        StringBuilder all = new StringBuilder();
        for (char c = FIRST; c <= LAST; c++) {
            // A line break after each keeps ICU's rules for words of several characters out of it.
            all.append(c).append('\n');
        }
        String[] lines =
                Transliterator.getInstance(id).transliterate(all.toString()).split("\n", -1);
        char[] table = new char[LAST - FIRST + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = lines[i].length() == 1 ? lines[i].charAt(0) : (char) (FIRST + i);
        }
        return table;
    }

    private static BitSet onlySimplified(char[] toTraditional) {
        BitSet only = new BitSet();
        for (int i = 0; i < toTraditional.length; i++) {
            char c = (char) (FIRST + i);
            if (toTraditional[i] != c && simplified(c) == c) {
                only.set(c);
            }
        }
        return only;
    }
}
