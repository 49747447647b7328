package dev.tocsin.alerting;

import dev.tocsin.local.backing.Backing;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a test class of this service a real broker and a real database. */
public class BackingResource implements QuarkusTestResourceLifecycleManager {
    public static final String API_KEY = "operators-key-in-tests";

    /** Of 32 bytes that are no secret. */
    private static final String MASTER_KEY = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private @Nullable Backing backing;

    @Override
    public Map<String, String> start() {
        Backing started = Backing.start();
        backing = started;
        started.createTopic("event.reported.v1", 4);
        started.createTopic("event.reported.v1.dlq", 1);
        started.createTopic("article.revised.v1", 4);
        started.createTopic("article.revised.v1.dlq", 1);
        Map<String, String> config = new HashMap<>();
        config.put("kafka.bootstrap.servers", started.kafkaBootstrapServers());
        config.put("quarkus.datasource.jdbc.url", started.jdbcUrl());
        config.put("quarkus.datasource.reactive.url", started.reactiveUrl());
        config.put("quarkus.datasource.username", started.username());
        config.put("quarkus.datasource.password", started.password());
        config.put("tocsin.api-key", API_KEY);
        config.put("tocsin.secrets.keys", MASTER_KEY);
        return config;
    }

    @Override
    public void stop() {
        if (backing != null) {
            backing.close();
        }
    }
}
