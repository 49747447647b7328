package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.webhook.AddressGuard.Allowed;
import dev.tocsin.alerting.webhook.AddressGuard.Refused;
import dev.tocsin.alerting.webhook.AddressGuard.Verdict;
import dev.tocsin.alerting.webhook.Handshake.Declined;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks an endpoint whether it wants to be rung: one OPTIONS request, to vetted addresses only, without redirects, within
 * the deadline of a try. Calls must come from a Vert.x event loop.
 */
@Singleton
public class HandshakeClient {

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int CONNECTIONS_PER_HOST = 4;

    private final Vertx vertx;
    private final WebhookClient webhooks;
    private final WebhookConfig config;
    private final String origin;
    private final HostQuota quota;
    private final HttpClient http;

    public HandshakeClient(
            Vertx vertx, WebhookClient webhooks, WebhookConfig config, HandshakeConfig handshakes, Clock clock) {
        this.vertx = vertx;
        this.webhooks = webhooks;
        this.config = config;
        this.origin = handshakes.origin();
        this.quota = new HostQuota(handshakes.perHost(), clock);
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setDecompressionSupported(false));
    }

    /**
     * Never fails: whatever goes wrong, the endpoint has not agreed.
     *
     * @param perMinute the rate to ask for; null not to ask for one
     */
    public Uni<Handshake> ask(WebhookUrl target, @Nullable Integer perMinute) {
        if (!quota.take(target.host() + ":" + target.port())) {
            return Uni.createFrom().item(new Declined("its host was asked too often: try again in a minute"));
        }
        return Uni.createFrom().emitter(emitter -> {
            Question question = new Question(target, perMinute);
            question.done.future().onSuccess(emitter::complete);
            webhooks.vet(target).subscribe().with(question::connect, question::broken);
        });
    }

    /** One request and its state, on one event loop. */
    private final class Question {
        private final Promise<Handshake> done = Promise.promise();
        private final WebhookUrl target;
        private final @Nullable Integer perMinute;
        private final long timer = vertx.setTimer(
                config.deadline().toMillis(), id -> end(new Declined("it did not answer OPTIONS in time")));
        private @Nullable HttpClientRequest request;

        Question(WebhookUrl target, @Nullable Integer perMinute) {
            this.target = target;
            this.perMinute = perMinute;
        }

        void connect(Verdict verdict) {
            if (done.future().isComplete()) {
                return;
            }
            if (verdict instanceof Allowed allowed) {
                http.request(options(allowed.addresses())).onSuccess(this::send).onFailure(this::broken);
            } else {
                end(new Declined(verdict instanceof Refused refused ? refused.reason() : AddressGuard.NOT_ALLOWED));
            }
        }

        /** Connects to the vetted address; name, port and certificate stay those of the URL. */
        private RequestOptions options(List<InetAddress> addresses) {
            return new RequestOptions()
                    .setMethod(HttpMethod.OPTIONS)
                    .setServer(SocketAddress.inetSocketAddress(
                            target.port(), addresses.get(0).getHostAddress()))
                    .setHost(target.host())
                    .setPort(target.port())
                    .setSsl(target.secure())
                    .setURI(target.pathAndQuery())
                    .setFollowRedirects(false);
        }

        private void send(HttpClientRequest opened) {
            request = opened;
            if (done.future().isComplete()) {
                opened.connection().close();
                return;
            }
            opened.putHeader("user-agent", config.userAgent())
                    .putHeader("accept-encoding", "identity")
                    .putHeader("webhook-request-origin", origin);
            if (perMinute != null) {
                opened.putHeader("webhook-request-rate", Integer.toString(perMinute));
            }
            opened.send().onSuccess(this::read).onFailure(this::broken);
        }

        /** The headers say it all: a body is not waited for. */
        private void read(HttpClientResponse response) {
            end(Handshake.of(
                    response.statusCode(),
                    name -> String.join(",", response.headers().getAll(name)),
                    origin));
        }

        void broken(Throwable failure) {
            end(new Declined("it could not be asked: there was no connection, or no valid answer"));
        }

        private void end(Handshake answer) {
            if (done.tryComplete(answer)) {
                vertx.cancelTimer(timer);
                if (request != null) {
                    request.connection().close();
                }
            }
        }
    }
}
