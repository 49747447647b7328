package dev.tocsin.local.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same tests by either way: {@code -Dtocsin.backing=docker} or {@code =embedded}. */
class BackingIT {
    private static Backing backing;

    @BeforeAll
    static void start() {
        backing = Backing.start();
    }

    @AfterAll
    static void stop() {
        backing.close();
    }

    @Test
    void createdTopicHasItsPartitionsAndCreatingItAgainChangesNothing() throws Exception {
        backing.createTopic("created", 3);
        backing.createTopic("created", 5);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", backing.kafkaBootstrapServers()))) {
            var described =
                    admin.describeTopics(List.of("created")).allTopicNames().get(10, TimeUnit.SECONDS);
            assertThat(described.values())
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
        }
    }

    @Test
    void whatIsProducedIsConsumed() throws Exception {
        backing.createTopic("walked", 1);
        Map<String, Object> common = Map.of("bootstrap.servers", backing.kafkaBootstrapServers());
        try (var producer = new KafkaProducer<>(common, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("walked", "key", "价值 value")).get(10, TimeUnit.SECONDS);
        }

        Map<String, Object> reading = Map.of(
                "bootstrap.servers",
                backing.kafkaBootstrapServers(),
                "group.id",
                "backing-it",
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("walked"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var records = consumer.poll(Duration.ofMillis(200));
                assertThat(records)
                        .singleElement()
                        .satisfies(record -> assertThat(record.value()).isEqualTo("价值 value"));
            });
        }
    }

    @Test
    void databaseIsPostgreSql18InUtf8() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(backing.jdbcUrl(), backing.username(), backing.password());
                ResultSet answer = connection
                        .createStatement()
                        .executeQuery("select current_setting('server_version'), current_setting('server_encoding'),"
                                + " current_database(), current_user")) {
            answer.next();
            assertThat(answer.getString(1)).startsWith("18.");
            assertThat(answer.getString(2)).isEqualTo("UTF8");
            assertThat(answer.getString(3)).isEqualTo("tocsin");
            assertThat(answer.getString(4)).isEqualTo("tocsin");
        }
    }

    @Test
    void reactiveUrlNamesTheSameDatabase() {
        assertThat("jdbc:" + backing.reactiveUrl()).isEqualTo(backing.jdbcUrl());
    }
}
