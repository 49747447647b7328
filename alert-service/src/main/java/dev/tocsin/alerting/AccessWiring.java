package dev.tocsin.alerting;

import dev.tocsin.alerting.account.AccountRepository;
import dev.tocsin.alerting.account.ApiKey;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.CallerCache;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Origin;
import dev.tocsin.alerting.account.Role;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.account.TokenClient;
import dev.tocsin.alerting.audit.AuditConfig;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.session.SessionWiring;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** The door: lets nobody in without a key, and nobody further than the key's scopes. */
@ApplicationScoped
public class AccessWiring {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_KEY = 512;
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final List<ApiKey> operatorKeys;
    private final AccountRepository accounts;
    private final CallerCache callers;
    private final TokenClient tokens;
    private final CurrentVertxRequest current;
    private final boolean keepAddresses;
    private final SessionWiring people;
    private final Ids ids;

    AccessWiring(
            @ConfigProperty(name = "tocsin.api-key") Optional<List<String>> operatorKeys,
            AccountRepository accounts,
            CallerCache callers,
            TokenClient tokens,
            CurrentVertxRequest current,
            AuditConfig audit,
            SessionWiring people,
            Ids ids) {
        this.operatorKeys = operatorKeys.stream()
                .flatMap(List::stream)
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(ApiKey::new)
                .toList();
        this.accounts = accounts;
        this.callers = callers;
        this.tokens = tokens;
        this.current = current;
        this.keepAddresses = audit.addresses();
        this.people = people;
        this.ids = ids;
    }

    /**
     * Makes the caller the request's principal ({@link Caller#of}), or answers 401, or 403 to who lacks the scope that the
     * route {@link Needs}, and to a reader who writes where it is not {@linkplain OpenToReaders open to readers}.
     */
    @ServerRequestFilter
    public Uni<@Nullable Response> authenticate(ContainerRequestContext request, ResourceInfo asked) {
        Origin origin = origin(request);
        request.setProperty(REQUEST_ID, origin.requestId());
        Method method = asked.getResourceMethod();
        if (on(OpenToAll.class, asked).isPresent()) {
            return Uni.createFrom().nullItem();
        }
        if (operatorKeys.isEmpty()) {
            throw unauthorized("The service has no operator's key yet: set TOCSIN_API_KEY and start it again.");
        }
        if (people.leads(request, asked)) {
            return people.enter(
                    request,
                    asked,
                    caller -> request.setSecurityContext(
                            new CallerContext(caller.from(origin), request.getSecurityContext())));
        }
        Scope needed = on(Needs.class, asked)
                .map(Needs::value)
                .orElseThrow(
                        () -> new IllegalStateException("A route says neither what it needs (@Needs) nor that it is"
                                + " open (@OpenToAll): " + method));
        String shown = shown(request)
                .orElseThrow(() ->
                        unauthorized("Send an API key as \"Authorization: Bearer <key>\" or as \"X-API-Key: <key>\"."));
        return caller(shown).map(caller -> {
            boolean writes = !READING.contains(request.getMethod());
            if (!caller.may(needed)
                    || caller.role() == Role.READER && writes && !method.isAnnotationPresent(OpenToReaders.class)) {
                throw new Problem(
                                ProblemType.FORBIDDEN,
                                "This " + caller.role().wireName() + "'s key lacks the scope " + needed.wireName()
                                        + ".")
                        .with("scope", needed.wireName());
            }
            request.setSecurityContext(new CallerContext(caller.from(origin), request.getSecurityContext()));
            return null;
        });
    }

    /** Tells the client under which id its request stands in the audit log. */
    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext answer) {
        Object id = request.getProperty(REQUEST_ID);
        if (id != null) {
            answer.getHeaders().putSingle(REQUEST_ID, id);
        }
    }

    private static <A extends Annotation> Optional<A> on(Class<A> annotation, ResourceInfo asked) {
        return Stream.<AnnotatedElement>of(asked.getResourceMethod(), asked.getResourceClass())
                .flatMap(element -> Optional.ofNullable(element.getAnnotation(annotation)).stream())
                .findFirst();
    }

    private Uni<Caller> caller(String shown) {
        if (tokens.takes(shown)) {
            return tokens.caller(shown, current.getCurrent());
        }
        return Optional.of(shown)
                .filter(text -> text.length() <= LONGEST_KEY)
                .map(text -> keyed(new ApiKey(text)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(() -> unauthorized("This API key is unknown or revoked.")));
    }

    private Uni<Optional<Caller>> keyed(ApiKey key) {
        // All of them, whichever fits: how long it takes tells nothing.
        long fitting = operatorKeys.stream().filter(key::matches).count();
        if (fitting > 0) {
            return Uni.createFrom().item(Optional.of(new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR)));
        }
        Optional<Caller> remembered = callers.get(key);
        return remembered.isPresent()
                ? Uni.createFrom().item(remembered)
                : accounts.findCaller(key)
                        .invoke(found -> found.ifPresent(one -> callers.put(key, one.caller(), one.end())))
                        .map(found -> found.map(AccountRepository.Found::caller));
    }

    private Origin origin(ContainerRequestContext request) {
        String given = request.getHeaderString(REQUEST_ID);
        SocketAddress client = current.getCurrent().request().remoteAddress();
        return new Origin(
                given != null && USABLE_ID.matcher(given).matches() ? given : ids.next("req"),
                keepAddresses && client != null ? client.hostAddress() : null);
    }

    private static Optional<String> shown(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean bearer =
                authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
        String text = bearer ? authorization.substring("bearer ".length()) : request.getHeaderString("X-API-Key");
        return Optional.ofNullable(text).map(String::strip).filter(key -> !key.isEmpty());
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
            return caller.role().wireName().equalsIgnoreCase(role);
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
