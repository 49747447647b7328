package dev.tocsin.ingest.feed;

import java.util.Locale;

/** How a feed is doing, in one word that stays. Of several that hold, the first in this order is said. */
public enum FeedState {
    /** Not checked any more: its publisher withdrew it, or it has moved to another that is followed. */
    DISABLED,
    /** Never checked yet. */
    NEW,
    /** Its site has had nothing at the address for days. */
    MISSING,
    /** We hold back: the site asked for patience, or its host fails so often that it is left alone for a while. */
    WAITING,
    /** The last check ended in trouble. */
    FAILING,
    /** It answers, and has brought nothing new for much longer than is usual for it. */
    SILENT,
    OK;

    /** As it is written in answers, queries and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FeedState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
