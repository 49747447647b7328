package dev.tocsin.ingest.fetch;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to exactly a vetted address, the next where nobody listens at the first; Host, SNI and the
 * certificate check go by name. HTTP/2 where TLS negotiates it, HTTP/1.1 otherwise and where a server's HTTP/2 turns out
 * to be broken. Limits everything that a peer can draw out: connecting, silence, headers, the body.
 */
final class PinnedClient {
    private static final int MAX_HEADERS = 16 * 1024;
    /** Of a refusal's page: enough to tell who refuses. */
    private static final int REFUSAL_BYTES = 8 * 1024;

    private static final int MOST_ADDRESSES = 3;

    private final Vertx vertx;
    private final HttpClient http1;
    private final HttpClient http2;
    private final FetchConfig config;

    PinnedClient(Vertx vertx, FetchConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.http1 = vertx.createHttpClient(options());
        this.http2 = vertx.createHttpClient(options()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setHttp2MaxPoolSize(1)
                .setHttp2KeepAliveTimeout(30)
                .setInitialSettings(new Http2Settings().setPushEnabled(false).setMaxHeaderListSize(MAX_HEADERS)));
    }

    private HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(4 * 1024)
                .setMaxPoolSize(config.perHost())
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false); // Inflation does it, with a limit
    }

    /** Begins at once; call on the context that shall see the reply. */
    Call get(AddressGuard.Vetted to, Map<String, String> headers) {
        return send(new Call(to, HttpMethod.GET, headers, Buffer.buffer()));
    }

    /** As {@link #get}, with a body, and without one in the reply. It may be sent twice, where a server's HTTP/2 is broken. */
    Call post(AddressGuard.Vetted to, Map<String, String> headers, String body) {
        return send(new Call(to, HttpMethod.POST, headers, Buffer.buffer(body)));
    }

    private Call send(Call call) {
        call.send(call.to.url().secure() ? http2 : http1);
        return call;
    }

    void close() {
        http1.close();
        http2.close();
    }

    /** A request on its way. */
    final class Call {
        private final AddressGuard.Vetted to;
        private final HttpMethod method;
        private final Map<String, String> headers;
        private final Buffer body;
        private final Promise<Reply> reply = Promise.promise();
        private final AtomicReference<@Nullable HttpClientRequest> inFlight = new AtomicReference<>();
        private FetchOutcome.Stage stage = FetchOutcome.Stage.CONNECTING;
        private long heardAt;
        /** Which of the addresses we are at. */
        private int address;

        private Call(AddressGuard.Vetted to, HttpMethod method, Map<String, String> headers, Buffer body) {
            this.to = to;
            this.method = method;
            this.headers = headers;
            this.body = body;
        }

        /** Never fails. */
        Future<Reply> reply() {
            return reply.future();
        }

        /** Closes what lies under a request whose answer nobody wants to read on. */
        void cut() {
            reply.tryComplete(new Reply.None(new FetchOutcome.Failed(Fault.CUT_OFF, "The request was given up")));
            HttpClientRequest request = inFlight.get();
            if (request != null) {
                request.reset();
            }
        }

        private void send(HttpClient client) {
            WebUrl url = to.url();
            RequestOptions options = new RequestOptions()
                    .setMethod(method)
                    .setServer(SocketAddress.inetSocketAddress(
                            url.port(), to.addresses().get(address).getHostAddress()))
                    .setHost(url.hostWithoutBrackets())
                    .setPort(url.port())
                    .setSsl(url.secure())
                    .setURI(url.target())
                    .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
            client.request(options)
                    .onFailure(failure -> unconnected(client, failure))
                    .onSuccess(request -> {
                        inFlight.set(request);
                        if (reply.future().isComplete()) {
                            request.reset();
                            return;
                        }
                        heard(FetchOutcome.Stage.ANSWERING);
                        listen(config.silence().toMillis());
                        request.response()
                                .onFailure(failure -> fail(client, failure))
                                .onSuccess(response -> receive(client, response));
                        if (body.length() == 0) {
                            request.end();
                        } else {
                            request.end(body);
                        }
                    });
        }

        private void receive(HttpClient client, HttpClientResponse response) {
            heard(FetchOutcome.Stage.SENDING);
            int status = response.statusCode();
            if (method == HttpMethod.POST) { // whoever posts asks only whether it was taken
                response.exceptionHandler(ofOurOwnReset -> {});
                answer(response, Buffer.buffer());
                cut();
            } else if (status == 200) {
                read(client, response, config.maxBytes(), true);
            } else if (status == 403 || status == 429 || status == 503) {
                read(client, response, REFUSAL_BYTES, false);
            } else {
                response.exceptionHandler(ofOurOwnReset -> {});
                answer(response, Buffer.buffer());
                if (status != 304) { // which has no body, so its connection is kept for the next feed of this host
                    cut();
                }
            }
        }

        private void read(HttpClient client, HttpClientResponse response, int limit, boolean whole) {
            response.exceptionHandler(failure -> fail(client, failure));
            String announced = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            if (whole && announced != null && announced.matches("[0-9]{1,18}") && Long.parseLong(announced) > limit) {
                tooLarge(limit);
                return;
            }
            Buffer body = Buffer.buffer();
            response.handler(chunk -> {
                heard(FetchOutcome.Stage.SENDING);
                if (body.length() + chunk.length() <= limit) {
                    body.appendBuffer(chunk);
                } else if (whole) {
                    tooLarge(limit);
                } else {
                    body.appendBuffer(chunk, 0, limit - body.length());
                    answer(response, body);
                    cut();
                }
            });
            response.endHandler(done -> answer(response, body));
        }

        private void heard(FetchOutcome.Stage now) {
            stage = now;
            heardAt = System.nanoTime();
        }

        /** Vert.x' own idle timeout ends with the answer's head. */
        private void listen(long millis) {
            long timer = vertx.setTimer(Math.max(1, millis), fired -> {
                long left = config.silence().toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardAt);
                if (left > 0) {
                    listen(left);
                } else {
                    timedOut(stage);
                    cut();
                }
            });
            reply.future().onComplete(done -> vertx.cancelTimer(timer));
        }

        private void tooLarge(int limit) {
            reply.tryComplete(new Reply.None(new FetchOutcome.TooLarge(limit)));
            cut();
        }

        private void answer(HttpClientResponse response, Buffer body) {
            reply.tryComplete(
                    new Reply.Answer(response.statusCode(), Reply.headers(response.headers()), body.getBytes()));
        }

        private void unconnected(HttpClient client, Throwable failure) {
            int known = Math.min(to.addresses().size(), MOST_ADDRESSES);
            if (ConnectionFault.isOfConnecting(failure)
                    && address + 1 < known
                    && !reply.future().isComplete()) {
                address++;
                send(client);
            } else {
                fail(client, failure);
            }
        }

        private void fail(HttpClient client, Throwable failure) {
            boolean broken = failure instanceof StreamResetException || failure instanceof Http2Exception;
            if (client == http2 && broken && !reply.future().isComplete()) {
                send(http1);
            } else if (failure instanceof ConnectTimeoutException) {
                timedOut(FetchOutcome.Stage.CONNECTING);
            } else {
                reply.tryComplete(new Reply.None(ConnectionFault.of(failure)));
            }
        }

        private void timedOut(FetchOutcome.Stage when) {
            reply.tryComplete(new Reply.None(new FetchOutcome.TimedOut(
                    when, when == FetchOutcome.Stage.CONNECTING ? config.connectTimeout() : config.silence())));
        }
    }
}
