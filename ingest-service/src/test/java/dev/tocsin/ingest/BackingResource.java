package dev.tocsin.ingest;

import dev.tocsin.local.backing.Backing;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker and a real database under the service, and a key at its door. */
public class BackingResource implements QuarkusTestResourceLifecycleManager {
    static final String API_KEY = "test-key";
    /** Names under .invalid never resolve (RFC 2606). */
    static final String CONFIGURED_FEED = "http://configured.invalid/feed";

    private @Nullable Backing backing;

    @Override
    public Map<String, String> start() {
        Backing started = Backing.start();
        started.createTopic("article.ingested.v1", 4);
        backing = started;
        return Map.of(
                "kafka.bootstrap.servers",
                started.kafkaBootstrapServers(),
                "quarkus.datasource.jdbc.url",
                started.jdbcUrl(),
                "quarkus.datasource.reactive.url",
                started.reactiveUrl(),
                "quarkus.datasource.username",
                started.username(),
                "quarkus.datasource.password",
                started.password(),
                "tocsin.api-key",
                API_KEY,
                "tocsin.feed.poll-interval",
                "PT1S",
                "tocsin.fetch.deadline",
                "PT3S",
                "tocsin.fetch.allowed-cidrs",
                "127.0.0.0/8",
                "tocsin.feed.urls",
                CONFIGURED_FEED);
    }

    @Override
    public void stop() {
        if (backing != null) {
            backing.close();
        }
    }
}
