package dev.tocsin.ingest.websub;

import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.fetch.FetchConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where hubs call: the only door without a key, for who knows a callback's token is its hub. */
@Path("/v1/websub/{token: " + WebSubResource.TOKEN + "}")
@Tag(name = "WebSub")
@SecurityRequirementsSet
@APIResponse(responseCode = "404", description = "No such subscription, or not so; or WebSub is off here")
@APIResponse(responseCode = "429", description = "Too many requests; try again in a minute")
public class WebSubResource {
    /** 256 random bits. */
    public static final String TOKEN = "[A-Za-z0-9_-]{43}";

    private static final Logger LOG = Logger.getLogger(WebSubResource.class);
    private static final Duration DATABASE = Duration.ofSeconds(5);
    /** Each may hold a document twice: as sent, and as read. */
    private static final int PUSHES_AT_ONCE = 16;

    private static final int OF_ONE_HUB = 2;

    private final HubRepository hubs;
    private final TrustRepository trust;
    private final PushLimit limit;
    private final WebSubConfig config;
    private final Event<Push> pushes;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final int maxBytes;
    private final Duration deadline;
    private final PushSlots slots;

    public WebSubResource(
            HubRepository hubs,
            TrustRepository trust,
            PushLimit limit,
            WebSubConfig config,
            FetchConfig fetching,
            Event<Push> pushes,
            Vertx vertx,
            MeterRegistry metrics,
            Underway underway) {
        this.slots = new PushSlots(PUSHES_AT_ONCE, OF_ONE_HUB, underway);
        this.hubs = hubs;
        this.trust = trust;
        this.limit = limit;
        this.config = config;
        this.maxBytes = fetching.maxBytes();
        this.deadline = fetching.deadline();
        this.pushes = pushes;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary = "Verify a subscription (for hubs)",
            description = "WebSub, sections 5.2 and 5.3: the challenge comes back if we asked for just this.")
    @APIResponse(responseCode = "200", description = "The challenge; or a denial, noted")
    public Uni<Response> verify(
            @PathParam("token") String token,
            @QueryParam("hub.mode") @Nullable String mode,
            @QueryParam("hub.topic") @Nullable String topic,
            @QueryParam("hub.challenge") @Nullable String challenge,
            @QueryParam("hub.lease_seconds") @Nullable String leaseSeconds,
            @QueryParam("hub.reason") @Nullable String reason) {
        admit(token);
        if (mode == null || topic == null) {
            throw refused(PushRefusal.UNKNOWN);
        }
        Uni<Boolean> agreed = switch (mode) {
            case "subscribe" ->
                hubs.change(
                        token,
                        (now, when) -> now.topic().equals(topic) && challenge != null
                                ? now.verified(
                                        when,
                                        HubSubscription.granted(leaseSeconds, config.lease()),
                                        config.renewBefore())
                                : Optional.empty());
            case "unsubscribe" -> hubs.left(token, topic);
            case "denied" ->
                hubs.change(
                        token,
                        (now, when) ->
                                now.topic().equals(topic) ? Optional.of(now.denied(when, reason)) : Optional.empty());
            default -> Uni.createFrom().item(false);
        };
        return agreed.map(yes -> {
            if (!yes) {
                throw refused(PushRefusal.UNKNOWN);
            }
            if (mode.equals("unsubscribe")) {
                limit.ended(token);
            } else {
                limit.exists(token);
            }
            return Response.ok(challenge == null || mode.equals("denied") ? "" : challenge)
                    .header("X-Content-Type-Options", "nosniff") // a stranger's words, from our address
                    .build();
        });
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Push a feed's news (for hubs)",
            description =
                    "WebSub, section 7. What X-Hub-Signature does not prove is accepted too, and ignored (7.1.2).")
    @APIResponse(responseCode = "202", description = "Taken")
    @APIResponse(responseCode = "408", description = "Sent too slowly")
    @APIResponse(responseCode = "410", description = "This subscription has ended")
    @APIResponse(responseCode = "413", description = "Larger than a feed may be")
    public Response push(
            @PathParam("token") String token,
            @HeaderParam("X-Hub-Signature") @Nullable String signature,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Context HttpServerRequest request,
            InputStream body) {
        admit(token);
        HubRepository.Callback callback =
                hubs.byToken(token).await().atMost(DATABASE).orElse(null);
        if (callback == null) {
            limit.ended(token);
            throw refused(PushRefusal.ENDED);
        }
        limit.exists(token);
        String feedId = callback.subscription().feedId();
        if (feedId == null || callback.feedUrl() == null) {
            throw refused(PushRefusal.ENDED);
        }
        if (callback.disabled()) {
            hubs.change(
                            token,
                            (now, when) -> now.state() == HubSubscription.State.LEAVING
                                    ? Optional.empty()
                                    : Optional.of(now.leaving(when)))
                    .await()
                    .atMost(DATABASE);
            throw refused(PushRefusal.ENDED);
        }
        if (signature == null || signature.isBlank()) {
            return ignored(feedId); // whatever the body says
        }
        if (!slots.take(token)) {
            count("limited");
            throw refused(PushRefusal.TOO_MANY);
        }
        boolean handedOn = false;
        try {
            byte[] document = read(body, request);
            if (document == null) {
                count("too_slow");
                throw refused(PushRefusal.tooSlow(deadline));
            }
            if (document.length > maxBytes) {
                count("too_large");
                throw refused(PushRefusal.tooLarge(maxBytes));
            }
            if (!callback.subscription().secret().signed(document, signature)) {
                return ignored(feedId);
            }
            count("signed");
            TrustRepository.Voucher voucher =
                    trust.vouch(feedId).await().atMost(DATABASE).orElse(null);
            pushes.fireAsync(new Push(
                            token,
                            callback.subscription().hubUrl(),
                            callback.subscription().topic(),
                            feedId,
                            callback.feedUrl(),
                            callback.feedTitle(),
                            contentType,
                            document,
                            voucher))
                    .whenComplete((done, failure) -> slots.free(token));
            handedOn = true;
            return Response.accepted().build();
        } finally {
            if (!handedOn) {
                slots.free(token);
            }
        }
    }

    /** A body that drips ends between two reads; one that falls silent with its connection, a little later. */
    private byte @Nullable [] read(InputStream body, HttpServerRequest request) {
        long timer = vertx.setTimer(
                deadline.plusSeconds(1).toMillis(), late -> request.connection().close());
        try {
            return PushBody.read(body, maxBytes, deadline.toNanos(), System::nanoTime);
        } catch (IOException gone) {
            return null; // nobody is left to hear it
        } finally {
            vertx.cancelTimer(timer);
        }
    }

    private Response ignored(String feedId) {
        count("not_signed");
        LOG.warnf("Push ignored, its signature is missing or wrong feedId=%s", feedId);
        return Response.accepted().build();
    }

    private void admit(String token) {
        if (config.publicUrl().isEmpty()) {
            throw refused(PushRefusal.UNKNOWN);
        }
        if (!limit.admits(token)) {
            count("limited");
            throw refused(PushRefusal.TOO_MANY);
        }
    }

    private void count(String outcome) {
        metrics.counter("tocsin.websub.pushes", "outcome", outcome).increment();
    }

    private static HttpProblem refused(PushRefusal refusal) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create(refusal.type().path()))
                .withTitle(refusal.type().title())
                .withStatus(refusal.type().status())
                .withDetail(refusal.detail());
        return (refusal == PushRefusal.TOO_MANY ? problem.withHeader("Retry-After", "60") : problem).build();
    }
}
