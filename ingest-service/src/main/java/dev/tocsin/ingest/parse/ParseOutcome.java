package dev.tocsin.ingest.parse;

/** A document is a feed, or it is not and we can say why. */
public sealed interface ParseOutcome permits ParsedFeed, ParseOutcome.NotAFeed {

    /** @param reason a sentence for the person who registered the feed */
    record NotAFeed(String reason) implements ParseOutcome {}
}
