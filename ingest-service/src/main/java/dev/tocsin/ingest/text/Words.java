package dev.tocsin.ingest.text;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** How much is said in an element, comparable between languages: a Chinese character counts for two letters. */
public final class Words {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"”’)]?(?:\\s|$)|[。！？]");

    private Words() {}

    /** In letters, Chinese characters counted twice; white space is not counted. */
    public static int count(Element element) {
        return count(element.text());
    }

    public static int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                count += c >= 0x2E80 && c < 0xFF00 ? 2 : 1;
            }
        }
        return count;
    }

    /** The share of an element's words that are links', 0 to 1. */
    public static double linked(Element element) {
        int all = count(element);
        int links = 0;
        for (Element link : element.select("a")) {
            links += count(link);
        }
        return all == 0 ? 0 : Math.min(1, (double) links / all);
    }

    /** True where it holds more than one whole sentence that is no link. */
    public static boolean hasSentences(Element element) {
        Element unlinked = element.clone();
        unlinked.select("a").remove();
        return SENTENCE_END.matcher(unlinked.text()).results().count() > 1;
    }
}
