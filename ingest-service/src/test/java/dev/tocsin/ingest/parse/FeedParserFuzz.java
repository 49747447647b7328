package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.warning.ParseWarning;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds for any bytes at all. {@link FuzzTest} feeds it what is kept in {@code src/test/resources/fuzz} and
 * mutations of that; {@code ingest-service/fuzz} lets Jazzer look for more, guided by coverage.
 */
public final class FeedParserFuzz {
    private static final int MAX_ITEMS = 50;
    private static final FeedParser PARSER = new FeedParser(1024 * 1024, MAX_ITEMS);
    private static final String[] CONTENT_TYPES = {
        null,
        "text/xml; charset=gb2312",
        "application/json",
        "text/html; charset=iso-8859-1",
        "text/xml; charset=\"big5\""
    };
    private static final Set<String> CODES = Arrays.stream(ParseWarning.Code.values())
            .map(ParseWarning.Code::written)
            .collect(Collectors.toSet());

    private FeedParserFuzz() {}

    /** Jazzer's entry; its name and shape are Jazzer's. */
    public static void fuzzerTestOneInput(byte[] document) {
        String contentType = CONTENT_TYPES[Math.floorMod(document.length, CONTENT_TYPES.length)];
        ParseOutcome outcome = PARSER.parse(document, contentType, "https://a.example/feed");
        if (outcome instanceof ParseOutcome.NotAFeed not) {
            check(!not.reason().isBlank(), "a refusal gives its reason");
        } else if (outcome instanceof ParsedFeed feed) {
            check(feed.items().size() <= MAX_ITEMS, "items are limited");
            check(feed.hubs().size() <= Links.MAX_HUBS, "hubs are limited");
            check(
                    feed.warnings().stream()
                            .allMatch(told -> CODES.contains(told.code())
                                    && told.message().endsWith(".")
                                    && told.message().length() < 500),
                    "warnings are short sentences with a code");
            check(
                    feed.items().stream()
                            .flatMap(item -> Stream.of(item.id(), item.link(), item.title(), item.summary()))
                            .allMatch(text -> text == null || !text.isBlank()),
                    "what says nothing is null");
        }
        // The same bytes, the same feed: an article's identity rests on it.
        check(outcome.equals(PARSER.parse(document, contentType, "https://a.example/feed")), "parsing is repeatable");
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError("broken: " + rule);
        }
    }
}
