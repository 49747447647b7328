package dev.tocsin.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.article.ArticleNames.Known;
import dev.tocsin.ingest.identity.ArticleName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is one article, whatever it is called. */
class ArticleNamesTest {
    private static final Instant JUNE = Instant.parse("2021-06-25T08:03:07Z");

    private final Map<String, Known> known = new HashMap<>();

    @Test
    void articleIsKnownByAnyOfItsCertainNames() {
        Article first = take(article("Title", url("o.example/a"), url("plain.example/a")));

        assertThat(take(article("Title, edited", url("amp.example/a"), url("plain.example/a")))
                        .articleId())
                .isEqualTo(first.articleId());
        assertThat(take(article("Other", url("amp.example/a"))).articleId())
                .as("what it was called in between is known, too")
                .isEqualTo(first.articleId());
    }

    @Test
    void changedAddressUnderTheSameGuidIsTheSameArticle() {
        Article first = take(article("Title", url("o.example/old-slug"), guid("42")));

        assertThat(take(article("Title", url("o.example/new-slug"), guid("42"))).articleId())
                .isEqualTo(first.articleId());
    }

    @Test
    void guidThatIsUsedAgainForOtherNewsIsAnotherArticle() {
        Article first = take(article("Title", url("o.example/a"), guid("latest")));
        Article next = new Article(
                url("o.example/b").id(),
                "https://o.example/b",
                "Next",
                "t",
                null,
                null,
                null,
                JUNE.plusSeconds(60),
                null,
                List.of(url("o.example/b"), guid("latest")),
                false);

        assertThat(take(next).articleId()).isNotEqualTo(first.articleId());
    }

    @Test
    void columnOfTheSameTitleAndGuidIsEachDayAnother() {
        Article first = take(article("Morning briefing", url("o.example/a"), guid("daily")));
        Article next = new Article(
                url("o.example/b").id(),
                "https://o.example/b",
                "Morning briefing",
                "t",
                null,
                null,
                null,
                JUNE.plusSeconds(86_400),
                null,
                List.of(url("o.example/b"), guid("daily")),
                false);

        assertThat(take(next).articleId()).isNotEqualTo(first.articleId());
    }

    @Test
    void guidOfAnotherSiteIsAnotherArticle() {
        Article first = take(article("Title", url("o.example/a"), guid("/?p=123")));
        Article other = new Article(
                url("p.example/a").id(),
                "https://p.example/a",
                "Title",
                "t",
                null,
                null,
                null,
                JUNE,
                null,
                List.of(url("p.example/a"), guid("/?p=123")),
                false);

        assertThat(take(other).articleId()).isNotEqualTo(first.articleId());
    }

    @Test
    void changedGuidOfTheSameAddressIsTheSameArticle() {
        Article first = take(article("Title", url("o.example/a"), guid("1")));

        assertThat(take(article("Title", url("o.example/a"), guid("2"))).articleId())
                .isEqualTo(first.articleId());
    }

    @Test
    void twoItemsOfOneDocumentThatAreOneArticleAreTakenOnce() {
        ArticleNames names = new ArticleNames(Map.of());

        List<Article> resolved = names.resolve(List.of(
                article("One", url("o.example/a"), url("plain/a")),
                article("Two", url("m.o.example/a"), url("plain/a"))));

        assertThat(resolved).extracting(Article::title).containsExactly("One");
        assertThat(names.learned().values()).containsOnly(url("o.example/a").id());
    }

    private Article take(Article article) {
        ArticleNames names = new ArticleNames(known);
        Article resolved = names.resolve(List.of(article)).get(0);
        names.learned().forEach((name, id) -> known.put(name, Known.as(resolved)));
        return resolved;
    }

    private static ArticleName url(String identity) {
        return ArticleName.ofUrl(identity);
    }

    private static ArticleName guid(String guid) {
        return ArticleName.ofItem("feed.example/rss", guid);
    }

    private static Article article(String title, ArticleName... names) {
        List<ArticleName> all = new ArrayList<>(List.of(names));
        return new Article(all.get(0).id(), "https://o.example/", title, "t", null, null, null, JUNE, null, all, false);
    }
}
