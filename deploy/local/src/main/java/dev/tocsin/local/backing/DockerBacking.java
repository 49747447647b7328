package dev.tocsin.local.backing;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Two containers through Testcontainers. */
public final class DockerBacking implements Backing {
    private static final String DATABASE = "tocsin";

    private final KafkaContainer kafka;
    private final PostgreSQLContainer postgres;

    private DockerBacking(KafkaContainer kafka, PostgreSQLContainer postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    public static DockerBacking start() {
        KafkaContainer kafka = new KafkaContainer(Choice.KAFKA);
        PostgreSQLContainer postgres = new PostgreSQLContainer(Choice.POSTGRES)
                .withDatabaseName(DATABASE)
                .withUsername(DATABASE)
                .withPassword(DATABASE);
        DockerBacking backing = new DockerBacking(kafka, postgres);
        try {
            Startables.deepStart(kafka, postgres).join();
        } catch (RuntimeException failed) {
            backing.close();
            throw failed;
        }
        return backing;
    }

    @Override
    public String kafkaBootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    @Override
    public String reactiveUrl() {
        return "postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
                + "/" + DATABASE;
    }

    @Override
    public String username() {
        return DATABASE;
    }

    @Override
    public String password() {
        return DATABASE;
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
