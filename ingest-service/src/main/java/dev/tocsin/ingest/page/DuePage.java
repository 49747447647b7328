package dev.tocsin.ingest.page;

import org.jspecify.annotations.Nullable;

/**
 * An article whose page this replica may ask for now.
 *
 * @param revision that the page is for: one that came in between has its own
 * @param host whose turn was taken for it
 * @param attempt from 1
 * @param text that we have so far
 * @param traceparent the trace that the article belongs to
 */
public record DuePage(
        String articleId,
        int revision,
        String url,
        String host,
        int attempt,
        String title,
        String text,
        @Nullable String traceparent) {}
