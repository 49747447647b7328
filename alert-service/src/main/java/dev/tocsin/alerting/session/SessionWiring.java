package dev.tocsin.alerting.session;

import dev.tocsin.alerting.account.AccountRepository;
import dev.tocsin.alerting.account.ApiKey;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Role;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The door of the page, to which {@code AccessWiring} leads people. A session is the same caller as the key that it was
 * opened with, no more and no longer. People who come by OpenID Connect would get such a session too.
 */
@Singleton
public class SessionWiring {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String STREAM = "/v1/alerts/stream";

    private final List<ApiKey> operatorKeys;
    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final Clock clock;

    SessionWiring(
            @ConfigProperty(name = "tocsin.api-key") Optional<List<String>> operatorKeys,
            AccountRepository accounts,
            SessionRepository sessions,
            Clock clock) {
        this.operatorKeys = operatorKeys.stream()
                .flatMap(List::stream)
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(ApiKey::new)
                .toList();
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Whether a request comes through this door: to the page, or from it to the stream of alerts, which sends no key. */
    public boolean leads(ContainerRequestContext request, ResourceInfo asked) {
        return isPage(asked)
                || request.getMethod().equals("GET")
                        && request.getUriInfo().getRequestUri().getPath().equals(STREAM)
                        && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                        && request.getHeaderString("X-API-Key") == null
                        && token(request.getCookies().get(SessionToken.COOKIE)).isPresent();
    }

    /** Makes the caller known, or answers where to sign in, or refuses what a session may not do. */
    public Uni<@Nullable Response> enter(ContainerRequestContext request, ResourceInfo asked, Consumer<Caller> known) {
        boolean reads = READING.contains(request.getMethod());
        if (!reads
                && !RequestOrigin.isOurs(
                        request.getHeaderString("Sec-Fetch-Site"),
                        request.getHeaderString("Origin"),
                        request.getHeaderString(HttpHeaders.HOST))) {
            throw new Problem(ProblemType.FORBIDDEN, "The form was sent by another site.");
        }
        return token(request.getCookies().get(SessionToken.COOKIE))
                .map(this::caller)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> {
                    if (found.isEmpty()) {
                        return signIn(request, asked);
                    }
                    Caller caller = found.get();
                    Scope needed = needed(asked);
                    if (!caller.may(needed)
                            || caller.role() == Role.READER
                                    && !reads
                                    && !asked.getResourceMethod().isAnnotationPresent(OpenToReaders.class)) {
                        throw new Problem(ProblemType.FORBIDDEN, "Your key lacks the scope " + needed.wireName() + ".")
                                .with("scope", needed.wireName());
                    }
                    known.accept(caller);
                    return null;
                });
    }

    /** Whose key it is; empty when it is nobody's. */
    public Uni<Optional<Caller>> caller(byte[] keyHash) {
        // All of them, whichever fits: how long it takes tells nothing.
        long fitting = operatorKeys.stream()
                .filter(key -> MessageDigest.isEqual(key.hash(), keyHash))
                .count();
        return fitting > 0
                ? Uni.createFrom().item(Optional.of(new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR)))
                : accounts.findCaller(keyHash).map(found -> found.map(AccountRepository.Found::caller));
    }

    /** The token in a cookie, if it is one. */
    public static Optional<SessionToken> token(@Nullable Cookie cookie) {
        return Optional.ofNullable(cookie).map(Cookie::getValue).flatMap(SessionToken::of);
    }

    private Uni<Optional<Caller>> caller(SessionToken token) {
        return sessions.keyOf(token, clock.instant())
                .chain(hash ->
                        hash.map(this::caller).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static Scope needed(ResourceInfo asked) {
        Needs needs = asked.getResourceMethod().getAnnotation(Needs.class);
        return Objects.requireNonNull(
                        needs == null ? asked.getResourceClass().getAnnotation(Needs.class) : needs,
                        "A route says not what it needs (@Needs)")
                .value();
    }

    private static boolean isPage(ResourceInfo asked) {
        return asked.getResourceClass().isAnnotationPresent(OpenToSessions.class);
    }

    private static Response signIn(ContainerRequestContext request, ResourceInfo asked) {
        if (!isPage(asked)) {
            throw new Problem(ProblemType.UNAUTHORIZED, "The session is over: sign in anew.");
        }
        URI wanted = request.getUriInfo().getRequestUri();
        String query = wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery();
        boolean fragment = request.getHeaderString("HX-Request") != null;
        String next = request.getMethod().equals("GET") && !fragment ? wanted.getRawPath() + query : "/";
        String signIn =
                "/sign-in" + (next.equals("/") ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        // htmx follows a redirect into the middle of the page; by its own header it goes there with all of it.
        return fragment
                ? Response.noContent().header("HX-Redirect", signIn).build()
                : Response.seeOther(URI.create(signIn)).build();
    }
}
