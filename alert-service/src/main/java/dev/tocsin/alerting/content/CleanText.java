package dev.tocsin.alerting.content;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of strangers made fit to be shown: nothing that moves a cursor, turns the reading direction, or hides. */
final class CleanText {
    /** Much longer than anything shown; keeps what follows from working through megabytes. */
    private static final int MOST = 4_000;

    /** ECMA-48: CSI and OSC sequences with their parameters, in their 7-bit and 8-bit forms. */
    private static final Pattern TERMINAL = Pattern.compile(
            "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B]|\u009D)[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\\\|\u009C)");

    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern WEB = Pattern.compile("(?i)(https?)://([^/?#]+)(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("([^:@\\[\\]]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");
    private static final String KEPT_IN_URLS = "-._~:/?#@!$&+,;=%";

    private CleanText() {}

    /** One line, without anything unseen but the joiners that emoji and some scripts need. */
    static String line(String text) {
        String some = text.length() > MOST ? text.substring(0, MOST) : text;
        StringBuilder clean = new StringBuilder();
        boolean blank = false;
        for (int c : TERMINAL.matcher(some).replaceAll("").codePoints().toArray()) {
            if (isBlank(c)) {
                blank = true;
            } else if (!isHidden(c)) {
                if (blank && !clean.isEmpty()) {
                    clean.append(' ');
                }
                blank = false;
                clean.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
            }
        }
        return clean.toString();
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.CONTROL;
    }

    /** Format characters: bidirectional controls, byte order marks, tags; and code points that are none. */
    private static boolean isHidden(int c) {
        boolean joiner = c == 0x200C || c == 0x200D;
        return Character.getType(c) == Character.FORMAT && !joiner
                || (c & 0xFFFE) == 0xFFFE
                || c >= 0xFDD0 && c <= 0xFDEF;
    }

    /** A clean line of at most so many code points, the ellipsis included; never half a character. */
    static String line(String text, int most) {
        return cut(line(text), most);
    }

    static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        if (most < 1) {
            return "";
        }
        int end = text.offsetByCodePoints(0, most - 1);
        int whole = 0;
        Matcher graphemes = GRAPHEME.matcher(text);
        while (graphemes.find() && graphemes.end() <= end) {
            whole = graphemes.end();
        }
        // Of a heap of combining marks that is one character and longer than the limit, a part is shown.
        return text.substring(0, whole == 0 ? end : whole).stripTrailing() + "…";
    }

    /**
     * A link that no markup around it is broken by, of at most so many characters; none when it is longer, is no web
     * address, or names a user, as those do that pretend to lead elsewhere.
     */
    static Optional<String> link(String url, int most) {
        Matcher parts = WEB.matcher(url);
        if (url.length() > most || !parts.matches()) {
            return Optional.empty();
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            return Optional.empty();
        }
        try {
            String name = authority.group(1);
            String host = name.startsWith("[") ? name : IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
            String port = authority.group(2) == null ? "" : authority.group(2);
            String link = parts.group(1) + "://" + host + port + encoded(parts.group(3));
            return link.length() > most ? Optional.empty() : Optional.of(link);
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** By RFC 3986, and brackets, quotes and stars too, which end links or format text in one markup or another. */
    private static String encoded(String text) {
        StringBuilder url = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || KEPT_IN_URLS.indexOf(c) >= 0);
            url.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return url.toString();
    }
}
