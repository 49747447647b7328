package dev.tocsin.ingest.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How articles get to Kafka when the straight way fails. */
@ConfigMapping(prefix = "tocsin.article")
public interface ArticleConfig {
    /**
     * @return how long a stored article may be on its straight way before the sweep sends it (again). Longer than the
     *     producer's delivery timeout, or a slow broker makes duplicates; shorter, and a killed replica's articles
     *     wait less.
     */
    @WithDefault("PT8S")
    Duration resendAfter();

    /** @return articles that one sweep claims; each holds its text in memory. */
    @WithDefault("200")
    int resendBatch();

    /**
     * @return how long an article whose feed carries a summary only waits for its page. Longer, and more alerts come
     *     from the whole text at once; shorter, and they come sooner, from the summary, and are corrected by the page.
     */
    @WithDefault("PT20S")
    Duration pageWait();

    /**
     * @return how long a published article stays here after its last revision. Shorter, and the disk holds less; but a
     *     feed that still lists the article after that brings it once more, as the same article, which classify-service
     *     reads again and alert-service knows by its reports.
     */
    @WithDefault("P180D")
    Duration retention();
}
