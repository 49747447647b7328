package dev.tocsin.alerting.page;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Refusals in the dress of the page for people; programs are answered as always. */
@Singleton
public class RefusalWiring {
    private final PageWiring pages;

    RefusalWiring(PageWiring pages) {
        this.pages = pages;
    }

    @ServerResponseFilter
    public void dress(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!(answer.getEntity() instanceof HttpProblem problem) || !isRead(request)) {
            return;
        }
        Visit visit = pages.visit(
                request.getCookies(),
                request.getAcceptableLanguages(),
                request.getUriInfo(),
                request.getSecurityContext());
        String kind = switch (answer.getStatus()) {
            case 403 -> "forbidden";
            case 404 -> "missing";
            case 400, 409, 415, 422 -> "unusable";
            default -> answer.getStatus() >= 500 ? "failed" : "unusable";
        };
        String text = pages.render(
                visit,
                "refusal.html",
                Map.of(
                        "title", visit.texts().say("error_" + kind),
                        "words", visit.texts().say("error_" + kind + "_words"),
                        "detail", Objects.requireNonNullElse(problem.getDetail(), ""),
                        "status", answer.getStatus(),
                        "here", ""));
        answer.setEntity(text, new java.lang.annotation.Annotation[0], MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
    }

    /** Whether a person reads it: browsers name HTML first, API clients do not name it. */
    private static boolean isRead(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getPath();
        List<MediaType> wanted = request.getAcceptableMediaTypes();
        return !path.startsWith("/v1/")
                && !wanted.isEmpty()
                && wanted.stream()
                        .anyMatch(type -> type.getType().equals("text")
                                && type.getSubtype().equals("html"));
    }
}
