package dev.tocsin.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says of every answer of the API who may keep it, where its resource does not. */
@ApplicationScoped
public class CachingWiring {
    private static final String OF_ONE_CALLER = "private, no-cache";
    private static final String NEVER = "no-store";

    /** What is read may be kept by its reader, to be asked about again (ETag); what is made may show a secret. */
    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getUriInfo().getPath().startsWith("/v1/")
                || response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            return;
        }
        boolean reading = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        boolean good = response.getStatus() < 400;
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, reading && good ? OF_ONE_CALLER : NEVER);
        if (reading) {
            response.getHeaders().add(HttpHeaders.VARY, "Authorization, X-API-Key");
        }
    }
}
