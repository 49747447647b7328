package dev.tocsin.local.backing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** A running Kafka, seen through the Admin client: the one class of Kafka that the services' tests have as well. */
public final class Cluster {
    private static final int REQUEST_SECONDS = 30;

    private final String bootstrapServers;

    public Cluster(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Creates the topics that are missing, with the given numbers of partitions; those that exist stay as they are. */
    public void createTopics(Map<String, Integer> partitionsByTopic) {
        try (Admin admin = admin()) {
            // The broker's default replication: 1 on ours, and right on a bigger one too.
            var results = admin.createTopics(partitionsByTopic.entrySet().stream()
                            .map(topic -> new NewTopic(topic.getKey(), Optional.of(topic.getValue()), Optional.empty()))
                            .toList())
                    .values();
            for (var result : results.entrySet()) {
                try {
                    result.getValue().get(REQUEST_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("Topic " + result.getKey() + " cannot be created", failed);
                    }
                }
            }
        } catch (TimeoutException late) {
            throw new IllegalStateException("Kafka at " + bootstrapServers + " does not create topics", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * Waits until the cluster describes itself.
     *
     * @param stillWorthWaiting asked between tries; false ends the wait
     * @return whether it has answered in time
     */
    public boolean awaitReady(Duration limit, BooleanSupplier stillWorthWaiting) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        try (Admin admin = admin()) {
            while (Instant.now().isBefore(end) && stillWorthWaiting.getAsBoolean()) {
                try {
                    if (!admin.describeCluster()
                            .nodes()
                            .get(2, TimeUnit.SECONDS)
                            .isEmpty()) {
                        return true;
                    }
                } catch (ExecutionException | TimeoutException notYet) {
                    Thread.sleep(100);
                }
            }
        }
        return false;
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_SECONDS * 1000,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200));
    }
}
