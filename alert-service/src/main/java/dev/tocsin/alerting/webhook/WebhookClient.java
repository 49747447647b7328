package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.content.Outgoing;
import dev.tocsin.alerting.webhook.AddressGuard.Allowed;
import dev.tocsin.alerting.webhook.AddressGuard.Refused;
import dev.tocsin.alerting.webhook.AddressGuard.Verdict;
import dev.tocsin.alerting.webhook.AttemptOutcome.TimedOut;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message once: vetted, signed, without redirects, within one deadline.
 *
 * <p>Calls must come from a Vert.x event loop; all of a try happens there, and nothing of it blocks.
 */
@Singleton
public class WebhookClient {

    private static final int MAX_RESPONSE_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_STATUS_LINE_BYTES = 4 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;
    /** Of "100 Continue" and its like before the answer; honest servers send one. */
    private static final int MAX_INTERIM_ANSWERS = 16;

    private final Vertx vertx;
    private final HttpClient http;
    private final AddressGuard.Resolver resolver;
    private final AddressGuard guard;
    private final WebhookConfig config;
    private final Clock clock;

    @Inject
    public WebhookClient(Vertx vertx, WebhookConfig config) {
        this(
                vertx,
                config,
                new DnsClient(config.nameServers().orElse(List.of()), config.connectTimeout()),
                Clock.systemUTC());
    }

    WebhookClient(Vertx vertx, WebhookConfig config, AddressGuard.Resolver resolver, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.resolver = resolver;
        this.guard = new AddressGuard(config.allowedCidrs().orElse(List.of()), config.allowHttp(), resolver);
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setMaxPoolSize(config.maxConnectionsPerHost())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
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
    public Uni<Attempt> send(Endpoint endpoint, WebhookMessage message, int number) {
        return Uni.createFrom().emitter(emitter -> {
            Exchange exchange = new Exchange(endpoint, message, number);
            exchange.done.future().onSuccess(emitter::complete);
            exchange.start();
        });
    }

    @PreDestroy
    void close() {
        http.close();
        resolver.close();
    }

    private Future<Verdict> vetted(WebhookUrl url) {
        return Future.fromCompletionStage(guard.vet(url), vertx.getOrCreateContext());
    }

    /** One try and its state, on one event loop. */
    private final class Exchange {
        private final io.vertx.core.Promise<Attempt> done = io.vertx.core.Promise.promise();
        private final Endpoint endpoint;
        private final WebhookMessage message;
        private final int number;
        private final Instant startedAt = clock.instant();
        private final long startedNanos = System.nanoTime();
        private final long timer =
                vertx.setTimer(config.deadline().toMillis(), id -> end(new TimedOut(config.deadline())));
        private final Buffer body = Buffer.buffer();
        private @Nullable HttpClientRequest request;
        private boolean answered;
        private int interimAnswers;

        Exchange(Endpoint endpoint, WebhookMessage message, int number) {
            this.endpoint = endpoint;
            this.message = message;
            this.number = number;
        }

        void start() {
            if (endpoint.keys().at(startedAt).isEmpty()) {
                // A later try may come to a process that has the master key.
                end(new Unreachable("the signing key cannot be read: tell the operator"));
                return;
            }
            endpoint.target()
                    .ifPresentOrElse(
                            target -> vetted(target)
                                    .onSuccess(verdict -> connect(target, verdict))
                                    .onFailure(this::broken),
                            () -> end(new AttemptOutcome.Refused(
                                    "the url is none that may be a target any more: set another")));
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
                Outgoing outgoing = endpoint.outgoing(target, message, clock.instant());
                http.request(options(target, address, outgoing.pathAndQuery()))
                        .onSuccess(opened -> send(opened, outgoing.body()))
                        .onFailure(this::unconnected);
            } else {
                end(ConnectionFault.NO_ADDRESS);
            }
        }

        /** Connects to the vetted address; name, port and certificate stay those of the URL. */
        private RequestOptions options(WebhookUrl target, InetAddress address, String pathAndQuery) {
            return new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                    .setHost(target.host())
                    .setPort(target.port())
                    .setSsl(target.secure())
                    // A try that is over must not wait on for a connection that another could have.
                    .setConnectTimeout(config.deadline().toMillis())
                    .setURI(pathAndQuery)
                    .setFollowRedirects(false);
        }

        private void send(HttpClientRequest opened, byte[] content) {
            request = opened;
            if (done.future().isComplete()) {
                opened.exceptionHandler(ofOurOwnReset -> {});
                opened.reset();
                return;
            }
            opened.continueHandler(interim -> interimAnswer());
            opened.earlyHintsHandler(interim -> interimAnswer());
            Instant now = clock.instant();
            // First, so that ours win whatever they are.
            endpoint.headers().values().forEach(opened::putHeader);
            opened.putHeader("content-type", endpoint.content().contentType())
                    .putHeader("user-agent", config.userAgent())
                    .putHeader("accept-encoding", "identity")
                    .putHeader("webhook-id", message.id())
                    .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                    .putHeader("webhook-signature", Signature.sign(endpoint.keys(), message.id(), now, content))
                    .send(Buffer.buffer(Unpooled.wrappedBuffer(content)))
                    .onSuccess(this::read)
                    .onFailure(this::broken);
        }

        private void read(HttpClientResponse response) {
            Duration retryAfter = RetryAfter.parse(response.getHeader("retry-after"), clock);
            AttemptOutcome outcome =
                    AttemptOutcome.of(response.statusCode(), retryAfter, response.getHeader("webhook-delivery"));
            response.exceptionHandler(this::broken);
            response.endHandler(end -> {
                // After 101 the connection speaks something else; after another 1xx more may come.
                answered = response.statusCode() >= 200;
                end(endpoint.judged(outcome, body.getBytes()));
            });
            response.handler(chunk -> {
                body.appendBuffer(chunk, 0, Math.min(chunk.length(), MAX_RESPONSE_BYTES - body.length()));
                if (body.length() >= MAX_RESPONSE_BYTES) {
                    end(endpoint.judged(outcome, body.getBytes()));
                }
            });
        }

        private void interimAnswer() {
            interimAnswers++;
            if (interimAnswers > MAX_INTERIM_ANSWERS) {
                end(new Unreachable("more than " + MAX_INTERIM_ANSWERS + " interim answers and no final one"));
            }
        }

        private void unconnected(Throwable failure) {
            end(ConnectionFault.ofConnecting(failure));
        }

        private void broken(Throwable failure) {
            end(ConnectionFault.ofAnswering(failure));
        }

        private void end(AttemptOutcome outcome) {
            Duration latency = Duration.ofNanos(System.nanoTime() - startedNanos);
            String excerpt = Attempt.excerpt(endpoint.headers().masked(body.getBytes()));
            if (!done.tryComplete(new Attempt(startedAt, latency, outcome, excerpt))) {
                return;
            }
            vertx.cancelTimer(timer);
            if (request != null && !answered) {
                // What still comes is unwanted: the connection cannot be used again.
                request.connection().close();
            }
        }
    }
}
