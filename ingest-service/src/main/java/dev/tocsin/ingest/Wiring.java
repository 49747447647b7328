package dev.tocsin.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.feed.FeedConfig;
import dev.tocsin.ingest.feed.FeedRepository;
import dev.tocsin.ingest.feed.PollSchedule;
import dev.tocsin.ingest.feed.Silence;
import dev.tocsin.ingest.feed.Throttle;
import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.fetch.FeedFetcher;
import dev.tocsin.ingest.fetch.FetchConfig;
import dev.tocsin.ingest.fetch.HostSlots;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.FeedParser;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Puts the plain classes together, guards the door, and registers the configured feeds. */
@Singleton
public class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    /** For reading what was fetched and writing what came of it. */
    private static final Duration AFTER_FETCHING = Duration.ofSeconds(2);

    private static final long DRAINED_AT_MOST = 64L * 1024 * 1024;

    private final Provider<Optional<String>> apiKey;

    /** @param apiKey asked for late: a filter's bean is made before the configuration of this run is read */
    public Wiring(@ConfigProperty(name = "tocsin.api-key") Provider<Optional<String>> apiKey) {
        this.apiKey = apiKey;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    AddressGuard addressGuard(FetchConfig fetching) {
        return new AddressGuard(
                fetching.allowedCidrs().orElse(List.of()), host -> List.of(InetAddress.getAllByName(host)));
    }

    @Produces
    @Singleton
    FeedFetcher feedFetcher(Vertx vertx, AddressGuard guard, FetchConfig fetching, Clock clock) {
        return new FeedFetcher(vertx, guard, fetching, clock);
    }

    void close(@Disposes FeedFetcher fetcher) {
        fetcher.close();
    }

    @Produces
    @Singleton
    FeedParser feedParser(FetchConfig fetching, FeedConfig feeds) {
        return new FeedParser(fetching.maxBytes(), feeds.maxItems());
    }

    @Produces
    @Singleton
    ArticleMaker articleMaker(Clock clock) {
        return new ArticleMaker(clock);
    }

    @Produces
    @Singleton
    PollSchedule pollSchedule(FeedConfig feeds, Clock clock) {
        return new PollSchedule(feeds, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    Silence silence(FeedConfig feeds) {
        return new Silence(feeds.silenceFactor(), feeds.silenceFloor());
    }

    @Produces
    @Singleton
    HostSlots hostSlots(FetchConfig fetching) {
        return new HostSlots(fetching.perHost());
    }

    @Produces
    @Singleton
    Throttle throttle(FeedConfig feeds) {
        return new Throttle(feeds.checksPerSecond(), System::nanoTime);
    }

    /** @throws IllegalStateException when two replicas could fetch one feed at once, before any does */
    void refuseShortLease(@Observes StartupEvent started, FeedConfig feeds, FetchConfig fetching) {
        if (feeds.lease().compareTo(fetching.deadline().plus(AFTER_FETCHING)) < 0) {
            throw new IllegalStateException("tocsin.feed.lease (%s) must outlast tocsin.fetch.deadline (%s) by %s"
                    .formatted(feeds.lease(), fetching.deadline(), AFTER_FETCHING));
        }
    }

    void registerConfiguredFeeds(@Observes StartupEvent started, FeedConfig config, FeedRepository feeds) {
        for (String url : config.urls().orElse(List.of())) {
            try {
                feeds.register(WebUrl.parse(url), null)
                        .subscribe()
                        .with(
                                created -> LOG.infof("Configured feed registered feedUrl=%s new=%s", url, created),
                                failure -> LOG.errorf(
                                        "Configured feed not registered feedUrl=%s reason=%s", url, failure));
            } catch (IllegalArgumentException e) {
                LOG.errorf("Configured feed is malformed feedUrl=%s reason=%s", url, e.getMessage());
            }
        }
    }

    /** Everything under the API needs the operator's key; health, metrics and the OpenAPI document live elsewhere. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Response authenticate(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        String given = bearer ? authorization.substring(7).strip() : request.getHeaderString("X-API-Key");
        Optional<String> key = apiKey.get().filter(set -> !set.isBlank());
        if (key.isPresent() && given != null && same(key.get(), given)) {
            return null;
        }
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/unauthorized"))
                .withTitle("An API key is needed")
                .withStatus(401)
                .withDetail(
                        key.isPresent()
                                ? "Send a valid key as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'."
                                : "This service has no key yet: set TOCSIN_API_KEY and start it again.")
                .withHeader("WWW-Authenticate", "Bearer")
                .build()
                .toResponse();
    }

    /** Says where a body stops being JSON; other refusals keep their status and words. */
    @ServerExceptionMapper(priority = 1)
    public Response explain(WebApplicationException refusal) {
        if (!(refusal.getCause() instanceof JsonProcessingException malformed)) {
            return HttpProblem.valueOf(
                            Response.Status.fromStatusCode(refusal.getResponse().getStatus()),
                            String.valueOf(refusal.getMessage()))
                    .toResponse();
        }
        JsonLocation where = malformed.getLocation();
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/malformed-json"))
                .withTitle("The body is not valid JSON")
                .withStatus(400)
                .withDetail("It cannot be read"
                        + (where == null
                                ? "."
                                : " at line " + where.getLineNr() + ", column " + where.getColumnNr() + "."))
                .build()
                .toResponse();
    }

    /** Says 413 as a problem, which Quarkus' own limit (a little higher) says without a word. */
    void refuseOversized(@Observes Filters filters, FetchConfig fetching) {
        filters.register(
                routing -> {
                    HttpServerRequest request = routing.request();
                    String length = request.getHeader("Content-Length");
                    if (length == null
                            || !length.matches("[0-9]{1,18}")
                            || Long.parseLong(length) <= fetching.maxBytes()) {
                        routing.next();
                        return;
                    }
                    String problem = "{\"type\":\"https://tocsin.dev/problems/body-too-large\",\"status\":413,"
                            + "\"title\":\"The body is too large\",\"detail\":\"A body may have "
                            + fetching.maxBytes() / (1024 * 1024) + " MB.\"}";
                    request.response().setStatusCode(413).putHeader("Content-Type", "application/problem+json");
                    if (Long.parseLong(length) <= DRAINED_AT_MOST) {
                        // Read to the end first: many clients look for an answer only when all is sent.
                        request.endHandler(end -> request.response().end(problem))
                                .resume();
                    } else {
                        request.response().putHeader("Connection", "close").end(problem);
                    }
                },
                1_000);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
