package dev.tocsin.classify;

import dev.tocsin.local.backing.Backing;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker under the service, and a key at its door. */
public class BackingResource implements QuarkusTestResourceLifecycleManager {

    static final String API_KEY = "test-key";

    private @Nullable Backing backing;

    @Override
    public Map<String, String> start() {
        Backing started = Backing.start();
        started.createTopic("article.ingested.v1", 4);
        started.createTopic("event.reported.v1", 4);
        started.createTopic("article.revised.v1", 4);
        started.createTopic("article.ingested.v1.dlq", 1);
        backing = started;
        return Map.of("kafka.bootstrap.servers", started.kafkaBootstrapServers(), "tocsin.api-key", API_KEY);
    }

    @Override
    public void stop() {
        if (backing != null) {
            backing.close();
        }
    }
}
