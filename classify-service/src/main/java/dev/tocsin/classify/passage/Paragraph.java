package dev.tocsin.classify.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the text that stands for itself, without the blanks around it; a line that only goes on where the one
 * before broke off belongs to that one.
 */
record Paragraph(int start, int end, boolean marked, boolean item) {

    /** Longer lines are no headings, in words of either script. */
    private static final int MAX_HEADING_CHARS = 90;

    private static final int MAX_HAN_HEADING_CHARS = 40;

    private static final Pattern LINE = Pattern.compile("[^\\n\\r\\u0085\\u2028\\u2029]+");
    private static final Pattern HEADING_MARK = Pattern.compile("#{1,6}\\s+(?=\\S)");
    private static final Pattern ITEM_MARK = Pattern.compile("(?:[-*•·]|\\d{1,2}[.)、])\\s*(?=\\S)");
    private static final String CLOSED = ".!?。！？…:：;；,，、\"”’」』)）";

    static List<Paragraph> of(String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        Matcher lines = LINE.matcher(text);
        while (lines.find()) {
            int start = lines.start();
            int end = lines.end();
            while (start < end && isBlank(text.charAt(start))) {
                start++;
            }
            while (end > start && isBlank(text.charAt(end - 1))) {
                end--;
            }
            if (start < end) {
                append(paragraphs, text, start, end);
            }
        }
        return paragraphs;
    }

    private static void append(List<Paragraph> paragraphs, String text, int start, int end) {
        Matcher heading = HEADING_MARK.matcher(text).region(start, end);
        if (heading.lookingAt()) {
            paragraphs.add(new Paragraph(heading.end(), end, true, false));
            return;
        }
        Matcher item = ITEM_MARK.matcher(text).region(start, end);
        boolean isItem = item.lookingAt() && item.end() < end;
        int last = paragraphs.size() - 1;
        if (!isItem && last >= 0 && goesOn(text, paragraphs.get(last), start)) {
            Paragraph before = paragraphs.get(last);
            paragraphs.set(last, new Paragraph(before.start(), end, before.marked(), before.item()));
        } else {
            paragraphs.add(new Paragraph(isItem ? item.end() : start, end, false, isItem));
        }
    }

    /** Mail and plain-text feeds break lines in the middle of a sentence: no blank line, no end, a small letter. */
    private static boolean goesOn(String text, Paragraph before, int start) {
        String between = text.substring(before.end(), start);
        boolean blankLine = between.replace("\r\n", "\n")
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count()
                > 1;
        return !blankLine
                && !before.marked()
                && Character.isLowerCase(text.charAt(start))
                && CLOSED.indexOf(text.charAt(before.end() - 1)) < 0;
    }

    /** A short line without an end, above a line that has one, is read as a heading even without its mark. */
    boolean heads(Paragraph next, String text) {
        if (marked) {
            return true;
        }
        String line = text.substring(start, end);
        boolean han = line.codePoints().anyMatch(Character::isIdeographic);
        return !item
                && !next.marked
                && line.length() <= (han ? MAX_HAN_HEADING_CHARS : MAX_HEADING_CHARS)
                && CLOSED.indexOf(text.charAt(end - 1)) < 0
                && next.end - next.start > line.length()
                && CLOSED.indexOf(text.charAt(next.end - 1)) >= 0;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff' || c == '\u200b';
    }
}
