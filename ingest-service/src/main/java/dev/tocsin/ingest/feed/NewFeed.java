package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.WebUrl;
import org.jspecify.annotations.Nullable;

/** A feed to be followed. Without a title it takes its own when it is read. */
public record NewFeed(
        WebUrl url, @Nullable String title, @Nullable String siteUrl) {}
