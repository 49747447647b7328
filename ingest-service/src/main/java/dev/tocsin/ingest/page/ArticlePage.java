package dev.tocsin.ingest.page;

import dev.tocsin.ingest.text.CleanText;
import dev.tocsin.ingest.text.Words;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An article as its own page tells it.
 *
 * @param text as {@link CleanText} writes it; empty where the page holds no article
 * @param canonicalUrl as the page gives it, which may be nonsense; empty where it gives none
 * @param titles all that the page calls its article
 */
record ArticlePage(String text, String canonicalUrl, List<String> titles) {

    /** In {@link Words}: what is shorter is a teaser, a login wall or an error. */
    private static final int LEAST = 120;

    private static final int MOST_TITLES = 20;

    /** A page that tells search engines this much more than readers has its text behind a script. */
    private static final double FULLER = 1.5;

    /** Sites that answer 200 for what they do not have. */
    private static final Pattern NOT_FOUND = Pattern.compile(
            "(?m)^(?:Error )?(?:404|410)\\b|\\b(?:page|article|story) (?:was )?not found\\b|页面(?:不存在|找不到|没有找到)|(?:文章|内容|新闻|稿件)(?:不存在|已被?删除|已下线)|找不到(?:该|您|頁|页)|頁面不存在",
            Pattern.CASE_INSENSITIVE);

    /** @param url where the page came from: the base of its relative links */
    static ArticlePage read(String html, String url) {
        Document page = Jsoup.parse(html, url);
        String canonical = page.select("link[rel=canonical]").attr("abs:href");
        List<String> titles = Stream.of(
                        page.select("meta[property=og:title], meta[name=twitter:title]").eachAttr("content").stream(),
                        page.select("h1").eachText().stream(),
                        Stream.of(page.title()))
                .flatMap(found -> found)
                .filter(title -> !title.isBlank())
                .distinct()
                .limit(MOST_TITLES)
                .toList();
        String body = LinkedData.articleBody(page, titles);
        if (NOT_FOUND.matcher(page.title() + "\n" + page.select("h1").text()).find()) {
            return new ArticlePage("", canonical, titles);
        }
        Clutter.removeNamed(page);
        Element main = MainText.of(page);
        String text = main == null ? "" : text(main);
        if (Words.count(body) > FULLER * Words.count(text)) {
            text = CleanText.from(body);
        }
        return new ArticlePage(Words.count(text) < LEAST ? "" : text, canonical, titles);
    }

    private static String text(Element main) {
        Clutter.removeTold(main);
        // WeChat shows its articles by script once they have loaded.
        main.removeAttr("style");
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
