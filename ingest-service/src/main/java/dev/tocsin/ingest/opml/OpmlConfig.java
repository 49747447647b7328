package dev.tocsin.ingest.opml;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a list may bring at once. */
@ConfigMapping(prefix = "tocsin.opml")
public interface OpmlConfig {
    /** @return bytes of one document: 5,000 outlines have about 2 MB when they are wordy. */
    @WithDefault("4194304")
    int maxBytes();

    /** @return outlines of one document, folders counted; all its feeds are one statement. */
    @WithDefault("5000")
    int maxOutlines();

    /**
     * @return new feeds of a list that become due in each second. Faster, and a list of thousands keeps the feeds that
     *     were here before it from their turn, and the name server busy; slower, and it takes long until all are known.
     */
    @WithDefault("20")
    int firstChecksPerSecond();
}
