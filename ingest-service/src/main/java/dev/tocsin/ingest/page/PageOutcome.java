package dev.tocsin.ingest.page;

import dev.tocsin.ingest.identity.CanonicalUrl;
import org.jspecify.annotations.Nullable;

/** What asking for an article's page may end in. */
public sealed interface PageOutcome {

    /**
     * The article's own words.
     *
     * @param url the page's own address, if it has one that can be believed
     */
    record Read(String text, @Nullable CanonicalUrl url) implements PageOutcome {}

    /**
     * The summary has to do.
     *
     * @param words why, for people
     * @param again whether it may be otherwise later
     */
    record NotRead(String words, boolean again) implements PageOutcome {}
}
