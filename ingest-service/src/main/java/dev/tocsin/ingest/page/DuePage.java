package dev.tocsin.ingest.page;

/**
 * An article whose page this replica may ask for now.
 *
 * @param revision that the page is for: one that came in between has its own
 * @param attempt from 1
 * @param summary what the feed said
 */
public record DuePage(String articleId, int revision, String url, int attempt, String summary) {}
