package dev.tocsin.ingest.page;

import dev.tocsin.ingest.article.CleanText;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An article as its own page tells it.
 *
 * @param text as {@link CleanText} writes it; empty where the page holds no article
 * @param canonicalUrl as the page gives it, which may be nonsense; empty where it gives none
 */
record ArticlePage(String text, String canonicalUrl) {

    /** In {@link Words}: what is shorter is a teaser, a login wall or an error. */
    private static final int LEAST = 160;

    /** A page that tells search engines this much more than readers has its text behind a script. */
    private static final double FULLER = 1.5;

    /** @param url where the page came from: the base of its relative links */
    static ArticlePage read(String html, String url) {
        Document page = Jsoup.parse(html, url);
        String canonical = page.select("link[rel=canonical]").attr("abs:href");
        String body = LinkedData.articleBody(page);
        Clutter.removeNamed(page);
        Element main = MainText.of(page);
        String text = main == null ? "" : text(main);
        if (Words.count(body) > FULLER * Words.count(text)) {
            text = CleanText.from(body);
        }
        return new ArticlePage(Words.count(text) < LEAST ? "" : text, canonical);
    }

    private static String text(Element main) {
        Clutter.removeTold(main);
        for (Element header : List.copyOf(main.select("h1, header, footer, time, address"))) {
            // The title is the feed's; who wrote and when, likewise.
            boolean holdsText = header.select("p").stream().anyMatch(Words::hasSentences);
            if (header != main && !holdsText) {
                header.remove();
            }
        }
        return Clutter.withoutTold(CleanText.fromHtml(main.outerHtml()));
    }
}
