package dev.tocsin.local.stack;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.backing.Database;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline on one machine: Kafka and PostgreSQL, the topics, then the three services. {@link #start(StackOptions)}
 * returns when all are ready; {@link #close} leaves no process behind.
 */
public final class Stack implements AutoCloseable {
    /** As the services expect them: four partitions to spread over, dead letters in one. */
    public static final Map<String, Integer> TOPICS = Map.of(
            "article.ingested.v1", 4,
            "event.reported.v1", 4,
            "article.revised.v1", 4,
            "article.ingested.v1.dlq", 1,
            "event.reported.v1.dlq", 1,
            "article.revised.v1.dlq", 1);

    /** As an orchestrator would wait before it kills. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(45);

    private final StackOptions options;
    private final Map<Role, ChildJvm> services = new EnumMap<>(Role.class);
    private final CompletableFuture<Death> firstDeath = new CompletableFuture<>();
    private @Nullable EmbeddedBacking own;
    private boolean closed;

    /** Nothing runs yet. */
    public Stack(StackOptions options) {
        this.options = options;
    }

    /** A stack that runs. */
    public static Stack start(StackOptions options) {
        Stack stack = new Stack(options);
        try {
            stack.start();
            return stack;
        } catch (RuntimeException failed) {
            stack.close();
            throw failed;
        }
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws IllegalStateException if a part ends or stays unready, with the end of its log
     */
    public void start() {
        Backing backing = backing();
        new Cluster(backing.kafkaBootstrapServers()).createTopics(TOPICS);
        CompletableFuture<?>[] starts = new CompletableFuture<?>[Role.values().length];
        for (Role role : Role.values()) {
            starts[role.ordinal()] = CompletableFuture.runAsync(() -> start(role));
        }
        try {
            // The first failure ends the wait: the others would only run into their limits.
            CompletableFuture<Void> failure = new CompletableFuture<>();
            for (CompletableFuture<?> start : starts) {
                start.whenComplete((done, failed) -> {
                    if (failed != null) {
                        failure.completeExceptionally(failed);
                    }
                });
            }
            CompletableFuture.anyOf(CompletableFuture.allOf(starts), failure).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Starts a service that does not run, such as one that was killed, and waits until it is ready. */
    public void start(Role role) {
        options.progress().starting(role.module());
        Instant begun = Instant.now();
        try {
            ChildJvm service = launch(role);
            ServiceProcess.awaitReady(service, management(role));
            service.onExit().thenAccept(code -> firstDeath.complete(Death.of(service, code)));
            options.progress()
                    .ready(
                            role.module(),
                            Duration.between(begun, Instant.now()),
                            uri(role).toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + role.module() + " started", interrupted);
        }
    }

    /** SIGKILL. */
    public void kill(Role role) {
        process(role).kill();
    }

    /** SIGTERM; returns the exit code when it has ended, which takes as long as its work under way. */
    public int stop(Role role) {
        return process(role).stop(STOP_LIMIT);
    }

    public synchronized ChildJvm process(Role role) {
        ChildJvm service = services.get(role);
        if (service == null) {
            throw new IllegalStateException(role.module() + " has not been started");
        }
        return service;
    }

    /** Where the service answers, without a path. */
    public URI uri(Role role) {
        return URI.create("http://localhost:" + options.ports().of(role));
    }

    /** Where the service shows its health and its metrics, without a path. */
    public URI management(Role role) {
        return URI.create("http://localhost:" + options.ports().managementOf(role));
    }

    /** The operator's key of all three services. */
    public String apiKey() {
        return options.apiKey();
    }

    public Ports ports() {
        return options.ports();
    }

    /** The Kafka and the PostgreSQL under the services: the given ones or its own, which it starts when it has none. */
    public Backing backing() {
        Backing given = options.backing();
        if (given != null) {
            return given;
        }
        synchronized (this) {
            if (own != null) {
                return own;
            }
        }
        EmbeddedBacking started = EmbeddedBacking.start(
                new EmbeddedBacking.Place(
                        options.data(),
                        options.logs(),
                        options.root().resolve(".run/postgresql"),
                        options.ports().kafka(),
                        options.ports().controller(),
                        options.ports().postgres()),
                options.progress());
        watch(started);
        synchronized (this) {
            if (closed) {
                started.close();
                throw new IllegalStateException("Stopped while starting");
            }
            own = started;
            return started;
        }
    }

    /** Completes when a part has ended after it was ready, whoever ended it; {@link #kill} and {@link #close} count too. */
    public CompletableFuture<Death> firstDeath() {
        return firstDeath;
    }

    /** Stops the services, then what they stand on. May be called at any time, also while it starts. */
    @Override
    public void close() {
        EmbeddedBacking backing;
        synchronized (this) {
            closed = true;
            services.values().forEach(ChildJvm::interrupt);
            services.values().forEach(ChildJvm::close);
            backing = own;
            own = null;
        }
        if (backing != null) {
            backing.close();
        } else if (options.backing() == null) {
            stopHalfStartedDatabase();
        }
    }

    /** Starts a service and does not wait. */
    public synchronized ChildJvm launch(Role role) {
        if (closed) {
            throw new IllegalStateException("Stopped while starting");
        }
        try {
            ChildJvm service = ServiceProcess.start(role, options, backing());
            services.put(role, service);
            return service;
        } catch (IOException failed) {
            throw new UncheckedIOException(role.module() + " does not start: " + failed.getMessage(), failed);
        }
    }

    private void watch(EmbeddedBacking backing) {
        ChildJvm broker = backing.broker().jvm();
        broker.onExit().thenAccept(code -> firstDeath.complete(Death.of(broker, code)));
        try {
            backing.database()
                    .process()
                    .ifPresent(server -> server.onExit()
                            .thenAccept(gone -> firstDeath.complete(new Death(
                                    "PostgreSQL", "", backing.database().log()))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void stopHalfStartedDatabase() {
        try {
            Database.stopLeftover(options.data().resolve("postgres"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
