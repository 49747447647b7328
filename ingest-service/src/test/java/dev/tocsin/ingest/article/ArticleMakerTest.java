package dev.tocsin.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.article.ArticleMaker.Origin;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.parse.FeedItem;
import dev.tocsin.ingest.parse.ParsedFeed;
import dev.tocsin.ingest.parse.PublishedSchedule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArticleMakerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Origin ORIGIN = new Origin("https://o.example/feed", "feed_x", null);

    private final ArticleMaker maker = new ArticleMaker(Clock.fixed(NOW, ZoneOffset.UTC), new Teaser(true));

    @Test
    void idDependsOnTheUrlAndNothingElse() {
        Article plain = only(item("1", "https://o.example/a", "Title", "Text"));
        Article decorated = only(item("2", "http://O.example/a/?utm_source=rss#top", "Other", "Words"));

        assertThat(decorated.articleId())
                .isEqualTo(plain.articleId())
                .isEqualTo("art_" + plain.articleId().substring(4));
        assertThat(plain.articleId()).matches("art_[0-7][0-9a-hjkmnp-tv-z]{25}");
    }

    @Test
    void postedAndPolledArticleHaveOneId() {
        Article polled = only(item("1", "https://o.example/a", "Title", "Text"));

        Article posted = maker.posted(
                CanonicalUrl.parse("https://o.example/a?fbclid=1").orElseThrow(), "T", "t", null, null, null, null);

        assertThat(posted.articleId()).isEqualTo(polled.articleId());
    }

    @Test
    void guidReusedByManyItemsIsManyArticles() {
        List<Article> articles =
                articles(item("same", "https://o.example/a", "A", "a"), item("same", "https://o.example/b", "B", "b"));

        assertThat(articles)
                .extracting(Article::articleId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void linkSharedByManyItemsIdentifiesNone() {
        List<Article> articles =
                articles(item("1", "https://o.example/live", "A", "a"), item("2", "https://o.example/live", "B", "b"));

        assertThat(articles)
                .extracting(Article::articleId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void linkAndGuidThatAllItemsShareLeaveTheirWords() {
        List<Article> articles =
                articles(item("live", "https://o.example/", "A", "a"), item("live", "https://o.example/", "B", "b"));

        assertThat(articles)
                .extracting(Article::articleId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void frontPageIdentifiesNothing() {
        Article one = only(item("1", "https://o.example/", "A", "a"));
        Article other = only(item("2", "https://o.example/", "B", "b"));

        assertThat(one.articleId()).isNotEqualTo(other.articleId());
    }

    @Test
    void itemWithoutLinkAndIdIsKnownByItsWords() {
        Article first = only(item(null, null, "Title", "Text"));
        Article again = only(item(null, null, "Title", "Text"));
        Article other = only(item(null, null, "Title", "Other text"));

        assertThat(again.articleId()).isEqualTo(first.articleId()).isNotEqualTo(other.articleId());
        assertThat(first.url()).isEqualTo("https://o.example/site");
    }

    @Test
    void itemWithoutWordsIsNoArticle() {
        assertThat(articles(item("1", "https://o.example/a", null, "<img src='x'>")))
                .isEmpty();
    }

    @Test
    void titlelessItemTakesItsFirstLine() {
        assertThat(only(item("1", "https://o.example/a", null, "<p>First words.</p><p>More</p>"))
                        .title())
                .isEqualTo("First words.");
    }

    @Test
    void futureDateIsNow() {
        FeedItem item = new FeedItem(
                "1", "https://o.example/a", "T", null, null, List.of(), NOW.plusSeconds(3600), null, List.of(), null);

        assertThat(only(item).publishedAt()).isEqualTo(NOW);
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        String text = "x".repeat(Article.MAX_TEXT - 1) + "💎💎";

        assertThat(only(item("1", "https://o.example/a", "T", text)).text())
                .isEqualTo("x".repeat(Article.MAX_TEXT - 1));
    }

    @Test
    void outletAndLanguageComeFromTheFeed() {
        Article article = only(item("1", "https://o.example/a", "T", "t"));

        assertThat(article.outlet()).isEqualTo("The Outlet");
        assertThat(article.language()).isEqualTo("zh-CN");
    }

    private Article only(FeedItem item) {
        List<Article> articles = articles(item);
        assertThat(articles).hasSize(1);
        return articles.get(0);
    }

    private List<Article> articles(FeedItem... items) {
        return maker.articles(
                new ParsedFeed(
                        "rss 2.0",
                        "The <b>Outlet</b>",
                        null,
                        "https://o.example/site",
                        null,
                        "zh_CN",
                        null,
                        null,
                        List.of(),
                        PublishedSchedule.NONE,
                        List.of(),
                        List.of(items),
                        List.of()),
                ORIGIN);
    }

    private static FeedItem item(@Nullable String id, @Nullable String link, @Nullable String title, String summary) {
        return new FeedItem(id, link, title, summary, null, List.of(), null, null, List.of(), null);
    }
}
