package dev.tocsin.alerting.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** People who come with a token of their own issuer (OpenID Connect) instead of an API key. */
@ConfigMapping(prefix = "tocsin.oidc")
public interface OidcConfig {
    /** @return Whether tokens are taken at all. Off, nothing is asked of any issuer, and a token is an unknown key. */
    @WithDefault("false")
    boolean enabled();

    /** @return The issuer's URL, under which /.well-known/openid-configuration is found, and which tokens have to name. */
    Optional<String> issuer();

    /**
     * @return What tokens have to be meant for. Without it a token that the same issuer has given to any other application
     *     would open this one, so it has no default.
     */
    Optional<String> audience();

    /** @return The claim that names the account, as a path with slashes. The issuer decides who belongs where, not we. */
    @WithDefault("tocsin_account")
    String accountClaim();

    /**
     * @return The claim that names the role: a text or a list of texts, as a path with slashes, such as
     *     realm_access/roles. Of several the one counts that allows most, as in most directories.
     */
    @WithDefault("tocsin_role")
    String roleClaim();

    /** @return What stands before operator, owner or reader in that claim, where roles of many applications share it. */
    @WithDefault("")
    Optional<String> rolePrefix();

    /**
     * @return Whether a token may make its bearer an operator. Off unless told, since whoever administers the issuer could
     *     then read every account.
     */
    @WithDefault("false")
    boolean operators();
}
