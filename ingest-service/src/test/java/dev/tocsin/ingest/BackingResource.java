package dev.tocsin.ingest;

import static java.util.Map.entry;

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
        return Map.ofEntries(
                entry("kafka.bootstrap.servers", started.kafkaBootstrapServers()),
                entry("quarkus.datasource.jdbc.url", started.jdbcUrl()),
                entry("quarkus.datasource.reactive.url", started.reactiveUrl()),
                entry("quarkus.datasource.username", started.username()),
                entry("quarkus.datasource.password", started.password()),
                entry("tocsin.api-key", API_KEY),
                entry("tocsin.feed.poll-interval", "PT1S"),
                entry("tocsin.feed.slowest-interval", "PT1S"),
                // All sites of the tests are one host: it is not spared, nor are the good ones punished for the bad.
                entry("tocsin.feed.host-spacing", "PT0S"),
                entry("tocsin.feed.host-failures", "1000000"),
                entry("tocsin.page.spacing", "PT0.01S"),
                entry("tocsin.page.retry-after", "PT1S"),
                entry("tocsin.page.pause", "PT0.1S"),
                entry("tocsin.fetch.per-host", "64"),
                entry("tocsin.fetch.deadline", "PT5S"),
                entry("tocsin.fetch.connect-timeout", "PT2S"),
                entry("tocsin.fetch.silence", "PT2S"),
                entry("tocsin.fetch.allowed-cidrs", "127.0.0.0/8"),
                entry("tocsin.feed.urls", CONFIGURED_FEED));
    }

    @Override
    public void stop() {
        if (backing != null) {
            backing.close();
        }
    }
}
