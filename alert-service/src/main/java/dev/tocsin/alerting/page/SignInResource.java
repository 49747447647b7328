package dev.tocsin.alerting.page;

import dev.tocsin.alerting.account.ApiKey;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.session.RequestOrigin;
import dev.tocsin.alerting.session.SessionConfig;
import dev.tocsin.alerting.session.SessionRepository;
import dev.tocsin.alerting.session.SessionToken;
import dev.tocsin.alerting.session.SessionWiring;
import dev.tocsin.alerting.session.SignInLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way in: an API key for a session. A provider of OpenID Connect would come beside the form, with an address to which it
 * sends people back and which opens a session as {@link #open} does.
 */
@Path("/")
@OpenToAll
public class SignInResource {
    private static final int LONGEST_KEY = 512;

    private final PageWiring pages;
    private final SessionWiring people;
    private final SessionRepository sessions;
    private final SessionConfig config;
    private final SignInLimit limit;
    private final SecureRandom random;
    private final Clock clock;

    public SignInResource(
            PageWiring pages,
            SessionWiring people,
            SessionRepository sessions,
            SessionConfig config,
            SignInLimit limit,
            SecureRandom random,
            Clock clock) {
        this.pages = pages;
        this.people = people;
        this.sessions = sessions;
        this.config = config;
        this.limit = limit;
        this.random = random;
        this.clock = clock;
    }

    @GET
    @Path("/sign-in")
    public Response ask(@QueryParam("next") @Nullable String next, @Context HttpHeaders headers, @Context UriInfo uri) {
        return form(Response.Status.OK, pages.visit(headers, uri, null), LocalPath.of(next), "");
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signIn(
            @FormParam("key") @Nullable String key,
            @FormParam("next") @Nullable String next,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Visit visit = pages.visit(headers, uri, null);
        String place = LocalPath.of(next);
        String address = request.remoteAddress().hostAddress();
        if (!isOurs(headers)) {
            return refused(Response.Status.FORBIDDEN, visit, place, "sign_in_other_site");
        }
        if (!limit.allows(address)) {
            return refused(Response.Status.TOO_MANY_REQUESTS, visit, place, "sign_in_too_often");
        }
        String text = key == null ? "" : key.strip();
        if (text.isEmpty() || text.length() > LONGEST_KEY) {
            return refused(Response.Status.BAD_REQUEST, visit, place, "sign_in_empty");
        }
        byte[] hash = new ApiKey(text).hash();
        return people.caller(hash).chain(found -> {
            if (found.isEmpty()) {
                limit.wrongKey(address);
                return refused(Response.Status.UNAUTHORIZED, visit, place, "sign_in_wrong");
            }
            limit.rightKey(address);
            return open(hash, found.get(), place, isSecure(request));
        });
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signOut(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        Response gone = Response.seeOther(URI.create("/sign-in"))
                .cookie(cookie("", Duration.ZERO, isSecure(request)))
                .build();
        Optional<SessionToken> token =
                isOurs(headers) ? SessionWiring.token(headers.getCookies().get(SessionToken.COOKIE)) : Optional.empty();
        return token.map(sessions::end)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .replaceWith(gone);
    }

    private Uni<Response> open(byte[] keyHash, Caller caller, String next, boolean secure) {
        SessionToken token = SessionToken.random(random);
        Instant now = clock.instant();
        return sessions.open(token, keyHash, caller.keyId(), now, now.plus(config.lifetime()))
                .replaceWith(() -> Response.seeOther(URI.create(next))
                        .cookie(cookie(token.reveal(), config.lifetime(), secure))
                        .build());
    }

    private static NewCookie cookie(String value, Duration lifetime, boolean secure) {
        return new NewCookie.Builder(SessionToken.COOKIE)
                .value(value)
                .path("/")
                .maxAge((int) lifetime.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.STRICT)
                .build();
    }

    /** Told by us or by the proxy before us; whoever tells it falsely keeps a cookie from himself. */
    private static boolean isSecure(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static boolean isOurs(HttpHeaders headers) {
        return RequestOrigin.isOurs(
                headers.getHeaderString("Sec-Fetch-Site"),
                headers.getHeaderString("Origin"),
                headers.getHeaderString(HttpHeaders.HOST));
    }

    private Uni<Response> refused(Response.Status status, Visit visit, String next, String error) {
        return Uni.createFrom().item(form(status, visit, next, visit.texts().say(error)));
    }

    private Response form(Response.StatusType status, Visit visit, String next, String error) {
        Visit back = new Visit(
                visit.caller(),
                visit.language(),
                visit.theme(),
                "",
                next.equals("/") ? "/sign-in" : visit.place().startsWith("/sign-in?") ? visit.place() : "/sign-in");
        return pages.answer(
                status,
                back,
                "sign-in.html",
                Map.of("title", visit.texts().say("sign_in"), "here", "", "next", next, "error", error));
    }
}
