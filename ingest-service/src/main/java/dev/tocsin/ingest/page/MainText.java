package dev.tocsin.ingest.page;

import dev.tocsin.ingest.text.Words;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the element of a page that holds its article. Paragraphs speak for what they stand in, the more the longer they
 * are and the more commas they have (as Readability counts them); what is marked as an article is believed, if it holds as much.
 */
final class MainText {

    /** What a publisher means by these is the article and no more; the first that holds enough is taken. */
    private static final List<String> MARKED = List.of(
            "[itemprop=articleBody]",
            "[property='schema:articleBody'], [data-component=text-block-container], .article-body, .article__body, .articleBody, .article-content, .article__content, .story-body, .story-content, .entry-content, .post-content, .post-body, .post_content, .TRS_Editor, .rich_media_content, #js_content, #artibody, #article_content, #articleContent, .article_content, #ArticleContent, #Content, .content-article, .news_txt, .article-detail",
            "article",
            "main, [role=main]");

    private static final Pattern COMMA = Pattern.compile("[,，、;；。]");

    /** In {@link Words}: what is shorter is no paragraph. */
    private static final int PARAGRAPH = 25;

    /** A marked element is believed from this share of the best unmarked one's words on. */
    private static final double ENOUGH = 0.6;

    private MainText() {}

    /** Empty of clutter beforehand; null where the page has no paragraph. */
    static @Nullable Element of(Document page) {
        Element best = widened(best(page.body()));
        for (String selector : MARKED) {
            Element marked = largest(page.select(selector));
            if (marked != null && (best == null || spoken(marked) >= ENOUGH * spoken(best))) {
                return marked;
            }
        }
        return best;
    }

    private static @Nullable Element largest(List<Element> elements) {
        Element largest = null;
        int most = 0;
        for (Element element : elements) {
            int spoken = spoken(element);
            if (spoken > most) {
                largest = element;
                most = spoken;
            }
        }
        return largest;
    }

    /** The words outside of links. */
    private static int spoken(Element element) {
        return (int) (Words.count(element) * (1 - Words.linked(element)));
    }

    private static @Nullable Element best(Element body) {
        Map<Element, Double> scores = new IdentityHashMap<>();
        List<Element> inOrder = new ArrayList<>();
        for (Element block : paragraphs(body)) {
            int words = Words.count(block);
            if (words >= PARAGRAPH) {
                double score =
                        (1 + COMMA.matcher(block.text()).results().limit(10).count() + Math.min(words / 100.0, 3))
                                * (1 - Words.linked(block));
                Element parent = block.parent();
                for (double share = 1;
                        parent != null && share >= 0.25 && !parent.normalName().equals("html");
                        share /= 2) {
                    if (scores.merge(parent, share * score, Double::sum) == share * score) {
                        inOrder.add(parent);
                    }
                    parent = parent.parent();
                }
            }
        }
        Element best = null;
        double most = 0;
        for (Element candidate : inOrder) {
            double score = scores.getOrDefault(candidate, 0.0) * (1 - Words.linked(candidate));
            if (score > most) {
                best = candidate;
                most = score;
            }
        }
        return best;
    }

    /** Paragraphs, and what some pages have in their place: text right inside a div, a cell, a font. */
    private static List<Element> paragraphs(Element body) {
        List<Element> paragraphs = new ArrayList<>();
        for (Element element : body.select("*")) {
            boolean plain = element.normalName().matches("p|pre|blockquote|li");
            boolean inParagraph = element.closest("p, pre, a, h1, h2, h3, h4, h5, h6") != null;
            if (plain || (!inParagraph && Words.count(element.ownText()) >= PARAGRAPH)) {
                paragraphs.add(element);
            }
        }
        return paragraphs;
    }

    /**
     * An article cut into several containers, by advertisements say, lies in their parent: where siblings of the same
     * make hold a good part of its words.
     */
    private static @Nullable Element widened(@Nullable Element best) {
        Element widest = best;
        Element at = best;
        while (at != null && at.parent() != null && !at.normalName().equals("body")) {
            int own = spoken(at);
            Element piece = at;
            int beside = at.siblingElements().stream()
                    .filter(sibling -> make(sibling).equals(make(piece)))
                    .filter(sibling -> Words.linked(sibling) < 0.3 && Words.hasSentences(sibling))
                    .mapToInt(MainText::spoken)
                    .sum();
            if (beside >= 0.3 * own) {
                widest = at.parent();
            } else if (spoken(at.parent()) > 1.3 * own) {
                return widest;
            }
            at = at.parent();
        }
        return widest;
    }

    private static String make(Element element) {
        return element.normalName() + "." + element.className();
    }
}
