package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.parse.FeedItem;
import dev.tocsin.ingest.warning.ParseWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What shows only when articles are made of a feed's items: which have no date, one that cannot be, or no words. */
final class PreviewNotes {
    private final List<FeedItem> items;
    private final List<Optional<Article>> articles;
    private final List<ParseWarning> notes = new ArrayList<>();

    private PreviewNotes(List<FeedItem> items, List<Optional<Article>> articles) {
        this.items = items;
        this.articles = articles;
    }

    /** @param articles of the items, each at its item's place; empty where none could be made */
    static List<ParseWarning> of(List<FeedItem> items, List<Optional<Article>> articles) {
        PreviewNotes found = new PreviewNotes(items, articles);
        found.note(
                "no-article",
                "An item has no words or no place in the web, and makes no article",
                i -> articles.get(i).isEmpty());
        found.note(
                "no-date",
                "An item has no date that is understood; its article has none, and is as old as its first sight",
                i -> found.date(i) == null);
        found.note(
                "date-in-future",
                "An item's date is yet to come; its article bears the time of the check",
                found::isYetToCome);
        return found.notes;
    }

    private void note(String code, String sentence, IntPredicate holds) {
        int[] places = IntStream.range(0, items.size()).filter(holds).toArray();
        if (places.length > 0) {
            notes.add(new ParseWarning(
                    code,
                    sentence + " (item " + (places[0] + 1)
                            + (places.length == 1 ? ")." : ", and " + (places.length - 1) + " more).")));
        }
    }

    private @Nullable Instant date(int item) {
        FeedItem published = items.get(item);
        return published.published() != null ? published.published() : published.updated();
    }

    private boolean isYetToCome(int item) {
        Instant date = date(item);
        Instant kept = articles.get(item).map(Article::publishedAt).orElse(null);
        return date != null && kept != null && kept.isBefore(date);
    }
}
