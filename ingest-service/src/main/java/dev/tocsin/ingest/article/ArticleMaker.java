package dev.tocsin.ingest.article;

import dev.tocsin.ingest.identity.ArticleName;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.identity.RedirectWrapper;
import dev.tocsin.ingest.identity.TypedId;
import dev.tocsin.ingest.parse.FeedItem;
import dev.tocsin.ingest.parse.ParsedFeed;
import dev.tocsin.ingest.text.CleanText;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes articles of feed items. An article is what its canonical URL names; where items share a URL, or it is the
 * site's front page, the feed's own id for the item stands in, and last the words themselves. The other names that it
 * goes by come along, for the day when the first has changed.
 */
public final class ArticleMaker {
    private static final int IDENTIFYING_TEXT = 500;
    /** No address begins so. */
    private static final String GUID = "\n";

    private static final int TITLE_FROM_TEXT = 120;

    private final Clock clock;
    private final Teaser teaser;

    public ArticleMaker(Clock clock, Teaser teaser) {
        this.clock = clock;
        this.teaser = teaser;
    }

    /**
     * @param origin of the articles: which feed, and what its operator calls it
     * @return one article for each item that has any words, in the feed's order, none twice
     */
    public List<Article> articles(ParsedFeed feed, Origin origin) {
        Map<String, Integer> uses = new HashMap<>();
        for (FeedItem item : feed.items()) {
            link(item).ifPresent(url -> uses.merge(url.identity(), 1, Integer::sum));
            if (item.id() != null) {
                uses.merge(GUID + item.id(), 1, Integer::sum);
            }
        }
        Map<String, Article> articles = new LinkedHashMap<>();
        for (FeedItem item : feed.items()) {
            article(item, feed, origin, uses).ifPresent(article -> articles.putIfAbsent(article.articleId(), article));
        }
        return List.copyOf(articles.values());
    }

    /** The article of one item by itself; empty where the item has no words or no place in the web. */
    public Optional<Article> article(FeedItem item, ParsedFeed feed, Origin origin) {
        return article(item, feed, origin, Map.of());
    }

    /** @param url which the caller has found to be canonical */
    public Article posted(
            CanonicalUrl url,
            String title,
            String text,
            @Nullable String outlet,
            @Nullable String author,
            @Nullable String language,
            @Nullable Instant publishedAt) {
        List<ArticleName> names = url.homepage()
                ? List.of(new ArticleName(TypedId.ofIdentity("art", byWords(title, text)), true))
                : names(url);
        return new Article(
                names.get(0).id(),
                url.toString(),
                title,
                text,
                name(outlet),
                name(author),
                language(language),
                notInFuture(publishedAt),
                null,
                names,
                false);
    }

    /** What a page goes by: as it is written, and without the make of the page. */
    public static List<ArticleName> names(CanonicalUrl url) {
        return Stream.of(url.identity(), url.plainIdentity())
                .filter(identity -> identity.equals(url.identity()) || identity.matches("[^/?]+[/?].+"))
                .distinct()
                .map(ArticleName::ofUrl)
                .toList();
    }

    /** What a feed calls itself, as a reader would name it. */
    public static @Nullable String outlet(ParsedFeed feed) {
        return name(feed.title());
    }

    /** Where items come from. A feed's title changes at the publisher's whim, its URL does not. */
    public record Origin(
            String feedUrl,
            @Nullable String feedId,
            @Nullable String outlet) {}

    private Optional<Article> article(FeedItem item, ParsedFeed feed, Origin origin, Map<String, Integer> uses) {
        String text = CleanText.cut(item.body() == null ? "" : CleanText.from(item.body()), Article.MAX_TEXT);
        String title = title(item, text);
        Optional<CanonicalUrl> link = link(item);
        Optional<CanonicalUrl> place = Stream.of(
                        link, CanonicalUrl.parse(feed.siteUrl()), CanonicalUrl.parse(origin.feedUrl()))
                .flatMap(Optional::stream)
                .findFirst();
        if (title.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        boolean linkIsItsOwn = link.isPresent()
                && !link.get().homepage()
                && uses.getOrDefault(link.get().identity(), 1) == 1;
        List<ArticleName> names = new ArrayList<>();
        if (linkIsItsOwn) {
            names.addAll(names(link.get()));
        }
        if (item.id() != null && uses.getOrDefault(GUID + item.id(), 1) == 1) {
            names.addAll(itemNames(origin, item.id(), !linkIsItsOwn));
        }
        if (names.isEmpty()) {
            names.add(new ArticleName(TypedId.ofIdentity("art", byWords(title, text)), true));
        }
        String author = item.authors().stream()
                .map(FeedItem.Person::display)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
        return Optional.of(new Article(
                names.get(0).id(),
                place.get().toString(),
                title,
                text,
                origin.outlet() != null ? name(origin.outlet()) : outlet(feed),
                name(author),
                language(item.language() != null ? item.language() : feed.language()),
                notInFuture(item.published() != null ? item.published() : item.updated()),
                origin.feedId(),
                names,
                linkIsItsOwn && teaser.is(item, text)));
    }

    private static Optional<CanonicalUrl> link(FeedItem item) {
        return CanonicalUrl.parse(RedirectWrapper.unwrap(item.link()));
    }

    /**
     * What the feed itself calls the item; where that is an address, also without its scheme and host, which move.
     *
     * @param alone whether nothing else names it, so that the feed has to be believed
     */
    private static List<ArticleName> itemNames(Origin origin, String guid, boolean alone) {
        String feed =
                CanonicalUrl.parse(origin.feedUrl()).map(CanonicalUrl::identity).orElse("");
        List<ArticleName> names = new ArrayList<>();
        names.add(new ArticleName(ArticleName.ofItem(feed, guid).id(), alone));
        String path = guid.replaceFirst("^https?://[^/]+(?=/.)", "");
        if (!path.equals(guid)) {
            names.add(ArticleName.ofItem(feed, path));
        }
        return names;
    }

    private static String title(FeedItem item, String text) {
        String title = item.title() == null ? "" : CleanText.line(item.title());
        if (title.isEmpty()) {
            String firstLine = text.replaceFirst("^(?:## |- )", "").split("\n", 2)[0];
            return CleanText.cut(firstLine, TITLE_FROM_TEXT);
        }
        return CleanText.cut(title, Article.MAX_TITLE);
    }

    private static String byWords(String title, String text) {
        return "words:" + title + "\n" + CleanText.cut(text, IDENTIFYING_TEXT);
    }

    private static @Nullable String name(@Nullable String raw) {
        String clean = raw == null ? "" : CleanText.cut(CleanText.line(raw), Article.MAX_NAME);
        return clean.isEmpty() ? null : clean;
    }

    /** BCP 47, as far as its shape goes; {@code zh_CN} is what some mean by {@code zh-CN}. */
    private static @Nullable String language(@Nullable String raw) {
        String tag = raw == null ? "" : raw.strip().replace('_', '-');
        return tag.length() <= 35 && tag.matches("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*") ? tag : null;
    }

    /** A date yet to come is a clock or a zone gone wrong. */
    private @Nullable Instant notInFuture(@Nullable Instant published) {
        Instant now = clock.instant();
        return published != null && published.isAfter(now) ? now : published;
    }
}
