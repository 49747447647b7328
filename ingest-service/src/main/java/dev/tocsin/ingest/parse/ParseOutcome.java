package dev.tocsin.ingest.parse;

/** A document is a feed, or it is not and we can say why. */
public sealed interface ParseOutcome permits ParsedFeed, ParseOutcome.NotAFeed {

    /** @param reason a sentence for the person who registered the feed */
    record NotAFeed(String reason) implements ParseOutcome {
        private static final int LIMIT = 1000;

        /** Parts of the reason are the publisher's, and it is stored, logged and shown. */
        public NotAFeed {
            reason = reason.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
            reason = reason.substring(0, Math.min(LIMIT, reason.length()));
        }
    }
}
