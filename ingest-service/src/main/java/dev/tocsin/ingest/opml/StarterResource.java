package dev.tocsin.ingest.opml;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Somewhere to begin: feeds of policy, mining and crypto, in English and Chinese. */
@Path("/v1/feeds/starter")
@Tag(name = "Feeds")
public class StarterResource {
    static final String FILE = "/starter.opml";

    @GET
    @Blocking
    @Produces(OpmlResource.OPML)
    @Operation(
            summary = "Feeds to begin with, as OPML",
            description =
                    "Policy, mining and crypto, in English and Chinese. POST it to /v1/feeds/opml, whole or in part.")
    @APIResponse(responseCode = "200", description = "OPML 2.0")
    public byte[] starter() throws IOException {
        try (InputStream file = Objects.requireNonNull(StarterResource.class.getResourceAsStream(FILE))) {
            return file.readAllBytes();
        }
    }
}
