package dev.tocsin.alerting;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.alerting.account.AccountRepository;
import dev.tocsin.alerting.account.ApiKey;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.CallerCache;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Role;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.secret.SecretsConfig;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.webhook.EndpointReader;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Puts the plain classes together, and lets nobody in without a key. */
@ApplicationScoped
public class Wiring {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_KEY = 512;

    private final Optional<ApiKey> operatorKey;
    private final AccountRepository accounts;
    private final CallerCache callers;
    private final Clock clock;

    Wiring(
            @ConfigProperty(name = "tocsin.api-key") Optional<String> operatorKey,
            AccountRepository accounts,
            CallerCache callers,
            Clock clock) {
        this.operatorKey = operatorKey.filter(key -> !key.isBlank()).map(ApiKey::new);
        this.accounts = accounts;
        this.callers = callers;
        this.clock = clock;
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static SecureRandom random() {
        return new SecureRandom();
    }

    /** Fails the start when there is no key: nothing is ever sealed with one that nobody chose. */
    @Produces
    @Singleton
    static Vault vault(SecretsConfig config, SecureRandom random) {
        return Vault.of(config.keys().orElse(List.of()), random);
    }

    @Produces
    @Singleton
    static EndpointReader endpoints(Vault vault) {
        return new EndpointReader(vault);
    }

    @Produces
    @Singleton
    static Ids ids() {
        return new Ids();
    }

    @Produces
    @Singleton
    static CallerCache callers(Clock clock) {
        return new CallerCache(clock);
    }

    /**
     * Makes the caller the request's principal ({@link Caller#of}), or answers 401, or 403 to a reader who writes where
     * it is not {@linkplain OpenToReaders open to readers}.
     */
    @ServerRequestFilter
    public Uni<@Nullable Response> authenticate(ContainerRequestContext request, ResourceInfo asked) {
        if (operatorKey.isEmpty()) {
            throw unauthorized("The service has no operator's key yet: set TOCSIN_API_KEY and start it again.");
        }
        ApiKey key = key(request)
                .orElseThrow(() ->
                        unauthorized("Send an API key as \"Authorization: Bearer <key>\" or as \"X-API-Key: <key>\"."));
        return caller(key).map(found -> {
            Caller caller = found.orElseThrow(() -> unauthorized("This API key is unknown or revoked."));
            if (caller.role() == Role.READER
                    && !READING.contains(request.getMethod())
                    && !asked.getResourceMethod().isAnnotationPresent(OpenToReaders.class)) {
                throw problem(Response.Status.FORBIDDEN, "forbidden", "This API key may only read.")
                        .build();
            }
            request.setSecurityContext(new CallerContext(caller, request.getSecurityContext()));
            return null;
        });
    }

    /** Names the query parameter that cannot be used. */
    @ServerExceptionMapper
    public Response refuse(InvalidParameter refusal) {
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/invalid-parameter"))
                .withTitle("Invalid query parameter")
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail(refusal.parameter() + ": " + refusal.detail())
                .with("parameter", refusal.parameter())
                .build()
                .toResponse();
    }

    /** Says where a body stops being JSON; other refusals keep their status and words. */
    @ServerExceptionMapper(priority = 1)
    public Response explain(WebApplicationException refusal) {
        if (!(refusal.getCause() instanceof JsonProcessingException malformed)) {
            return HttpProblem.valueOf(
                            Response.Status.fromStatusCode(refusal.getResponse().getStatus()),
                            String.valueOf(refusal.getMessage()))
                    .toResponse();
        }
        JsonLocation where = malformed.getLocation();
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/malformed-json"))
                .withTitle("The body is not valid JSON")
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail("It cannot be read"
                        + (where == null
                                ? "."
                                : " at line " + where.getLineNr() + ", column " + where.getColumnNr() + "."))
                .build()
                .toResponse();
    }

    private Uni<Optional<Caller>> caller(ApiKey key) {
        if (operatorKey.filter(key::matches).isPresent()) {
            return Uni.createFrom().item(Optional.of(new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR)));
        }
        Optional<Caller> remembered = callers.get(key);
        return remembered.isPresent()
                ? Uni.createFrom().item(remembered)
                : accounts.findCaller(key, clock.instant())
                        .invoke(found -> found.ifPresent(caller -> callers.put(key, caller)));
    }

    private static Optional<ApiKey> key(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean bearer =
                authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
        String text = bearer ? authorization.substring("bearer ".length()) : request.getHeaderString("X-API-Key");
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(key -> !key.isEmpty() && key.length() <= LONGEST_KEY)
                .map(ApiKey::new);
    }

    private static HttpProblem unauthorized(String detail) {
        return problem(Response.Status.UNAUTHORIZED, "unauthorized", detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static HttpProblem.Builder problem(Response.Status status, String slug, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/" + slug))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
    }

    /** The caller as JAX-RS knows it. */
    private record CallerContext(Caller caller, SecurityContext outer) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.role().name().equalsIgnoreCase(role);
        }

        @Override
        public boolean isSecure() {
            return outer.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
