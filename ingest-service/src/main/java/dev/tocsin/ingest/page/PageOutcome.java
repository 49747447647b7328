package dev.tocsin.ingest.page;

import dev.tocsin.ingest.identity.CanonicalUrl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What asking for an article's page may end in. */
public sealed interface PageOutcome {

    /** The page's own address, where it has one that can be believed. */
    @Nullable CanonicalUrl url();

    /** How long the site is to be left alone. */
    Duration pause();

    /** The article's own words. */
    record Read(String text, @Nullable CanonicalUrl url) implements PageOutcome {
        @Override
        public Duration pause() {
            return Duration.ZERO;
        }
    }

    /**
     * What we have has to do.
     *
     * @param words why, for people
     * @param again whether it may be otherwise later
     */
    record NotRead(
            String words,
            boolean again,
            Duration pause,
            @Nullable CanonicalUrl url) implements PageOutcome {
        static NotRead forGood(String words) {
            return new NotRead(words, false, Duration.ZERO, null);
        }
    }
}
