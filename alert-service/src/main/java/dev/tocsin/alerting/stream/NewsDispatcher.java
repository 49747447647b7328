package dev.tocsin.alerting.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed, by this replica or another, once for all streams of this one. PostgreSQL rings after each commit
 * (LISTEN, on a connection of its own); the clock is the net below that.
 */
@Singleton
class NewsDispatcher {
    private static final Logger LOG = Logger.getLogger(NewsDispatcher.class);
    private static final int PAGE = 100;

    private final Vertx vertx;
    private final Context context;
    private final Pool pool;
    private final VersionRepository versions;
    private final StreamConfig config;
    private @Nullable Consumer<List<Version>> news;
    private @Nullable RecentVersions recent;
    private boolean reading;
    private boolean readAgain;
    private boolean listening;
    private boolean stopped;
    private @Nullable PgConnection ear;

    NewsDispatcher(Vertx vertx, Pool pool, VersionRepository versions, StreamConfig config) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.pool = pool;
        this.versions = versions;
        this.config = config;
    }

    /** Where all of streaming happens; there are no locks. */
    Context context() {
        return context;
    }

    /** Empty until the database has answered for the first time. */
    Optional<RecentVersions> recent() {
        return Optional.ofNullable(recent);
    }

    void start(Consumer<List<Version>> listener) {
        news = listener;
        vertx.setPeriodic(config.poll().toMillis(), timer -> context.runOnContext(ignored -> look()));
        context.runOnContext(ignored -> look());
    }

    void stop() {
        context.runOnContext(ignored -> {
            stopped = true;
            if (ear != null) {
                ear.close();
            }
        });
    }

    <T> Uni<T> onLoop(Uni<T> uni) {
        return uni.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private void look() {
        if (stopped) {
            return;
        }
        if (!listening) {
            listen();
        }
        read();
    }

    private void read() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        readAgain = false;
        RecentVersions known = recent;
        if (known == null) {
            onLoop(versions.beginOfLast(config.recent())).subscribe().with(this::begun, this::notRead);
        } else {
            onLoop(versions.following(known.head(), PAGE)).subscribe().with(page -> took(page, known), this::notRead);
        }
    }

    private void begun(Position begin) {
        recent = new RecentVersions(config.recent(), config.recentBytes(), begin);
        reading = false;
        read();
    }

    private void took(List<Version> page, RecentVersions known) {
        page.forEach(known::add);
        reading = false;
        if (!page.isEmpty()) {
            Objects.requireNonNull(news, "It was started").accept(page);
        }
        if (readAgain || page.size() == PAGE) {
            read();
        }
    }

    private void notRead(Throwable failure) {
        reading = false;
        // The next tick tries again.
        LOG.warnf("New versions of alerts not read cause=%s", failure.toString());
    }

    private void listen() {
        listening = true;
        onLoop(pool.getConnection())
                .subscribe()
                .with(
                        connection -> {
                            PgConnection postgres = (PgConnection) connection.getDelegate();
                            postgres.notificationHandler(rung -> context.runOnContext(ignored -> read()));
                            postgres.closeHandler(closed -> context.runOnContext(ignored -> {
                                listening = false;
                                ear = null;
                            }));
                            postgres.query("listen alert_version")
                                    .execute()
                                    .onFailure(failure -> context.runOnContext(ignored -> {
                                        LOG.warnf("Not listening to the database cause=%s", failure.toString());
                                        postgres.close();
                                    }));
                            ear = postgres;
                        },
                        failure -> listening = false);
    }
}
