package dev.tocsin.alerting.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the audit log keeps, and how long. */
@ConfigMapping(prefix = "tocsin.audit")
public interface AuditConfig {
    /**
     * @return How long a change stays in the log. A year and a month, so that a yearly review still sees the one before;
     *     changes are few, so what it costs is personal data that is kept and not space.
     */
    @WithDefault("400d")
    Duration retention();

    /**
     * @return Whether the client's address is kept with each change. It tells a stolen key from its owner, and is personal
     *     data in most countries: without it only key and request id tell who it was.
     */
    @WithDefault("true")
    boolean addresses();
}
