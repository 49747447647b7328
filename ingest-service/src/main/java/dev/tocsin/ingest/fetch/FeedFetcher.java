package dev.tocsin.ingest.fetch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one feed, or whatever else a site publishes: conditionally, within one deadline from the first DNS question to the last byte, never for more
 * bytes than the limit, and only where {@link AddressGuard} lets us, hop by hop. Never fails: every end is a
 * {@link FetchOutcome}.
 */
public final class FeedFetcher {
    /** From http to https, to www, to a feed service and its CDN; what goes on after that goes in circles. */
    private static final int MAX_REDIRECTS = 5;

    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
                    + "application/json;q=0.8, */*;q=0.5";

    private final Vertx vertx;
    private final PinnedClient client;
    private final WorkerExecutor resolving;
    private final AddressGuard guard;
    private final FetchConfig config;
    private final Reading reading;
    private final Clock clock;

    public FeedFetcher(Vertx vertx, AddressGuard guard, FetchConfig config, Clock clock) {
        this.vertx = vertx;
        this.guard = guard;
        this.config = config;
        this.clock = clock;
        this.reading = new Reading(config.maxBytes());
        this.client = new PinnedClient(vertx, config);
        // A name server that hangs holds one of these threads, not an event loop and not the workers that parse.
        this.resolving = vertx.createSharedWorkerExecutor("resolve", 16, 30, TimeUnit.SECONDS);
    }

    public Uni<FetchOutcome> fetch(String url, Validators validators) {
        return fetch(url, validators, ACCEPT);
    }

    /** @param accept what kinds of document are wanted (RFC 9110, section 12.5.1) */
    public Uni<FetchOutcome> fetch(String url, Validators validators, String accept) {
        return Uni.createFrom()
                .completionStage(() -> start(url, headers(validators, accept)).toCompletionStage());
    }

    public void close() {
        client.close();
        resolving.close();
    }

    private Future<FetchOutcome> start(String url, Map<String, String> headers) {
        Exchange exchange = new Exchange(headers);
        vertx.getOrCreateContext().runOnContext(ignored -> {
            long timer = vertx.setTimer(config.deadline().toMillis(), fired -> exchange.timeOut());
            exchange.outcome.future().onComplete(done -> vertx.cancelTimer(timer));
            exchange.vet(() -> guard.vet(url), Trail.start());
        });
        return exchange.outcome.future();
    }

    /** All that we ever send: no cookies, no Referer, no date that the site did not give us. */
    private Map<String, String> headers(Validators validators, String accept) {
        Map<String, String> headers = new HashMap<>();
        headers.put("user-agent", config.userAgent());
        headers.put("accept", accept);
        headers.put("accept-encoding", Inflation.ACCEPTED);
        if (validators.etag() != null) {
            headers.put("if-none-match", validators.etag());
        }
        if (validators.lastModified() != null) {
            headers.put("if-modified-since", validators.lastModified());
        }
        return headers;
    }

    /** Headers are read as Latin 1; where a site writes raw UTF-8 into its Location, its bytes are what counts. */
    private static String octets(String location) {
        StringBuilder written = new StringBuilder();
        location.chars().forEach(c -> {
            if (c >= 0x80 && c <= 0xFF) {
                written.append(String.format("%%%02X", c));
            } else {
                written.append((char) c);
            }
        });
        return written.toString();
    }

    /** One fetch with its redirects, from first question to outcome; lives on one context. */
    private final class Exchange {
        private final Promise<FetchOutcome> outcome = Promise.promise();
        private final AtomicReference<PinnedClient.@Nullable Call> inFlight = new AtomicReference<>();
        private final Map<String, String> headers;
        private boolean resolvingName;

        private Exchange(Map<String, String> headers) {
            this.headers = headers;
        }

        private void vet(Supplier<AddressGuard.Verdict> vetting, Trail trail) {
            resolvingName = true;
            resolving.executeBlocking(vetting::get, false).onComplete(result -> {
                resolvingName = false;
                if (outcome.future().isComplete()) {
                    return;
                }
                if (result.failed()) {
                    end(new FetchOutcome.Failed(Fault.OURS, "The address could not be checked"));
                } else if (result.result() instanceof AddressGuard.Refused refused) {
                    end(trail.refused(refused.reason()));
                } else if (result.result() instanceof AddressGuard.Unresolved unresolved) {
                    end(new FetchOutcome.Failed(Fault.DNS, "The host name " + unresolved.host() + " does not resolve"));
                } else if (result.result() instanceof AddressGuard.Vetted vetted) {
                    send(vetted, trail);
                }
            });
        }

        private void send(AddressGuard.Vetted vetted, Trail trail) {
            PinnedClient.Call call = client.get(vetted, headers);
            inFlight.set(call);
            call.reply().onSuccess(reply -> {
                if (reply instanceof Reply.Answer answer) {
                    receive(answer, vetted.url(), trail);
                } else if (reply instanceof Reply.None none) {
                    end(none.outcome());
                }
            });
        }

        private void receive(Reply.Answer answer, WebUrl from, Trail trail) {
            String location = answer.header("location");
            if (Trail.redirects(answer.status()) && location != null) {
                follow(answer.status(), location, from, trail);
            } else if (answer.status() == 304 && !isConditional()) {
                // Nothing has changed since never: taken for good, such a feed would be healthy and empty for ever.
                end(new FetchOutcome.BadStatus(answer.status()));
            } else if (answer.status() == 200) {
                vertx.executeBlocking(() -> reading.outcome(answer, from, trail.movedTo(), clock.instant()), false)
                        .onSuccess(this::end)
                        .onFailure(bug -> end(new FetchOutcome.Failed(
                                Fault.OURS,
                                "Reading the answer broke on our side: "
                                        + bug.getClass().getSimpleName())));
            } else {
                end(reading.outcome(answer, from, trail.movedTo(), clock.instant()));
            }
        }

        private boolean isConditional() {
            return headers.containsKey("if-none-match") || headers.containsKey("if-modified-since");
        }

        private void follow(int status, String location, WebUrl from, Trail trail) {
            if (trail.hops() == MAX_REDIRECTS) {
                end(new FetchOutcome.Refused("the site redirects more than " + MAX_REDIRECTS + " times"));
                return;
            }
            try {
                WebUrl to = from.resolve(octets(location));
                if (from.secure() && !to.secure()) {
                    end(new FetchOutcome.Refused("the site redirects from https to plain http"));
                    return;
                }
                vet(() -> guard.vet(to), trail.redirected(status, to));
            } catch (IllegalArgumentException e) {
                end(new FetchOutcome.Refused("the site redirects elsewhere: " + e.getMessage()));
            }
        }

        private void timeOut() {
            end(
                    resolvingName
                            ? new FetchOutcome.Failed(
                                    Fault.DNS,
                                    "The site's host name did not resolve within "
                                            + config.deadline().toSeconds() + " seconds")
                            : new FetchOutcome.TimedOut(FetchOutcome.Stage.WHOLE, config.deadline()));
            PinnedClient.Call call = inFlight.get();
            if (call != null) {
                call.cut();
            }
        }

        private void end(FetchOutcome result) {
            outcome.tryComplete(result);
        }
    }
}
