package dev.tocsin.alerting;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Serves what describes the service, to everyone: the API's document, the messages' document and their schemas. */
@ApplicationScoped
public class PublicationWiring {
    /** Webhooks' payloads, each in {@code contract/}. */
    static final List<String> SCHEMAS = List.of(
            "webhook-alert",
            "webhook-test",
            "webhook-endpoint-failing",
            "webhook-endpoint-disabled",
            "webhook-endpoint-recovered",
            "webhook-delivery-failed");

    /** The page to try the API with runs its own scripts and asks this host alone. */
    private static final String STRICT = "default-src 'self'; script-src 'self' 'unsafe-inline';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    void publish(@Observes Router router) {
        router.get("/openapi.json").handler(request -> request.reroute("/q/openapi.json"));
        router.get("/openapi.yaml").handler(request -> request.reroute("/q/openapi.yaml"));
        serve(router, "/asyncapi.yaml", "asyncapi.yaml", "application/yaml");
        SCHEMAS.forEach(name ->
                serve(router, "/schemas/" + name + ".schema.json", name + ".schema.json", "application/schema+json"));
    }

    void guard(@Observes Filters filters) {
        filters.register(PublicationWiring::restrict, 900);
    }

    private static void restrict(RoutingContext request) {
        if (request.normalizedPath().startsWith("/q/swagger-ui")) {
            request.response()
                    .putHeader("Content-Security-Policy", STRICT)
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader("X-Content-Type-Options", "nosniff");
        }
        request.next();
    }

    private static void serve(Router router, String path, String file, String type) {
        Buffer content = Buffer.buffer(read("/contract/" + file));
        router.get(path)
                .handler(request -> request.response()
                        .putHeader("Content-Type", type)
                        .putHeader("Cache-Control", "public, max-age=300")
                        .end(content));
    }

    private static byte[] read(String resource) {
        try (InputStream content = PublicationWiring.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException(resource + " is missing in the jar");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
