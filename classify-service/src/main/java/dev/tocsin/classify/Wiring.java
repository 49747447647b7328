package dev.tocsin.classify;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.drain.Underway;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.problem.ProblemType;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.report.LoadOutcome;
import dev.tocsin.classify.voice.PooledClassifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Puts the plain classes together, and stands at the door of the REST side. */
@Singleton
public class Wiring {

    private static final URI PROBLEM = URI.create(ProblemType.UNAUTHORIZED.path());
    private static final String BEARER = "Bearer ";

    private final Optional<String> apiKey;

    /** @param apiKey the operator's; nobody is let in without one */
    public Wiring(@ConfigProperty(name = "tocsin.api-key") Optional<String> apiKey) {
        this.apiKey = apiKey.filter(key -> !key.isBlank());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Batches, until they can be acknowledged. */
    @Produces
    @Singleton
    Underway underway() {
        return new Underway();
    }

    /** Made at start, since the pipeline asks for it: the first article waits for no model. */
    @Produces
    @Singleton
    LoadOutcome load(MeterRegistry meters) {
        Tally tally = new MeteredTally(meters);
        return LoadOutcome.of(() -> new EventFinder(
                PooledClassifier.load(Encoders.english(), Encoders.chinese(), tally), new Gazetteer(), tally));
    }

    /** Liveness does not ask: a restart mends neither a platform nor a file. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck encoders(LoadOutcome load) {
        return () -> {
            HealthCheckResponseBuilder answer = HealthCheckResponse.named("encoders");
            return load.failure()
                    .map(reason -> answer.down().withData("reason", reason).build())
                    .orElseGet(() -> answer.up()
                            .withData("classifier", load.events().version())
                            .build());
        };
    }

    private record MeteredTally(MeterRegistry meters) implements Tally {

        @Override
        public void article(boolean admitted) {
            meters.counter("tocsin.articles.gated", "gate", admitted ? "admitted" : "refused")
                    .increment();
        }

        @Override
        public void sentence(boolean encoderAsked) {
            meters.counter("tocsin.sentences.heard", "encoder", encoderAsked ? "asked" : "spared")
                    .increment();
        }
    }

    /** What there is under /q Quarkus REST does not serve: what comes here is nothing, and needs no key to be told so. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Response admit(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/problems") || path.startsWith("/q/")) {
            return null;
        }
        String given = given(request);
        if (apiKey.isPresent() && given != null && isSame(given, apiKey.get())) {
            return null;
        }
        return HttpProblem.builder()
                .withType(PROBLEM)
                .withTitle("An API key is needed")
                .withStatus(Response.Status.UNAUTHORIZED)
                .withHeader("WWW-Authenticate", "Bearer")
                .withDetail(
                        apiKey.isPresent()
                                ? "Send a valid key as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'."
                                : "This service has no key yet: set TOCSIN_API_KEY and start it again.")
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
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail("It cannot be read"
                        + (where == null
                                ? "."
                                : " at line " + where.getLineNr() + ", column " + where.getColumnNr() + "."))
                .build()
                .toResponse();
    }

    private static @Nullable String given(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : request.getHeaderString("X-API-Key");
    }

    /** Takes as long for a key that is nearly right as for any other. */
    private static boolean isSame(String given, String key) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }
}
