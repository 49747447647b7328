package dev.tocsin.ingest.fetch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts a form to a URL that a stranger named: within the deadline of a fetch, and only where {@link AddressGuard} lets
 * us, hop by hop. A redirect gets the same form again, whatever its number, for nobody posts to us to have it turned into
 * a GET; only 303 says that what comes is an answer (RFC 9110, section 15.4). Never fails.
 */
public final class FormClient {
    private static final int MAX_REDIRECTS = 5;

    private final Vertx vertx;
    private final PinnedClient client;
    private final WorkerExecutor resolving;
    private final AddressGuard guard;
    private final FetchConfig config;
    private final Map<String, String> headers;

    public FormClient(Vertx vertx, AddressGuard guard, FetchConfig config) {
        this.vertx = vertx;
        this.guard = guard;
        this.config = config;
        this.client = new PinnedClient(vertx, config);
        this.resolving = vertx.createSharedWorkerExecutor("post", 4, 30, TimeUnit.SECONDS);
        this.headers = Map.of("user-agent", config.userAgent(), "content-type", "application/x-www-form-urlencoded");
    }

    /** What posting may end in. */
    public sealed interface Answer {}

    /** 2xx. */
    public record Accepted() implements Answer {}

    /** @param words for people */
    public record NotAccepted(String words) implements Answer {}

    public Uni<Answer> post(String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        Exchange exchange = new Exchange(body);
        return Uni.createFrom().completionStage(() -> {
            vertx.getOrCreateContext().runOnContext(ignored -> {
                long timer = vertx.setTimer(config.deadline().toMillis(), fired -> exchange.timeOut());
                exchange.answer.future().onComplete(done -> vertx.cancelTimer(timer));
                exchange.vet(() -> guard.vet(url), 0);
            });
            return exchange.answer.future().toCompletionStage();
        });
    }

    public void close() {
        client.close();
        resolving.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One form on its way; lives on one context. */
    private final class Exchange {
        private final Promise<Answer> answer = Promise.promise();
        private final AtomicReference<PinnedClient.@Nullable Call> inFlight = new AtomicReference<>();
        private final String body;

        private Exchange(String body) {
            this.body = body;
        }

        private void vet(Supplier<AddressGuard.Verdict> vetting, int hops) {
            resolving.executeBlocking(vetting::get, false).onComplete(result -> {
                if (answer.future().isComplete()) {
                    return;
                }
                if (result.failed()) {
                    end("The address could not be checked.");
                } else if (result.result() instanceof AddressGuard.Refused refused) {
                    end("Not asked: " + refused.reason() + ".");
                } else if (result.result() instanceof AddressGuard.Unresolved unresolved) {
                    end("The host name " + unresolved.host() + " does not resolve.");
                } else if (result.result() instanceof AddressGuard.Vetted vetted) {
                    send(vetted, hops);
                }
            });
        }

        private void send(AddressGuard.Vetted vetted, int hops) {
            PinnedClient.Call call = client.post(vetted, headers, body);
            inFlight.set(call);
            call.reply().onSuccess(reply -> {
                if (reply instanceof Reply.Answer received) {
                    receive(received, vetted.url(), hops);
                } else if (reply instanceof Reply.None none) {
                    end(none.outcome().words());
                }
            });
        }

        private void receive(Reply.Answer received, WebUrl from, int hops) {
            String location = received.header("location");
            int status = received.status();
            if (status / 100 == 2) {
                answer.tryComplete(new Accepted());
            } else if (!Trail.redirects(status) || status == 303 || location == null || hops == MAX_REDIRECTS) {
                end("It answered HTTP " + status + ".");
            } else {
                follow(location, from, hops);
            }
        }

        private void follow(String location, WebUrl from, int hops) {
            try {
                WebUrl to = from.resolve(location);
                if (from.secure() && !to.secure()) {
                    end("It redirects from https to plain http.");
                    return;
                }
                vet(() -> guard.vet(to), hops + 1);
            } catch (IllegalArgumentException e) {
                end("It redirects elsewhere: " + e.getMessage() + ".");
            }
        }

        private void timeOut() {
            end("It did not answer within " + config.deadline().toSeconds() + " seconds.");
            PinnedClient.Call call = inFlight.get();
            if (call != null) {
                call.cut();
            }
        }

        private void end(String words) {
            answer.tryComplete(new NotAccepted(words));
        }
    }
}
