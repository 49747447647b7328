package dev.tocsin.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.idempotency.Claim;
import dev.tocsin.alerting.idempotency.IdempotencyRepository;
import dev.tocsin.alerting.idempotency.IdempotentRequest;
import dev.tocsin.alerting.idempotency.KeptAnswer;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Does a POST with an Idempotency-Key once, however often it is sent, without its resource knowing of it. */
@ApplicationScoped
public class IdempotencyWiring {
    private static final Logger LOG = Logger.getLogger(IdempotencyWiring.class);
    private static final String CLAIM = "tocsin.idempotency.claim";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final long LONGEST_WAIT_SECONDS = 5;

    /** Behind the door and the rate limits: who is refused there has claimed nothing. */
    static final int ORDER = 5_200;

    private final IdempotencyRepository requests;
    private final ObjectMapper json;

    IdempotencyWiring(IdempotencyRepository requests, ObjectMapper json) {
        this.requests = requests;
        this.json = json;
    }

    /** Claims the key, or answers as before. */
    @ServerRequestFilter(readBody = true, priority = ORDER)
    public Uni<@Nullable Response> claim(ContainerRequestContext request) {
        List<String> given = request.getHeaders().get(IdempotentRequest.HEADER);
        if (given == null
                || !request.getMethod().equals(HttpMethod.POST)
                || !request.getUriInfo().getPath().startsWith("/v1/")
                || !(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            return Uni.createFrom().nullItem();
        }
        URI target = request.getUriInfo().getRequestUri();
        IdempotentRequest asked = IdempotentRequest.of(
                caller.accountId(),
                IdempotentRequest.key(given),
                request.getMethod(),
                target.getRawPath() + "?" + (target.getRawQuery() == null ? "" : target.getRawQuery()),
                body(request));
        return requests.claim(asked).map(claim -> {
            if (claim instanceof Claim.Granted granted) {
                request.setProperty(CLAIM, granted);
                return null;
            }
            return refusedOrReplayed(claim);
        });
    }

    private static Response refusedOrReplayed(Claim claim) {
        if (claim instanceof Claim.Done done) {
            Response.ResponseBuilder again =
                    Response.status(done.answer().status()).header(REPLAYED, "true");
            done.answer().headers().forEach((name, values) -> values.forEach(value -> again.header(name, value)));
            byte[] body = done.answer().body();
            return body.length == 0 ? again.build() : again.entity(body).build();
        }
        if (claim instanceof Claim.UnderWay underWay) {
            throw new Problem(
                            ProblemType.IDEMPOTENCY_KEY_IN_USE,
                            "The first request with this key has not been answered yet: send it again in a moment.")
                    .header(
                            HttpHeaders.RETRY_AFTER,
                            Math.max(1, Math.min(underWay.lease().toSeconds(), LONGEST_WAIT_SECONDS)));
        }
        throw new Problem(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "This key stands for a request with another method, path, query or body: take a new key for a new request.");
    }

    /** Keeps what is about to be answered, before it goes out: who has it in hand finds it here too. */
    @ServerResponseFilter(priority = ORDER)
    public Uni<Void> settle(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIM) instanceof Claim.Granted claim)) {
            return Uni.createFrom().voidItem();
        }
        request.removeProperty(CLAIM);
        Uni<?> step;
        if (KeptAnswer.isKept(response.getStatus())) {
            byte[] body = bytes(response.getEntity());
            KeptAnswer answer = new KeptAnswer(response.getStatus(), headers(response), body);
            if (body.length > 0) {
                response.setEntity(body, new Annotation[0], type(response));
            }
            step = requests.settle(claim, answer).invoke(kept -> {
                if (!kept) {
                    LOG.warn("A request outlasted the lease of its idempotency key, so it may be done twice");
                }
            });
        } else {
            step = requests.release(claim);
        }
        // It is done: that it could not be written down is no reason to tell its caller that it failed.
        return step.replaceWithVoid().onFailure().recoverWithUni(failure -> {
            LOG.warnf("An answer could not be kept for its idempotency key cause=%s", failure.toString());
            return Uni.createFrom().voidItem();
        });
    }

    private byte[] bytes(@Nullable Object entity) {
        try {
            return entity == null
                    ? new byte[0]
                    : entity instanceof byte[] bytes
                            ? bytes
                            : entity instanceof String text
                                    ? text.getBytes(StandardCharsets.UTF_8)
                                    : json.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What is answered can be written", e);
        }
    }

    private static MediaType type(ContainerResponseContext response) {
        return response.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : response.getMediaType();
    }

    private static Map<String, List<String>> headers(ContainerResponseContext response) {
        Map<String, List<String>> headers = new TreeMap<>();
        MultivaluedMap<String, String> given = response.getStringHeaders();
        given.forEach(headers::put);
        if (response.getEntity() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, List.of(type(response).toString()));
        }
        return headers;
    }

    /** Of a method that reads a body all of it is here already; of another it does not count. */
    private static byte[] body(ContainerRequestContext request) {
        if (!(request.getEntityStream() instanceof ByteArrayInputStream whole)) {
            return new byte[0];
        }
        byte[] body = whole.readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        return body;
    }
}
