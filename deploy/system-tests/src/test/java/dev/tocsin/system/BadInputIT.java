package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.local.stack.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the world throws at each door gets an answer that a person can act on, and the rest goes on. */
class BadInputIT {
    private static final byte[] NOT_JSON = "<this is no JSON".getBytes(StandardCharsets.UTF_8);

    private static RunningTocsin tocsin;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        tocsin = RunningTocsin.start(home);
    }

    @AfterAll
    static void stop() {
        tocsin.close();
    }

    @Test
    void aWebPageIsRefusedAsAFeedAndSaysSo() throws Exception {
        URI page = tocsin.files()
                .serve("/page.html", "text/html", "<!doctype html><html><body><h1>News</h1></body></html>");

        JsonNode problem = RunningTocsin.problem(preview(page), 422);

        assertThat(problem.path("detail").asText()).containsIgnoringCase("web page");
    }

    @Test
    void anEmptyFeedIsRefusedAndSaysSo() throws Exception {
        URI empty = tocsin.files().serve("/empty.xml", "application/xml", "");

        JsonNode problem = RunningTocsin.problem(preview(empty), 422);

        assertThat(problem.path("detail").asText()).containsIgnoringCase("empty");
    }

    @Test
    void aFeedOfFiftyMegabytesIsCutShortAndSaysTheLimit() throws Exception {
        byte[] kilobyte = "<item><title>x</title></item>".repeat(36).getBytes(StandardCharsets.UTF_8);
        URI huge = tocsin.files().serveRepeated("/huge.xml", "application/rss+xml", kilobyte, 50 * 1024);

        JsonNode problem = RunningTocsin.problem(preview(huge), 422);

        assertThat(problem.path("detail").asText()).contains("8 MB");
    }

    @Test
    void aBillionLaughsIsLeftUntoldAndSaidToBe() throws Exception {
        URI bomb = tocsin.files().serve("/laughs.xml", "application/xml", """
                        <?xml version="1.0"?>
                        <!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
                        <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
                        <rss version="2.0"><channel><title>&f;</title></channel></rss>""");

        JsonNode preview = RunningTocsin.json(preview(bomb));

        assertThat(preview.path("title").asText()).isEqualTo("&f;");
        assertThat(preview.path("warnings"))
                .extracting(warning -> warning.path("code").asText())
                .contains("unsafe-entities");
        assertThat(preview.toString()).doesNotContain("haha");
    }

    @Test
    void aFeedInGb18030IsReadAsItsAuthorsWroteIt() throws Exception {
        String document = "<?xml version=\"1.0\" encoding=\"gb2312\"?><rss version=\"2.0\"><channel><title>链闻</title>"
                + "<item><title>青海叫停虚拟货币挖矿</title><link>https://outlet.example/gb</link></item></channel></rss>";
        URI feed = tocsin.files().serve("/gb.xml", "text/xml", () -> document.getBytes(Charset.forName("GB18030")));

        JsonNode preview = RunningTocsin.json(preview(feed));

        assertThat(preview.path("items").path(0).path("title").asText()).isEqualTo("青海叫停虚拟货币挖矿");
    }

    @Test
    void aBrokenFeedSaysWhyAndTheNextOneStillRings() throws Exception {
        URI broken = tocsin.files().serve("/broken.xml", "text/html", "<html><body>Just a moment...</body></html>");
        tocsin.addFeed(broken);

        tocsin.addFeed(tocsin.files().serve("/good.xml", "application/rss+xml", feedAbout("Montana")));

        awaitRingAbout("US-MT");
        await().atMost(RunningTocsin.PATIENCE)
                .untilAsserted(() ->
                        assertThat(tocsin.get(Role.INGEST, "/v1/feeds").body()).containsIgnoringCase("web page"));
    }

    @Test
    void aWebhookTargetInTheInnerNetworkIsRefused() throws Exception {
        HttpResponse<String> answer = tocsin.post(
                Role.ALERT,
                "/v1/subscriptions",
                Map.of("name", "metadata", "url", "http://169.254.169.254/latest/meta-data"));

        JsonNode problem = RunningTocsin.problem(answer, 400);
        assertThat(problem.path("detail").asText()).contains("address not allowed");
    }

    @Test
    void aRecordThatIsNoJsonGoesToTheDeadLettersOfItsTopicAndTheRestGoesOn() throws Exception {
        send("article.ingested.v1");
        send("event.reported.v1");

        tocsin.addFeed(tocsin.files().serve("/after.xml", "application/rss+xml", feedAbout("Idaho")));

        awaitRingAbout("US-ID");
        for (String topic : List.of("article.ingested.v1.dlq", "event.reported.v1.dlq")) {
            ConsumerRecord<byte[], byte[]> letter = firstOf(topic);
            assertThat(letter.value()).isEqualTo(NOT_JSON);
            assertThat(new String(
                            letter.headers().lastHeader("tocsin-dlq-reason").value(), StandardCharsets.UTF_8))
                    .containsIgnoringCase("json");
        }
    }

    @Test
    void nothingButTheApiDocumentAnswersWithoutAKey() throws Exception {
        for (Role role : Role.values()) {
            // These are on the management port, which no stranger reaches.
            assertThat(status(role, "/q/health/ready")).isEqualTo(404);
            assertThat(status(role, "/q/metrics")).isEqualTo(404);
            assertThat(status(role, "/q/openapi")).isEqualTo(200);
        }
        assertThat(status(Role.ALERT, "/v1/alerts")).isEqualTo(401);
        assertThat(status(Role.ALERT, "/v1/subscriptions")).isEqualTo(401);
        assertThat(status(Role.INGEST, "/v1/feeds")).isEqualTo(401);
        assertThat(status(Role.CLASSIFY, "/v1/classify")).isEqualTo(401);
    }

    private static int status(Role role, String path) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(
                                        tocsin.stack().uri(role).resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpResponse<String> preview(URI feed) throws Exception {
        return tocsin.post(Role.INGEST, "/v1/feeds/preview", Map.of("feedUrl", feed.toString()));
    }

    private static String feedAbout(String state) {
        return """
                <rss version="2.0"><channel><title>Plains Wire</title><item>
                <title>%1$s governor invites bitcoin miners</title>
                <link>https://outlet.example/2021/06/24/%1$s</link>
                <pubDate>Thu, 24 Jun 2021 10:00:00 GMT</pubDate>
                <description>The governor of %1$s on Wednesday invited bitcoin miners to set up in the state.</description>
                </item></channel></rss>""".formatted(state);
    }

    private static void awaitRingAbout(String jurisdiction) {
        await().atMost(RunningTocsin.PATIENCE)
                .untilAsserted(() -> assertThat(tocsin.rings())
                        .extracting(ring -> ring.alert().path("jurisdictions").toString())
                        .contains("[\"" + jurisdiction + "\"]"));
    }

    private static void send(String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "poison".getBytes(StandardCharsets.UTF_8), NOT_JSON))
                    .get();
        }
    }

    private static ConsumerRecord<byte[], byte[]> firstOf(String topic) {
        Properties reader = kafka();
        reader.put("group.id", UUID.randomUUID().toString());
        reader.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            await().atMost(RunningTocsin.PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
            });
            return letters.get(0);
        }
    }

    private static Properties kafka() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", tocsin.backing().kafkaBootstrapServers());
        return properties;
    }
}
