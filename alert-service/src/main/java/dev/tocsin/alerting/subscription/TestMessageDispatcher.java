package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.subscription.TestMessageResource.TestMessage;
import dev.tocsin.alerting.subscription.TestResultRepository.Result;
import dev.tocsin.alerting.webhook.WebhookConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Sends messages to try subscriptions with, whoever asks for it: the API or the page. */
@Singleton
public class TestMessageDispatcher {

    private static final String TYPE = "subscription.test";
    private static final String DATA = "{\"message\":\"This is a test. Alerts come the same way.\"}";

    /** Between two looks at whether it was tried. */
    private static final long LOOK_MILLIS = 200;

    /** What comes on top of the deadline of a try: being claimed, and its outcome written. */
    private static final Duration FOR_THE_QUEUE = Duration.ofSeconds(3);

    private final SubscriptionRepository subscriptions;
    private final TestResultRepository results;
    private final Duration patience;
    private final Vertx vertx;
    private final Ids ids;

    public TestMessageDispatcher(
            SubscriptionRepository subscriptions,
            TestResultRepository results,
            WebhookConfig config,
            Vertx vertx,
            Ids ids) {
        this.subscriptions = subscriptions;
        this.results = results;
        this.patience = config.deadline().plus(FOR_THE_QUEUE);
        this.vertx = vertx;
        this.ids = ids;
    }

    /** @param wait until it was tried once, so that the answer says how that went */
    public Uni<TestMessage> send(String id, boolean wait, Caller caller) {
        String messageId = ids.next("msg");
        return subscriptions
                .find(caller, id)
                .map(found -> found.orElseThrow(Problem.no("subscription")))
                .invoke(row -> {
                    if (!row.enabled()) {
                        throw new Problem(ProblemType.DISABLED, "The subscription is disabled: enable it first.");
                    }
                })
                .chain(row -> subscriptions.enqueue(caller, row, messageId, TYPE, DATA))
                .invoke(() -> vertx.eventBus().publish(DeliveryDispatcher.DUE, ""))
                .chain(() -> wait
                        ? tried(caller, messageId, System.nanoTime() + patience.toNanos())
                        : Uni.createFrom().item(Optional.<Result>empty()))
                .map(result -> new TestMessage(messageId, TYPE, result.orElse(null)));
    }

    /** Looks again and again, since any replica may be the one that tries it. */
    private Uni<Optional<Result>> tried(Caller caller, String messageId, long until) {
        return results.of(caller, messageId)
                .chain(result -> result.isPresent() || System.nanoTime() >= until
                        ? Uni.createFrom().item(result)
                        : pause().chain(() -> tried(caller, messageId, until)));
    }

    private Uni<Void> pause() {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(LOOK_MILLIS, id -> emitter.complete(null)));
    }
}
