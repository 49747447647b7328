package dev.tocsin.alerting.content;

import java.util.regex.Pattern;

/**
 * Full-width forms of the characters that Markdown is made of. DingTalk and WeCom each read a subset of Markdown and
 * document no way to escape it: backslashes and entities would be shown.
 */
final class LookAlikes {
    /**
     * What makes bold, code, links, tags and escapes wherever it stands; an underscore not inside a word, so that ids can be
     * copied; an entity's ampersand; and what begins a list, a quote or a heading. Every text is one line.
     */
    private static final Pattern SPECIAL =
            Pattern.compile("[<*~`\\[\\]\\\\]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|&(?=#?\\w{1,40};)|^[-+=#>|]");

    /** From U+FF01 on, the full-width forms stand in the order of ASCII's from U+0021 on. */
    private static final int TO_FULL_WIDTH = 0xFF01 - 0x21;

    private LookAlikes() {}

    static String of(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(match -> String.valueOf((char) (match.group().charAt(0) + TO_FULL_WIDTH)));
    }
}
