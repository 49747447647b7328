package dev.tocsin.alerting.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every page tells the browser not to do. */
@Singleton
public class HeaderWiring {
    /** Nothing of others, nothing inline, no frame around: a quote that got past the escaping would still do nothing. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @ServerResponseFilter
    public void protect(ContainerResponseContext answer) {
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        MediaType type = answer.getMediaType();
        if (type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE) && !type.isWildcardType()) {
            // A page of another feature may have a stricter one of its own.
            headers.computeIfAbsent("Content-Security-Policy", name -> new ArrayList<>(List.of(POLICY)));
            headers.putSingle("Referrer-Policy", "no-referrer");
            headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        }
    }
}
