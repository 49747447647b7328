package dev.tocsin.ingest.opml;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A feed as a list names it; nothing of it is checked yet.
 *
 * @param place of the outline in its document, from 1, folders counted
 * @param title the outline's {@code text}, or else its {@code title}
 * @param feedUrl as it is written; null where there is none
 * @param siteUrl the page that the feed belongs to, as it is written
 */
public record Outline(
        int place,
        @Nullable String title,
        @Nullable String feedUrl,
        @Nullable String siteUrl) {
    private static final int LONGEST_NAME = 200;

    /** What the person who sent the list finds it again by. */
    String name() {
        String name =
                Stream.of(title, feedUrl).filter(Objects::nonNull).findFirst().orElse("outline " + place);
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }
}
