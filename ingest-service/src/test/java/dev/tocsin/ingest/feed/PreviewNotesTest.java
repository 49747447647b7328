package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.Teaser;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParsedFeed;
import dev.tocsin.ingest.warning.ParseWarning;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewNotesTest {
    private static final Instant NOW = Instant.parse("2021-06-25T08:00:00Z");

    @Test
    void itemWithWordsAndADateNeedsNoNote() {
        assertThat(notes("<item><title>one</title><pubDate>2021-06-24</pubDate></item>"))
                .isEmpty();
    }

    @Test
    void eachKindIsTold() {
        List<ParseWarning> notes = notes("<item><title>one</title><pubDate>2099-01-01</pubDate></item>"
                + "<item><title>two</title></item><item><title>three</title></item>"
                + "<item><pubDate>2021-06-24</pubDate></item>");

        assertThat(notes)
                .containsExactly(
                        new ParseWarning(
                                "no-article",
                                "An item has no words or no place in the web, and makes no article (item 4)."),
                        new ParseWarning(
                                "no-date",
                                "An item has no date that is understood; its article has none, and is as old as its first "
                                        + "sight (item 2, and 1 more)."),
                        new ParseWarning(
                                "date-in-future",
                                "An item's date is yet to come; its article bears the time of the check (item 1)."));
    }

    private static List<ParseWarning> notes(String items) {
        ParsedFeed feed = (ParsedFeed) new FeedParser(1024 * 1024, 100)
                .parse(("<rss><channel>" + items).getBytes(StandardCharsets.UTF_8), null, "https://a.example/feed");
        ArticleMaker maker = new ArticleMaker(Clock.fixed(NOW, ZoneOffset.UTC), new Teaser(true));
        ArticleMaker.Origin origin = new ArticleMaker.Origin("https://a.example/feed", null, null);
        List<Optional<Article>> articles = feed.items().stream()
                .map(item -> maker.article(item, feed, origin))
                .toList();
        return PreviewNotes.of(feed.items(), articles);
    }
}
