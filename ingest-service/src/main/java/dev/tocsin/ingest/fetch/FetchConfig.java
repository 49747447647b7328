package dev.tocsin.ingest.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
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

    /** @return until a connection stands, and once more until it is encrypted; who takes longer is not there. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /**
     * @return how long a site may say nothing, before its answer begins and in the middle of it. Shorter frees slots
     *     from dead sites sooner, and loses those that compute their feed while we wait.
     */
    @WithDefault("PT10S")
    Duration silence();

    /** @return bytes of a document, both as sent and after inflating; far above any honest feed. */
    @WithDefault("8388608")
    int maxBytes();

    /**
     * @return how we name ourselves; a site that wishes to slow or block us must be able to tell who we are, and whom to
     *     write to: hence the URL in it.
     */
    @WithDefault("Tocsin/0.1 (+https://tocsin.dev/bot)")
    @Pattern(regexp = "[ -~]*https?://[ -~]+", message = "must contain a URL by which a site's owner reaches us") String userAgent();

    /** @return requests that one replica has at one host at once; more would be felt as an attack by small hosts. */
    @WithDefault("2")
    int perHost();
}
