package dev.tocsin.alerting.page;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What the page cannot know by itself. */
@ConfigMapping(prefix = "tocsin.page")
public interface PageConfig {
    /** @return where ingest-service shows the health of feeds; only linked to, for no service calls another */
    Optional<URI> ingestUrl();
}
