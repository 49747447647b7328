package dev.tocsin.alerting;

import dev.tocsin.alerting.account.AccountRepository;
import dev.tocsin.alerting.account.ApiKey;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.CallerCache;
import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Role;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** The door: lets nobody in without a key. */
@ApplicationScoped
public class AccessWiring {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_KEY = 512;

    private final Optional<ApiKey> operatorKey;
    private final AccountRepository accounts;
    private final CallerCache callers;
    private final Clock clock;

    AccessWiring(
            @ConfigProperty(name = "tocsin.api-key") Optional<String> operatorKey,
            AccountRepository accounts,
            CallerCache callers,
            Clock clock) {
        this.operatorKey = operatorKey.filter(key -> !key.isBlank()).map(ApiKey::new);
        this.accounts = accounts;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * Makes the caller the request's principal ({@link Caller#of}), or answers 401, or 403 to a reader who writes where
     * it is not {@linkplain OpenToReaders open to readers}.
     */
    @ServerRequestFilter
    public Uni<@Nullable Response> authenticate(ContainerRequestContext request, ResourceInfo asked) {
        if (isOpen(asked)) {
            return Uni.createFrom().nullItem();
        }
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
                throw new Problem(ProblemType.FORBIDDEN, "This API key may only read.");
            }
            request.setSecurityContext(new CallerContext(caller, request.getSecurityContext()));
            return null;
        });
    }

    private static boolean isOpen(ResourceInfo asked) {
        return asked.getResourceMethod().isAnnotationPresent(OpenToAll.class)
                || asked.getResourceClass().isAnnotationPresent(OpenToAll.class);
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

    private static Problem unauthorized(String detail) {
        return new Problem(ProblemType.UNAUTHORIZED, detail).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
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
