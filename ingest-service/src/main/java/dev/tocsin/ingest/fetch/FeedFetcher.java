package dev.tocsin.ingest.fetch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one feed: conditionally, within one deadline from the first DNS question to the last byte, never for more
 * bytes than the limit, and only where {@link AddressGuard} lets us, hop by hop. Never fails: every end is a
 * {@link FetchOutcome}.
 */
public final class FeedFetcher {
    private static final int MAX_REDIRECTS = 3;

    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
                    + "application/json;q=0.8, */*;q=0.5";

    private final Vertx vertx;
    private final HttpClient client;
    private final WorkerExecutor resolving;
    private final AddressGuard guard;
    private final FetchConfig config;
    private final Clock clock;

    public FeedFetcher(Vertx vertx, AddressGuard guard, FetchConfig config, Clock clock) {
        this.vertx = vertx;
        this.guard = guard;
        this.config = config;
        this.clock = clock;
        // A name server that hangs holds one of these threads, not an event loop and not the workers that parse.
        this.resolving = vertx.createSharedWorkerExecutor("resolve", 16, 30, TimeUnit.SECONDS);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) Math.min(5_000, config.deadline().toMillis()))
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setMaxPoolSize(2) // per host: polite, and enough for a host with many feeds
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false)); // Inflation does it, with a limit
    }

    public Uni<FetchOutcome> fetch(String url, Validators validators) {
        return Uni.createFrom().completionStage(() -> start(url, validators).toCompletionStage());
    }

    public void close() {
        client.close();
        resolving.close();
    }

    private Future<FetchOutcome> start(String url, Validators validators) {
        Context context = vertx.getOrCreateContext();
        Exchange exchange = new Exchange(validators);
        context.runOnContext(ignored -> {
            long timer = vertx.setTimer(config.deadline().toMillis(), fired -> exchange.timeOut());
            exchange.outcome.future().onComplete(done -> vertx.cancelTimer(timer));
            exchange.vet(() -> guard.vet(url), null, 0);
        });
        return exchange.outcome.future();
    }

    /** One fetch with its redirects, from first question to outcome; lives on one context. */
    private final class Exchange {
        private final Promise<FetchOutcome> outcome = Promise.promise();
        private final AtomicReference<@Nullable HttpClientRequest> inFlight = new AtomicReference<>();
        private final Validators validators;

        private Exchange(Validators validators) {
            this.validators = validators;
        }

        private void vet(Supplier<AddressGuard.Verdict> vetting, @Nullable WebUrl from, int hop) {
            resolving.executeBlocking(vetting::get, false).onComplete(result -> {
                if (result.failed()) {
                    end(new FetchOutcome.Failed("The address could not be checked"));
                } else if (result.result() instanceof AddressGuard.Refused refused) {
                    end(new FetchOutcome.Refused(
                            from == null ? refused.reason() : "the site redirects elsewhere: " + refused.reason()));
                } else if (result.result() instanceof AddressGuard.Unresolved unresolved) {
                    end(new FetchOutcome.Failed("The host name " + unresolved.host() + " does not resolve"));
                } else if (result.result() instanceof AddressGuard.Vetted vetted) {
                    if (from != null && from.secure() && !vetted.url().secure()) {
                        end(new FetchOutcome.Refused("the site redirects from https to plain http"));
                    } else if (!outcome.future().isComplete()) {
                        send(vetted, hop);
                    }
                }
            });
        }

        private void send(AddressGuard.Vetted vetted, int hop) {
            WebUrl url = vetted.url();
            String host = url.host().startsWith("[")
                    ? url.host().substring(1, url.host().length() - 1)
                    : url.host();
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    // Pinned: the socket goes to the vetted address; Host, SNI and the certificate check go by name.
                    .setServer(SocketAddress.inetSocketAddress(
                            url.port(), vetted.address().getHostAddress()))
                    .setHost(host)
                    .setPort(url.port())
                    .setSsl(url.secure())
                    .setURI(url.target())
                    .putHeader(HttpHeaders.USER_AGENT, config.userAgent())
                    .putHeader(HttpHeaders.ACCEPT, ACCEPT)
                    .putHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
            if (validators.etag() != null) {
                options.putHeader(HttpHeaders.IF_NONE_MATCH, validators.etag());
            }
            if (validators.lastModified() != null) {
                options.putHeader(HttpHeaders.IF_MODIFIED_SINCE, validators.lastModified());
            }
            client.request(options).onFailure(this::fail).onSuccess(request -> {
                inFlight.set(request);
                if (outcome.future().isComplete()) {
                    request.reset();
                    return;
                }
                request.response().onFailure(this::fail).onSuccess(response -> receive(response, url, hop));
                request.end();
            });
        }

        private void receive(HttpClientResponse response, WebUrl url, int hop) {
            int status = response.statusCode();
            response.exceptionHandler(ofOurOwnReset -> {});
            String location = response.getHeader(HttpHeaders.LOCATION);
            if (status == 200) {
                readBody(response, url);
                return;
            }
            if (status == 304) {
                // Has no body, so its connection is kept for the next feed of this host.
                end(new FetchOutcome.NotModified(validatorsOf(response)));
                return;
            }
            cut();
            if (status == 410) {
                end(new FetchOutcome.Gone());
            } else if (status >= 301 && status <= 308 && status != 305 && status != 306 && location != null) {
                redirect(url, location, hop);
            } else {
                Optional<Duration> retryAfter = RetryAfter.parse(response.getHeader("retry-after"), clock.instant());
                boolean asksToWait = status == 429 || status == 503 && retryAfter.isPresent();
                end(asksToWait ? new FetchOutcome.RateLimited(status, retryAfter) : new FetchOutcome.BadStatus(status));
            }
        }

        private void redirect(WebUrl from, String location, int hop) {
            if (hop == MAX_REDIRECTS) {
                end(new FetchOutcome.Refused("the site redirects more than " + MAX_REDIRECTS + " times"));
                return;
            }
            try {
                WebUrl to = from.resolve(location);
                vet(() -> guard.vet(to), from, hop + 1);
            } catch (IllegalArgumentException e) {
                end(new FetchOutcome.Refused("the site redirects elsewhere: " + e.getMessage()));
            }
        }

        private void readBody(HttpClientResponse response, WebUrl url) {
            String announced = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            if (announced != null
                    && announced.matches("[0-9]{1,18}")
                    && Long.parseLong(announced) > config.maxBytes()) {
                end(new FetchOutcome.TooLarge(config.maxBytes()));
                cut();
                return;
            }
            Buffer body = Buffer.buffer();
            response.exceptionHandler(this::fail);
            response.handler(chunk -> {
                if (body.length() + chunk.length() > config.maxBytes()) {
                    end(new FetchOutcome.TooLarge(config.maxBytes()));
                    cut();
                } else {
                    body.appendBuffer(chunk);
                }
            });
            response.endHandler(done -> vertx.executeBlocking(() -> document(body.getBytes(), response, url), false)
                    .onSuccess(this::end)
                    .onFailure(this::fail));
        }

        private FetchOutcome document(byte[] raw, HttpClientResponse response, WebUrl url) {
            try {
                byte[] inflated =
                        Inflation.inflate(raw, response.getHeader(HttpHeaders.CONTENT_ENCODING), config.maxBytes());
                return new FetchOutcome.Modified(
                        inflated, response.getHeader(HttpHeaders.CONTENT_TYPE), url, validatorsOf(response));
            } catch (Inflation.LimitExceeded e) {
                return new FetchOutcome.TooLarge(config.maxBytes());
            } catch (IOException e) {
                return new FetchOutcome.Failed("The document's compression is broken");
            }
        }

        private void timeOut() {
            end(new FetchOutcome.TimedOut(config.deadline()));
            cut();
        }

        private void fail(Throwable failure) {
            end(new FetchOutcome.Failed(ConnectionFault.inWords(failure)));
        }

        private void end(FetchOutcome result) {
            outcome.tryComplete(result);
        }

        /** Closes the connection under a request whose answer we do not want to read. */
        private void cut() {
            HttpClientRequest request = inFlight.get();
            if (request != null) {
                request.reset();
            }
        }

        private static Validators validatorsOf(HttpClientResponse response) {
            return new Validators(response.getHeader(HttpHeaders.ETAG), response.getHeader(HttpHeaders.LAST_MODIFIED));
        }
    }
}
