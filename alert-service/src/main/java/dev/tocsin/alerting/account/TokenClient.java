package dev.tocsin.alerting.account;

import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Has a person's token (a signed JWT, RFC 7519) verified with the keys of its issuer, by Quarkus' OpenID Connect, which is
 * asked for nothing else: identities are resolved when this class wants one, and never for a request with an API key.
 *
 * <p>A browser that comes back from the issuer with a code (the authorization code flow of the page's login) will have its
 * tokens turned into a caller here, too.
 */
@Singleton
public class TokenClient {
    private static final Logger LOG = Logger.getLogger(TokenClient.class);
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final int LONGEST = 8_192;

    private final OidcConfig config;
    private final AccountRepository accounts;

    public TokenClient(OidcConfig config, AccountRepository accounts) {
        this.config = config;
        this.accounts = accounts;
    }

    /** @throws IllegalStateException when people may come and it is not said whose they are: fails the start */
    void start(@Observes StartupEvent event) {
        if (config.enabled() && (config.issuer().isEmpty() || config.audience().isEmpty())) {
            throw new IllegalStateException("With TOCSIN_OIDC_ENABLED=true the service needs TOCSIN_OIDC_ISSUER and"
                    + " TOCSIN_OIDC_AUDIENCE: a token of any issuer, or for any application, is no proof.");
        }
    }

    /** Whether this is a token to be verified, and not an API key. */
    public boolean takes(String text) {
        return config.enabled() && text.length() <= LONGEST && JWT.matcher(text).matches();
    }

    /** The token's bearer, or a failure of {@link Problem}: 401 for a token that is none, 403 for one that says too little. */
    public Uni<Caller> caller(String token, RoutingContext request) {
        return QuarkusHttpUser.getSecurityIdentity(request, null)
                .onFailure()
                .transform(refused -> {
                    LOG.debugf("Token refused cause=%s", refused.getMessage());
                    return unauthorized();
                })
                .onItem()
                .ifNull()
                .failWith(TokenClient::unauthorized)
                .chain(identity -> {
                    if (identity.isAnonymous()) {
                        throw unauthorized();
                    }
                    Person person = person(token);
                    return accounts.isOpen(person.accountId()).map(open -> {
                        if (!open) {
                            throw forbidden("The account that the token names is closed, or is not there.");
                        }
                        return person.caller();
                    });
                });
    }

    private Person person(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        Map<String, Object> claims = new JsonObject(new String(payload, StandardCharsets.UTF_8)).getMap();
        Optional<Person> found = Person.of(
                claims,
                config.accountClaim(),
                config.roleClaim(),
                config.rolePrefix().orElse(""));
        Person person = found.orElseThrow(() -> forbidden("The token has to name one account, in the claim "
                + config.accountClaim() + ", and a role, in the claim " + config.roleClaim() + "."));
        if (person.role() == Role.OPERATOR && !config.operators()) {
            throw forbidden("Tokens make nobody an operator here.");
        }
        return person;
    }

    private static Problem unauthorized() {
        return new Problem(
                        ProblemType.UNAUTHORIZED,
                        "The token is not one of the configured issuer for this service, or is past its end.")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static Problem forbidden(String detail) {
        return new Problem(ProblemType.FORBIDDEN, detail);
    }
}
