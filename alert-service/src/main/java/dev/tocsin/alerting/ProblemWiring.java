package dev.tocsin.alerting;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.query.InvalidParameter;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every refusal as problem details (RFC 9457) of a type that has a page. */
@Singleton
public class ProblemWiring {
    private static final Logger LOG = Logger.getLogger(ProblemWiring.class);
    private static final long DRAINED_AT_MOST = 64L * 1024 * 1024;

    private final Ids ids;
    private final RouteWiring routes;

    ProblemWiring(Ids ids, RouteWiring routes) {
        this.ids = ids;
        this.routes = routes;
    }

    @ServerExceptionMapper
    public Response refuse(Problem problem) {
        return answer(problem);
    }

    /** Names the query parameter that cannot be used. */
    @ServerExceptionMapper
    public Response refuse(InvalidParameter refusal) {
        return answer(new Problem(ProblemType.INVALID_PARAMETER, refusal.parameter() + ": " + refusal.detail())
                .with("parameter", refusal.parameter()));
    }

    /** Names every property that breaks its limits. */
    @ServerExceptionMapper(priority = 1)
    public Response refuse(ConstraintViolationException refusal) {
        List<ConstraintViolation<?>> violations = refusal.getConstraintViolations().stream()
                .sorted(Comparator.comparing(violation -> name(violation.getPropertyPath())))
                .toList();
        boolean body = violations.stream().allMatch(violation -> isOfBody(violation.getPropertyPath()));
        String detail = violations.stream()
                .map(violation -> name(violation.getPropertyPath()) + ": " + violation.getMessage())
                .collect(Collectors.joining("; "));
        Problem problem = new Problem(body ? ProblemType.INVALID_BODY : ProblemType.INVALID_PARAMETER, detail);
        return answer(
                violations.isEmpty()
                        ? problem
                        : problem.with(
                                body ? "property" : "parameter",
                                name(violations.get(0).getPropertyPath())));
    }

    /** Says where a body stops being JSON, or which property has no such value. */
    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class
            },
            priority = 1)
    public Response explain(JsonProcessingException malformed) {
        return answer(malformed(malformed));
    }

    /** What the framework refuses; its mappers for the more special of these would else come first. */
    @ServerExceptionMapper(
            value = {
                WebApplicationException.class,
                NotFoundException.class,
                NotAllowedException.class,
                NotAcceptableException.class,
                NotSupportedException.class,
                BadRequestException.class
            },
            priority = 1)
    public Response explain(WebApplicationException refusal, UriInfo uri, Request request) {
        int status = refusal.getResponse().getStatus();
        String allowed = status == 404 || status == 405 ? routes.allowed(uri.getPath()) : "";
        if (!allowed.isEmpty() && !List.of(allowed.split(", ")).contains(request.getMethod())) {
            return answer(new Problem(ProblemType.METHOD_NOT_ALLOWED, "This path knows " + allowed + ".")
                    .header("Allow", allowed));
        }
        if (refusal.getCause() instanceof JsonProcessingException malformed) {
            return answer(malformed(malformed));
        }
        return switch (status) {
            // A parameter that does not convert is told by the framework as a path that is not there, with a cause.
            case 404 ->
                answer(
                        refusal.getCause() == null
                                ? new Problem(ProblemType.NOT_FOUND, "There is nothing at this path.")
                                : new Problem(
                                        ProblemType.INVALID_PARAMETER,
                                        "A parameter has a value of the wrong kind: see the API document."));
            case 405 -> answer(new Problem(ProblemType.METHOD_NOT_ALLOWED, "This path does not know the method."));
            case 406 -> answer(new Problem(ProblemType.NOT_ACCEPTABLE, "None of the accepted formats is offered."));
            case 413 -> answer(tooLarge());
            case 415 -> answer(new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body has to be JSON."));
            case 400 -> answer(new Problem(ProblemType.INVALID_BODY, String.valueOf(refusal.getMessage())));
            default ->
                status < 500
                        ? HttpProblem.valueOf(Response.Status.fromStatusCode(status), refusal.getMessage())
                                .toResponse()
                        : explain((Throwable) refusal);
        };
    }

    /** What nobody foresaw: told with a reference, by which the operator finds the cause in the log. */
    @ServerExceptionMapper(
            value = {Throwable.class, Exception.class},
            priority = 1)
    public Response explain(Throwable accident) {
        if (OutageWiring.isOne(accident)) {
            LOG.warnf(
                    "A request found no database cause=%s",
                    accident.toString().lines().findFirst().orElse(""));
            return answer(OutageWiring.problem());
        }
        String reference = ids.next("err");
        LOG.errorf(accident, "A request failed reference=%s", reference);
        return answer(new Problem(ProblemType.INTERNAL_ERROR, "The request failed; the log says why under " + reference)
                .with("reference", reference));
    }

    /** Says 413 with words, which Quarkus' own limit (the same) says without. */
    void refuseOversized(
            @Observes Filters filters, @ConfigProperty(name = "quarkus.http.limits.max-body-size") String configured) {
        long most = Long.parseLong(configured.replace("K", "")) * 1024;
        filters.register(
                routing -> {
                    HttpServerRequest request = routing.request();
                    String length = request.getHeader("Content-Length");
                    if (length == null || !length.matches("[0-9]{1,18}") || Long.parseLong(length) <= most) {
                        routing.next();
                        return;
                    }
                    Problem problem = tooLarge();
                    String text = new JsonObject()
                            .put("type", problem.type().path())
                            .put("status", problem.type().status())
                            .put("title", problem.type().title())
                            .put("detail", problem.detail())
                            .encode();
                    request.response()
                            .setStatusCode(problem.type().status())
                            .putHeader("Content-Type", "application/problem+json");
                    if (Long.parseLong(length) <= DRAINED_AT_MOST) {
                        // Read to the end first: many clients look for an answer only when all is sent.
                        request.endHandler(end -> request.response().end(text)).resume();
                    } else {
                        request.response().putHeader("Connection", "close").end(text);
                    }
                },
                1_000);
    }

    private static Problem tooLarge() {
        return new Problem(ProblemType.BODY_TOO_LARGE, "A body may have 64 kB.");
    }

    private static Problem malformed(JsonProcessingException malformed) {
        JsonLocation where = malformed.getLocation();
        String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        if (malformed instanceof MismatchedInputException mismatched) {
            String property = property(mismatched);
            String what = malformed instanceof UnrecognizedPropertyException
                    ? "is unknown here" + place
                    : "has a value of the wrong kind" + place;
            return new Problem(
                            ProblemType.INVALID_BODY, (property.isEmpty() ? "The body" : property) + " " + what + ".")
                    .with("property", property);
        }
        return new Problem(ProblemType.MALFORMED_JSON, "It cannot be read" + place + ".");
    }

    private static String property(JsonMappingException mismatched) {
        return mismatched.getPath().stream().map(ProblemWiring::step).collect(Collectors.joining("."));
    }

    private static String step(Reference reference) {
        return reference.getFieldName() == null ? String.valueOf(reference.getIndex()) : reference.getFieldName();
    }

    /** A method's parameter is "method.parameter", a body's property "method.body.property". */
    private static boolean isOfBody(Path path) {
        List<Path.Node> nodes = nodes(path);
        return nodes.size() > 2 || nodes.get(nodes.size() - 1).getName().equals("body");
    }

    private static String name(Path path) {
        List<Path.Node> nodes = nodes(path);
        return nodes.stream()
                .skip(Math.min(nodes.size() - 1, nodes.size() > 2 ? 2 : 1))
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }

    private static List<Path.Node> nodes(Path path) {
        return StreamSupport.stream(path.spliterator(), false).toList();
    }

    private static Response answer(Problem problem) {
        ProblemType type = problem.type();
        HttpProblem.Builder answer = HttpProblem.builder()
                .withType(URI.create(type.path()))
                .withTitle(type.title())
                .withStatus(type.status())
                .withDetail(problem.detail());
        problem.members().forEach(answer::with);
        problem.headers().forEach(answer::withHeader);
        return answer.build().toResponse();
    }
}
