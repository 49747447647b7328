package dev.tocsin.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.ingest.fetch.FetchConfig;
import dev.tocsin.ingest.problem.ProblemType;
import dev.tocsin.ingest.websub.WebSubResource;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** The door of the API: who may come in, what is too large for it, and words for what it refuses. */
@Singleton
public class ApiWiring {
    /** Hubs have no key of ours: their callbacks are secret, and their pushes signed. */
    private static final Pattern FOR_HUBS = Pattern.compile("/v1/websub/" + WebSubResource.TOKEN);

    private static final long DRAINED_AT_MOST = 64L * 1024 * 1024;

    private final Provider<Optional<String>> apiKey;

    /** @param apiKey asked for late: a filter's bean is made before the configuration of this run is read */
    public ApiWiring(@ConfigProperty(name = "tocsin.api-key") Provider<Optional<String>> apiKey) {
        this.apiKey = apiKey;
    }

    /** Everything needs the operator's key, but what refusals lead to; what there is under /q does not come by here. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Response authenticate(ContainerRequestContext request) {
        boolean hubsCall =
                request.getMethod().equals("GET") || request.getMethod().equals("POST");
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/problems") || path.startsWith("/q/")) {
            return null;
        }
        if (hubsCall && FOR_HUBS.matcher(path).matches()) {
            return null;
        }
        String authorization = request.getHeaderString("Authorization");
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        String given = bearer ? authorization.substring(7).strip() : request.getHeaderString("X-API-Key");
        Optional<String> key = apiKey.get().filter(set -> !set.isBlank());
        if (key.isPresent() && given != null && same(key.get(), given)) {
            return null;
        }
        return HttpProblem.builder()
                .withType(URI.create(ProblemType.UNAUTHORIZED.path()))
                .withTitle("An API key is needed")
                .withStatus(401)
                .withDetail(
                        key.isPresent()
                                ? "Send a valid key as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'."
                                : "This service has no key yet: set TOCSIN_API_KEY and start it again.")
                .withHeader("WWW-Authenticate", "Bearer")
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
                .withType(URI.create(ProblemType.MALFORMED_JSON.path()))
                .withTitle("The body is not valid JSON")
                .withStatus(400)
                .withDetail("It cannot be read"
                        + (where == null
                                ? "."
                                : " at line " + where.getLineNr() + ", column " + where.getColumnNr() + "."))
                .build()
                .toResponse();
    }

    /** Says 413 as a problem, which Quarkus' own limit (a little higher) says without a word. */
    void refuseOversized(@Observes Filters filters, FetchConfig fetching) {
        filters.register(
                routing -> {
                    HttpServerRequest request = routing.request();
                    String length = request.getHeader("Content-Length");
                    if (length == null
                            || !length.matches("[0-9]{1,18}")
                            || Long.parseLong(length) <= fetching.maxBytes()) {
                        routing.next();
                        return;
                    }
                    String problem = "{\"type\":\"" + ProblemType.BODY_TOO_LARGE.path() + "\",\"status\":413,"
                            + "\"title\":\"The body is too large\",\"detail\":\"A body may have "
                            + fetching.maxBytes() / (1024 * 1024) + " MB.\"}";
                    request.response().setStatusCode(413).putHeader("Content-Type", "application/problem+json");
                    if (Long.parseLong(length) <= DRAINED_AT_MOST) {
                        // Read to the end first: many clients look for an answer only when all is sent.
                        request.endHandler(end -> request.response().end(problem))
                                .resume();
                    } else {
                        request.response().putHeader("Connection", "close").end(problem);
                    }
                },
                1_000);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
