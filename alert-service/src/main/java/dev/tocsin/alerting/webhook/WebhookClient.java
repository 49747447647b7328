package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.webhook.AddressGuard.Allowed;
import dev.tocsin.alerting.webhook.AddressGuard.Refused;
import dev.tocsin.alerting.webhook.AddressGuard.Verdict;
import dev.tocsin.alerting.webhook.AttemptOutcome.TimedOut;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message once: vetted, signed, without redirects, within one deadline.
 *
 * <p>Calls must come from a Vert.x event loop; all of a try happens there, but for resolving a name.
 */
@Singleton
public class WebhookClient {

    private static final int MAX_RESPONSE_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_STATUS_LINE_BYTES = 4 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;
    /** The JDK's resolver blocks; slow names share these threads and nothing else. */
    private static final int RESOLVER_THREADS = 16;

    private final Vertx vertx;
    private final HttpClient http;
    private final WorkerExecutor resolvers;
    private final AddressGuard guard;
    private final WebhookConfig config;
    private final Clock clock;

    @Inject
    public WebhookClient(Vertx vertx, WebhookConfig config) {
        this(vertx, config, WebhookClient::resolve, Clock.systemUTC());
    }

    WebhookClient(Vertx vertx, WebhookConfig config, AddressGuard.Resolver resolver, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.guard = new AddressGuard(config.allowedCidrs().orElse(List.of()), config.allowHttp(), resolver);
        this.resolvers = vertx.createSharedWorkerExecutor("webhook-resolver", RESOLVER_THREADS);
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setMaxPoolSize(config.maxConnectionsPerHost())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
                // A few kilobytes could inflate to gigabytes.
                .setDecompressionSupported(false));
    }

    /** Whether the URL may be a target now; asked when a subscription is made, and again by every try. */
    public Uni<Verdict> vet(WebhookUrl url) {
        return Uni.createFrom().completionStage(() -> vetted(url).toCompletionStage());
    }

    /**
     * Tries once. Never fails: whatever goes wrong is the outcome.
     *
     * @param number counts the tries of this message from 1, so that a later try may go to another address of the name
     */
    public Uni<Attempt> send(String url, SigningSecret secret, WebhookMessage message, int number) {
        return Uni.createFrom().emitter(emitter -> {
            Exchange exchange = new Exchange(secret, message, number);
            exchange.done.future().onSuccess(emitter::complete);
            exchange.start(url);
        });
    }

    private Future<Verdict> vetted(WebhookUrl url) {
        return url.address().isPresent()
                ? Future.succeededFuture(guard.vet(url))
                : resolvers.executeBlocking(() -> guard.vet(url), false);
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /** One try and its state, on one event loop. */
    private final class Exchange {
        private final io.vertx.core.Promise<Attempt> done = io.vertx.core.Promise.promise();
        private final SigningSecret secret;
        private final WebhookMessage message;
        private final int number;
        private final Instant startedAt = clock.instant();
        private final long startedNanos = System.nanoTime();
        private final long timer =
                vertx.setTimer(config.deadline().toMillis(), id -> end(new TimedOut(config.deadline())));
        private final Buffer body = Buffer.buffer();
        private @Nullable HttpClientRequest request;
        private boolean answered;

        Exchange(SigningSecret secret, WebhookMessage message, int number) {
            this.secret = secret;
            this.message = message;
            this.number = number;
        }

        void start(String url) {
            try {
                WebhookUrl target = WebhookUrl.parse(url);
                vetted(target).onSuccess(verdict -> connect(target, verdict)).onFailure(this::broken);
            } catch (IllegalArgumentException e) {
                end(new AttemptOutcome.Refused(String.valueOf(e.getMessage())));
            }
        }

        private void connect(WebhookUrl target, Verdict verdict) {
            if (done.future().isComplete()) {
                // The name server took longer than the deadline.
                return;
            }
            if (verdict instanceof Refused refused) {
                end(new AttemptOutcome.Refused(refused.reason()));
            } else if (verdict instanceof Allowed allowed) {
                InetAddress address = allowed.addresses()
                        .get((number - 1) % allowed.addresses().size());
                http.request(options(target, address)).onSuccess(this::send).onFailure(this::broken);
            } else {
                end(new Unreachable("the host name has no address"));
            }
        }

        /** Connects to the vetted address; name, port and certificate stay those of the URL. */
        private RequestOptions options(WebhookUrl target, InetAddress address) {
            return new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                    .setHost(target.host())
                    .setPort(target.port())
                    .setSsl(target.secure())
                    .setURI(target.pathAndQuery())
                    .setFollowRedirects(false);
        }

        private void send(HttpClientRequest opened) {
            request = opened;
            if (done.future().isComplete()) {
                opened.reset();
                return;
            }
            Instant now = clock.instant();
            opened.putHeader("content-type", "application/json")
                    .putHeader("user-agent", config.userAgent())
                    .putHeader("accept-encoding", "identity")
                    .putHeader("webhook-id", message.id())
                    .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                    .putHeader("webhook-signature", Signature.sign(secret, message.id(), now, message.body()))
                    .send(Buffer.buffer(message.body()))
                    .onSuccess(this::read)
                    .onFailure(this::broken);
        }

        private void read(HttpClientResponse response) {
            Duration retryAfter = RetryAfter.parse(response.getHeader("retry-after"), clock);
            AttemptOutcome outcome = AttemptOutcome.ofStatus(response.statusCode(), retryAfter);
            response.exceptionHandler(this::broken);
            response.endHandler(end -> {
                answered = true;
                end(outcome);
            });
            response.handler(chunk -> {
                body.appendBuffer(chunk, 0, Math.min(chunk.length(), MAX_RESPONSE_BYTES - body.length()));
                if (body.length() >= MAX_RESPONSE_BYTES) {
                    end(outcome);
                }
            });
        }

        private void broken(Throwable failure) {
            end(new Unreachable(plainWords(failure)));
        }

        private void end(AttemptOutcome outcome) {
            Duration latency = Duration.ofNanos(System.nanoTime() - startedNanos);
            if (!done.tryComplete(new Attempt(startedAt, latency, outcome, Attempt.excerpt(body.getBytes())))) {
                return;
            }
            vertx.cancelTimer(timer);
            if (request != null && !answered) {
                // What still comes is unwanted: the connection cannot be used again.
                request.connection().close();
            }
        }
    }

    /** The kind of failure, for the owner; messages of exceptions name addresses, so they stay out. */
    private static String plainWords(Throwable failure) {
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return "TLS failed: the certificate or the protocol was not accepted";
        }
        if (failure instanceof java.net.ConnectException || failure instanceof java.net.NoRouteToHostException) {
            return "could not connect";
        }
        if (failure instanceof IOException || failure instanceof io.vertx.core.VertxException) {
            return "the connection was closed before the answer was complete";
        }
        return "the answer was not valid HTTP";
    }
}
