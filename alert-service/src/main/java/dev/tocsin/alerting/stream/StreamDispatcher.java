package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.account.KeyRepository;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * All streams of this replica. One event loop does it all, so there are no locks: each new version is read once, rendered
 * once, and handed to each reader that wants it and has room. Who has none is passed over, and cut in the end; who begins
 * further back than what is held is given pages from the database, a few readers at a time.
 */
@Singleton
class StreamDispatcher {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final int WAIT_FOR_ROOM_SECONDS = 30;

    private final Vertx vertx;
    private final Context context;
    private final NewsDispatcher news;
    private final VersionRepository versions;
    private final KeyRepository keys;
    private final StreamConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Listener, UniEmitter<? super Void>> open = new LinkedHashMap<>();
    private final ReplayDispatcher replays;
    private final AtomicInteger count = new AtomicInteger();
    private final long shutdownDelay;
    private boolean stopping;

    StreamDispatcher(
            Vertx vertx,
            NewsDispatcher news,
            VersionRepository versions,
            KeyRepository keys,
            StreamConfig config,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> shutdownDelay) {
        this.vertx = vertx;
        this.context = news.context();
        this.news = news;
        this.versions = versions;
        this.replays = new ReplayDispatcher(news, versions);
        this.keys = keys;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.shutdownDelay = shutdownDelay.orElse(Duration.ZERO).toMillis();
    }

    void start(@Observes StartupEvent event) {
        meters.gauge("tocsin.streams.open", count);
        news.start(this::tell);
        vertx.setPeriodic(TICK.toMillis(), timer -> context.runOnContext(ignored -> tick()));
        vertx.setPeriodic(config.keyCheck().toMillis(), timer -> context.runOnContext(ignored -> checkKeys()));
    }

    /**
     * Ends the streams when nobody is led here any more: earlier, their readers might come back to this replica; later,
     * Quarkus would wait for them, as for all requests under way, and a stream never ends by itself.
     */
    void drain(@Observes ShutdownDelayInitiatedEvent signal) {
        if (shutdownDelay == 0) {
            sayGoodbye();
        } else {
            vertx.setTimer(shutdownDelay, timer -> context.runOnContext(ignored -> endAll()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        sayGoodbye();
        news.stop();
    }

    /** Opens a stream, or fails with the problem that forbids it, before anything was answered; ends with the stream. */
    Uni<Void> open(StreamRequest request, Outlet outlet) {
        return news.onLoop(Uni.createFrom().voidItem())
                .chain(() -> admitted(request))
                .chain(position -> Uni.createFrom().emitter(emitter -> join(request, position, outlet, emitter)));
    }

    private Uni<Position> admitted(StreamRequest request) {
        Optional<RecentVersions> recent = news.recent();
        if (stopping || recent.isEmpty() || open.size() >= config.perReplica()) {
            throw new Problem(ProblemType.BUSY, "This replica takes no more streams now.")
                    .header("Retry-After", WAIT_FOR_ROOM_SECONDS);
        }
        if (open.keySet().stream()
                        .filter(each -> each.keyId().equals(request.keyId()))
                        .count()
                >= config.perKey()) {
            throw new Problem(
                            ProblemType.TOO_MANY_STREAMS,
                            "This key has " + config.perKey()
                                    + " streams open already, which is as many as it may have.")
                    .header("Retry-After", WAIT_FOR_ROOM_SECONDS);
        }
        Position head = recent.get().head();
        Position from = request.from().orElse(head);
        if (recent.get().reachesBackTo(from) && from.number() <= head.number()) {
            return Uni.createFrom().item(from);
        }
        Instant since = clock.instant().minus(config.replay());
        return news.onLoop(versions.isKept(from, since)).map(kept -> {
            if (!kept) {
                throw new Problem(
                        ProblemType.POSITION_GONE,
                        "What followed this position is " + config.replay().toDays()
                                + " days old or older, or the position is of another database.");
            }
            return from;
        });
    }

    private void join(StreamRequest request, Position from, Outlet outlet, UniEmitter<? super Void> emitter) {
        Listener listener = new Listener(request.keyId(), request.filter(), request.types(), from, outlet);
        open.put(listener, emitter);
        count.incrementAndGet();
        outlet.watch(
                () -> context.runOnContext(ignored -> advance(listener)),
                () -> context.runOnContext(ignored -> close(listener, "gone")));
        listener.begin(config.retry(), System.nanoTime());
        advance(listener);
    }

    private void tell(List<Version> page) {
        for (Listener listener : List.copyOf(open.keySet())) {
            if (advance(listener) == Listener.Next.FULL) {
                page.forEach(listener::miss);
            }
        }
    }

    private Listener.Next advance(Listener listener) {
        if (listener.isEnded() || listener.isLoading()) {
            return Listener.Next.LIVE;
        }
        Listener.Next next = listener.advance(news.recent().orElseThrow(), System.nanoTime());
        if (next == Listener.Next.LOAD) {
            replays.load(listener, () -> advance(listener));
        } else if (next == Listener.Next.GO_ON) {
            context.runOnContext(ignored -> advance(listener));
        }
        return next;
    }

    private void tick() {
        long now = System.nanoTime();
        for (Listener listener : List.copyOf(open.keySet())) {
            Optional<String> slow = listener.tooSlow(config.buffer(), config.stall(), now);
            if (slow.isPresent()) {
                end(listener, "slow", ServerSentEvent.of(listener.position(), "gap", gap(listener, slow.get())));
            } else {
                listener.beat(config.heartbeat(), now);
                // The net below drains, and below loads that have failed.
                advance(listener);
            }
        }
    }

    private static String gap(Listener listener, String reason) {
        return "{\"resumeFrom\":\"" + listener.position().encode() + "\",\"reason\":\"" + reason + "\"}";
    }

    private void checkKeys() {
        Set<String> used = open.keySet().stream()
                .map(Listener::keyId)
                .filter(StreamRequest::isStored)
                .collect(Collectors.toSet());
        if (!used.isEmpty()) {
            news.onLoop(keys.holding(used)).subscribe().with(holding -> endWithoutKey(used, holding), failure -> {
                // The next look tries again; a database that is away ends nobody's stream.
            });
        }
    }

    private void endWithoutKey(Set<String> asked, Set<String> holding) {
        for (Listener listener : List.copyOf(open.keySet())) {
            if (asked.contains(listener.keyId()) && !holding.contains(listener.keyId())) {
                end(listener, "key", ServerSentEvent.comment("the key has ended", listener.position()));
            }
        }
    }

    /** Ends all streams, and has their readers come back one after the other. */
    private void endAll() {
        stopping = true;
        for (Listener listener : List.copyOf(open.keySet())) {
            Duration wait = config.retry()
                    .plusMillis(ThreadLocalRandom.current()
                            .nextLong(Math.max(1, config.retry().toMillis())));
            end(listener, "stop", ServerSentEvent.retry(wait, listener.position()));
        }
    }

    private void sayGoodbye() {
        CompletableFuture<Void> said = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            endAll();
            said.complete(null);
        });
        try {
            said.get(config.farewell().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            // The process ends all the same.
        }
    }

    private void end(Listener listener, String reason, byte[] farewell) {
        listener.end(farewell);
        close(listener, reason);
        vertx.setTimer(config.farewell().toMillis(), timer -> listener.outlet().drop());
    }

    private void close(Listener listener, String reason) {
        listener.gone();
        UniEmitter<? super Void> emitter = open.remove(listener);
        if (emitter != null) {
            count.decrementAndGet();
            meters.counter("tocsin.streams.ended", "reason", reason).increment();
            emitter.complete(null);
        }
    }
}
