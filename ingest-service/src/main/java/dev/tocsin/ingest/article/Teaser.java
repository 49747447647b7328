package dev.tocsin.ingest.article;

import dev.tocsin.ingest.identity.RedirectWrapper;
import dev.tocsin.ingest.parse.FeedItem;
import dev.tocsin.ingest.text.Words;
import java.util.regex.Pattern;

/**
 * Tells whether a feed carries an article or only says what it is about.
 *
 * @param sought whether anybody wants to know: false where pages are not read
 */
public record Teaser(boolean sought) {

    /** In letters, Chinese characters counted twice: a short news agency item is whole from here on. */
    private static final int FULL_CONTENT = 400;

    /** A description, unlike a content element, promises no more than a summary. */
    private static final int FULL_SUMMARY = 1_500;

    private static final Pattern CUT = Pattern.compile(
            "(?:\\.\\.\\.|…|\\[…]|\\[\\.\\.\\.]|\\[&hellip;]|(?:read|see|view) (?:more|the full (?:story|article))|continue reading|full story|阅读(?:全文|更多|原文)|閱讀(?:全文|更多|原文)|查看(?:全文|更多|原文)|点击(?:查看|阅读)|更多内容)[\\s\\p{Punct}»›→…。）)]*$",
            Pattern.CASE_INSENSITIVE);

    boolean is(FeedItem item, String text) {
        if (!sought) {
            return false;
        }
        int words = Words.count(text);
        boolean mute = item.link() != null && RedirectWrapper.isMute(item.link());
        return mute
                || words < (item.contentHtml() == null ? FULL_SUMMARY : FULL_CONTENT)
                || (words < 2 * FULL_SUMMARY && CUT.matcher(text).find());
    }
}
