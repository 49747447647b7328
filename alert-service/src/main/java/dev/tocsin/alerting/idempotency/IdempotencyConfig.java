package dev.tocsin.alerting.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long requests with an Idempotency-Key are remembered. */
@ConfigMapping(prefix = "tocsin.api.idempotency")
public interface IdempotencyConfig {

    /**
     * @return how long an answer is kept. A client that tries again later than this is served anew: longer is safer, and
     *     costs a row for each POST with a key.
     */
    @WithDefault("PT24H")
    Duration retention();

    /**
     * @return how long a request that has not been answered yet keeps its key, should its replica be gone. Shorter lets a
     *     client go on sooner after a crash; it must be longer than any request takes, or a slow one is done twice.
     */
    @WithDefault("PT2M")
    Duration lease();
}
