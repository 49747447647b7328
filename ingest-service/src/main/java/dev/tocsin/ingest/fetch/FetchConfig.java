package dev.tocsin.ingest.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How we ask other people's servers. */
@ConfigMapping(prefix = "tocsin.fetch")
public interface FetchConfig {
    /**
     * @return ranges that may be fetched from although they are not public, such as {@code 127.0.0.0/8}. Whoever can
     *     register a feed can reach what is listed here: keep it empty on anything shared.
     */
    Optional<List<String>> allowedCidrs();

    /** @return from resolving the name to the last byte of the body, redirects included; a slow site costs a slot so long. */
    @WithDefault("PT20S")
    Duration deadline();

    /** @return bytes of a document, both as sent and after inflating; far above any honest feed. */
    @WithDefault("8388608")
    int maxBytes();

    /** @return how we name ourselves; a site that wishes to slow or block us must be able to tell who we are. */
    @WithDefault("Tocsin/0.1 (+https://tocsin.dev/bot)")
    String userAgent();
}
