package dev.tocsin.alerting.page;

import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.page.Assets.Asset;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Scripts, styles and pictures of the page, from our own host. */
@Path("/")
@OpenToAll
public class AssetResource {
    private final Assets assets;

    public AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Path("/assets/{digest}/{name}")
    public Response get(@PathParam("digest") String digest, @PathParam("name") String name) {
        return answer(assets.find(digest, name).orElseThrow(NotFoundException::new), "max-age=31536000, immutable");
    }

    /** Where browsers look unasked. */
    @GET
    @Path("/favicon.ico")
    public Response icon() {
        return answer(assets.named("logo.svg"), "max-age=86400");
    }

    private static Response answer(Asset asset, String howLong) {
        return Response.ok(asset.content(), asset.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "public, " + howLong)
                .build();
    }
}
