package dev.tocsin.local.backing;

import java.util.Map;

/**
 * A real Kafka and a real PostgreSQL for a test.
 *
 * <p>The system property {@code tocsin.backing} says from where: {@code docker} (Testcontainers), {@code embedded} (a
 * broker in a JVM of its own and PostgreSQL from Maven artifacts), or {@code auto}, which is {@code docker} only if an
 * engine answers at once that it has every image needed, so that nobody waits for a download that may never come.
 */
public interface Backing extends AutoCloseable {

    /** Starts both and waits until they answer; one line on standard error says which way was taken and why. */
    static Backing start() {
        Choice choice = Choice.make(System.getProperty("tocsin.backing", "auto"), DockerEngine.local());
        System.err.println("Tocsin backing: " + choice);
        return choice.docker() ? DockerBacking.start() : EmbeddedBacking.start();
    }

    String kafkaBootstrapServers();

    String jdbcUrl();

    /** As the reactive client of PostgreSQL wants it. */
    String reactiveUrl();

    String username();

    String password();

    /** Creates the topic unless it is there. */
    default void createTopic(String name, int partitions) {
        new Cluster(kafkaBootstrapServers()).createTopics(Map.of(name, partitions));
    }

    @Override
    void close();
}
