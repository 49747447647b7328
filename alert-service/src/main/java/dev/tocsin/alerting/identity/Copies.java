package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Evidence;
import java.util.Base64;

/** Which articles print one text. */
public final class Copies {
    /** Of the sketch's values, so many have to agree: so much of both texts is then word for word the same. */
    private static final double ALIKE = 0.5;

    private static final int BYTES_PER_VALUE = 2;

    /** So long a quote is no turn of phrase that two reporters find by themselves. */
    private static final int LONG_QUOTE = 80;

    private Copies() {}

    /** Whether two articles print the same text, as far as their sketches tell; a text is one text with itself. */
    public static boolean areOneText(EventReported a, EventReported b) {
        if (a.article().textSha256().equals(b.article().textSha256())) {
            return true;
        }
        String one = a.article().textMinHash();
        String other = b.article().textMinHash();
        return one != null && other != null && similarity(one, other) >= ALIKE;
    }

    /** Whether one of two reports is no source beside the other: one text, or one long quote in both, word for word. */
    public static boolean areOneSource(EventReported a, EventReported b) {
        return areOneText(a, b)
                || a.evidence().stream()
                        .map(Evidence::quote)
                        .filter(quote -> quote.codePointCount(0, quote.length()) >= LONG_QUOTE)
                        .anyMatch(quote -> b.evidence().stream()
                                .anyMatch(other -> other.quote().equals(quote)));
    }

    private static double similarity(String one, String other) {
        byte[] a = Base64.getDecoder().decode(one);
        byte[] b = Base64.getDecoder().decode(other);
        int equal = 0;
        for (int i = 0; i < a.length; i += BYTES_PER_VALUE) {
            if (a[i] == b[i] && a[i + 1] == b[i + 1]) {
                equal++;
            }
        }
        return (double) equal * BYTES_PER_VALUE / a.length;
    }
}
