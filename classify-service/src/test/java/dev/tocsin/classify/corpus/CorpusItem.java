package dev.tocsin.classify.corpus;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Category;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One text of the corpus.
 *
 * @param story what it reports of: items of one story never stand in two parts
 * @param language en, zh-Hans or zh-Hant
 * @param kind item (a headline and its lead), passage, article or roundup
 * @param title null for a passage out of the middle of an article
 * @param trap what makes it hard, where something does
 * @param pair of a minimal pair, the name that its two items share
 * @param dimension of a minimal pair, what the two differ in
 */
public record CorpusItem(
        String id,
        String story,
        String language,
        String kind,
        String style,
        LocalDate published,
        @Nullable String title,
        String text,
        @Nullable String trap,
        List<CorpusEvent> events,
        @Nullable String pair,
        @Nullable String dimension) {

    /** What stands for the headline of a passage, which has none. */
    private static final String UNTITLED = "…";

    public boolean isChinese() {
        return language.startsWith("zh");
    }

    /** True where it is more than a headline with its lead, or a passage. */
    public boolean isWhole() {
        return kind.equals("article") || isRoundup();
    }

    /** True where it tells of many things, each in a part of its own. */
    public boolean isRoundup() {
        return kind.equals("roundup");
    }

    public Article article() {
        String heading = title == null ? UNTITLED : title;
        return new Article(
                ArticleIds.forText(null, heading, text),
                1,
                ArticleIds.sha256Hex(text),
                heading,
                null,
                null,
                Language.of(heading + "\n" + text),
                published.atStartOfDay().toInstant(ZoneOffset.UTC),
                text);
    }

    /** Of the events that stand: a ban that was lifted, or denied, rings as no ban. */
    public Set<Category> categories() {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        events.stream()
                .filter(event -> !event.status().isTakenBack())
                .forEach(event -> categories.add(event.category()));
        return categories;
    }
}
