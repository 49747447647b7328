package dev.tocsin.ingest.text;

import java.text.Normalizer;
import java.util.Locale;

/** Whether two titles are of one story, as far as their letters tell: outlets add their names, and tidy up. */
public final class Titles {
    /** In {@link Words}: a shorter one stands in many a longer one by chance. */
    private static final int TELLING = 12;

    private Titles() {}

    /** True where they are the same but for white space, punctuation, width and case, or one holds the other whole. */
    public static boolean agree(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        String shorter = a.length() <= b.length() ? a : b;
        String longer = shorter.equals(a) ? b : a;
        return a.equals(b) && !a.isEmpty() || Words.count(shorter) >= TELLING && longer.contains(shorter);
    }

    private static String letters(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
