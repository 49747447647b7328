package dev.tocsin.alerting.secret;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The keys under which secrets lie in the database. */
@ConfigMapping(prefix = "tocsin.secrets")
public interface SecretsConfig {

    /**
     * @return {@code id:base64 of 32 bytes} each. The first seals, all open: that is how one follows another. Whoever
     *     loses them loses every signing key; whoever stores them beside the database's backups has sealed nothing.
     */
    Optional<List<String>> keys();
}
