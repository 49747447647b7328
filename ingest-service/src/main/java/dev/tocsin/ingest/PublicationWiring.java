package dev.tocsin.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Serves what describes the service, to everyone: the API's document, the messages' document and their schemas. */
@ApplicationScoped
public class PublicationWiring {
    /** Payloads of the topics, each in {@code contract/}. */
    static final List<String> SCHEMAS = List.of("article-ingested");

    void publish(@Observes Router router) {
        router.get("/openapi.json").handler(request -> request.reroute("/q/openapi.json"));
        router.get("/openapi.yaml").handler(request -> request.reroute("/q/openapi.yaml"));
        serve(router, "/asyncapi.yaml", "asyncapi.yaml", "application/yaml");
        SCHEMAS.forEach(name ->
                serve(router, "/schemas/" + name + ".schema.json", name + ".schema.json", "application/schema+json"));
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
