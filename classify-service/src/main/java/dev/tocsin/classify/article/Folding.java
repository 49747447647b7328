package dev.tocsin.classify.article;

/**
 * Writes a text in the one form that rules and gazetteers are written in: lower case, simplified characters, plain
 * quotes, half-width letters and digits. The folded text is as long as the text, so offsets count in both.
 */
public final class Folding {

    private Folding() {}

    public static String fold(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private static char fold(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (c >= '\uff01' && c <= '\uff5e') {
            // Full-width punctuation is what ends and parts a Chinese clause: only letters and digits are halved.
            char half = (char) (c - 0xfee0);
            return Character.isLetterOrDigit(half) ? Character.toLowerCase(half) : c;
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u02bc', '\u2032' -> '\'';
            case '\u201c', '\u201d', '\u2033' -> '"';
            case '\u00a0', '\u202f', '\u2007', '\u2009', '\u3000', '\t' -> ' ';
            case '\u2010', '\u2011', '\u2012' -> '-';
            default -> Character.toLowerCase(HanFolding.simplified(c));
        };
    }
}
