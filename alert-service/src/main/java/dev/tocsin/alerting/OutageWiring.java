package dev.tocsin.alerting;

import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The database may be away or full: whoever asks is told so soon, and as what it is. */
@Singleton
public class OutageWiring implements PgPoolCreator {
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final String CLIENT = "io.vertx.";

    private final Duration wait;

    /**
     * @param wait for a connection, be it one that is free or a new one. Shorter answers sooner when there is none; longer
     *     sits out a failover.
     */
    OutageWiring(@ConfigProperty(name = "tocsin.database.wait", defaultValue = "PT5S") Duration wait) {
        this.wait = wait;
    }

    @Override
    public Pool create(Input input) {
        input.poolOptions().setConnectionTimeout((int) wait.toMillis()).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        input.pgConnectOptionsList().forEach(options -> options.setConnectTimeout((int) wait.toMillis()));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /** Whether it failed since no connection was to be had, or the one that there was broke. */
    static boolean isOne(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof ClosedChannelException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof PgException refused && isAway(refused.getSqlState())
                    || isOfPool(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention (shutdown, starting up). */
    private static boolean isAway(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }

    /** The pool's own refusals have no type of their own. */
    private static boolean isOfPool(Throwable cause) {
        String message = Optional.ofNullable(cause.getMessage()).orElse("");
        return cause.getClass().getName().startsWith(CLIENT)
                && (message.equals("Timeout")
                        || message.startsWith("Connection was closed")
                        || message.contains("pool reached max wait queue"));
    }

    static Problem problem() {
        return new Problem(ProblemType.UNAVAILABLE, "The database cannot be reached at this moment.")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
