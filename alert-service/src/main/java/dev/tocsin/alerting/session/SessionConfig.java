package dev.tocsin.alerting.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay signed in. */
@ConfigMapping(prefix = "tocsin.page.session")
public interface SessionConfig {
    /** @return after which one signs in anew, whatever one did: a working day, so that a forgotten screen ends with it */
    @WithDefault("PT12H")
    Duration lifetime();
}
