package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.passage.Sentence;

/**
 * A verbatim quote of an article.
 *
 * @param start offset of the first character in {@link Article#quotable()}, in Unicode code points (W3C Web Annotation,
 *     TextPositionSelector)
 * @param end offset behind the last character
 */
public record Evidence(String quote, int start, int end) {

    static final int MAX_QUOTE_CHARS = 2000;

    public Evidence {
        if (quote.isEmpty() || quote.codePointCount(0, quote.length()) > MAX_QUOTE_CHARS) {
            throw new IllegalArgumentException("A quote has 1 to %d characters".formatted(MAX_QUOTE_CHARS));
        }
        if (start < 0 || end - start != quote.codePointCount(0, quote.length())) {
            throw new IllegalArgumentException("Offsets %d to %d do not span the quote".formatted(start, end));
        }
    }

    /** @param text that the sentence was split from */
    static Evidence of(Sentence sentence, String text) {
        int start = text.codePointCount(0, sentence.start());
        String quote = sentence.text();
        return new Evidence(quote, start, start + quote.codePointCount(0, quote.length()));
    }

    boolean isVerbatimIn(String text) {
        int length = text.codePointCount(0, text.length());
        return end <= length && text.startsWith(quote, text.offsetByCodePoints(0, start));
    }
}
