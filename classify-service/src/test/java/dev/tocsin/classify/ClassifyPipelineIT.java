package dev.tocsin.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.classify.article.ArticleIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ClassifyPipelineIT {

    private static final String IN = "article.ingested.v1";
    private static final String OUT = "event.reported.v1";
    private static final String REVISED = "article.revised.v1";

    private final ObjectMapper json = new ObjectMapper();
    private final Topics topics =
            new Topics(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));

    @Test
    void anArticleBecomesReportsWithKeyAndCloudEventsHeaders() throws IOException {
        topics.send(
                IN,
                articleId("headers"),
                article("headers", example().get("text").asText()));

        ConsumerRecord<String, byte[]> record = reportsOf("headers", 1).get(0);

        JsonNode report = json.readTree(record.value());
        assertThat(record.key()).isEqualTo(report.get("reportId").asText()).startsWith("rep_");
        assertThat(report.get("category").asText()).isEqualTo("relocation");
        assertThat(Topics.header(record, "content-type")).isEqualTo("application/json");
        assertThat(Topics.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Topics.header(record, "ce_id")).isEqualTo(record.key());
        assertThat(Topics.header(record, "ce_source")).isEqualTo("/classify-service");
        assertThat(Topics.header(record, "ce_type")).isEqualTo("dev.tocsin.event.reported.v1");
        assertThat(Topics.header(record, "ce_subject")).isEqualTo(record.key());
        assertThat(Topics.header(record, "ce_time"))
                .isEqualTo(report.get("reportedAt").asText());
    }

    @Test
    void aRecordThatIsNotJsonGoesToTheDeadLettersAndTheRestGoesOn() throws IOException {
        String text = example().get("text").asText();
        byte[] broken = "{\"articleId\": ".getBytes(StandardCharsets.UTF_8);

        topics.send(IN, "one-key", article("before", text), broken, article("behind", text));

        assertThat(reportsOf("before", 1)).hasSize(1);
        assertThat(reportsOf("behind", 1)).hasSize(1);
        ConsumerRecord<String, byte[]> letter = topics.read(
                        IN + ".dlq",
                        1,
                        record -> new String(record.value(), StandardCharsets.UTF_8).startsWith("{\"articleId\": "))
                .get(0);
        assertThat(letter.key()).isEqualTo("one-key");
        assertThat(letter.value()).isEqualTo(broken);
        assertThat(Topics.header(letter, "tocsin-dlq-reason")).contains("no article.ingested.v1 JSON");
        assertThat(Topics.header(letter, "tocsin-dlq-topic")).isEqualTo(IN);
        assertThat(Topics.header(letter, "tocsin-dlq-partition")).matches("\\d+");
        assertThat(Topics.header(letter, "tocsin-dlq-offset")).matches("\\d+");
    }

    @Test
    void aTextBeyondTheLimitGoesToTheDeadLettersWithTheReason() throws IOException {
        topics.send(IN, articleId("long"), article("long", "crypto ".repeat(40_000)));

        ConsumerRecord<String, byte[]> letter = topics.read(
                        IN + ".dlq", 1, record -> articleId("long").equals(record.key()))
                .get(0);

        assertThat(Topics.header(letter, "tocsin-dlq-reason")).contains("text has 280000 characters");
    }

    @Test
    void anArticleThatComesTwiceGivesTheSameReportIds() throws IOException {
        byte[] article = article("twice", example().get("text").asText());

        topics.send(IN, articleId("twice"), article, article);

        List<ConsumerRecord<String, byte[]>> reports = reportsOf("twice", 2);
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0).key()).isEqualTo(reports.get(1).key());
    }

    @Test
    void aRevisionThatReportsNothingAnyMoreIsToldOf() throws IOException {
        String text = example().get("text").asText();

        topics.send(
                IN,
                articleId("revised"),
                article("revised", 1, text),
                article("revised", 2, "The report was wrong and has been withdrawn."));

        List<ConsumerRecord<String, byte[]>> records =
                topics.read(REVISED, 1, record -> articleId("revised").equals(record.key()));
        JsonNode revised = json.readTree(records.get(0).value());
        assertThat(revised.get("articleId").asText()).isEqualTo(articleId("revised"));
        assertThat(revised.get("revision").asInt()).isEqualTo(2);
        assertThat(revised.get("reports")).isEmpty();
        assertThat(Topics.header(records.get(0), "content-type")).isEqualTo("application/json");
        assertThat(Topics.header(records.get(0), "ce_specversion")).isEqualTo("1.0");
        assertThat(Topics.header(records.get(0), "ce_id")).isEqualTo(articleId("revised") + "/2");
        assertThat(Topics.header(records.get(0), "ce_source")).isEqualTo("/classify-service");
        assertThat(Topics.header(records.get(0), "ce_type")).isEqualTo("dev.tocsin.article.revised.v1");
        assertThat(Topics.header(records.get(0), "ce_subject")).isEqualTo(articleId("revised"));
        assertThat(Topics.header(records.get(0), "ce_time"))
                .isEqualTo(revised.get("revisedAt").asText());
    }

    @Test
    void aRevisionThatReportsSomethingNamesItsReportsAndFirstOnesAndUnreadableOnesAreNotToldOf() throws IOException {
        String text = example().get("text").asText();
        byte[] unreadable = json.writeValueAsBytes(
                ((ObjectNode) json.readTree(article("retold", 3, text))).put("textSha256", "0".repeat(64)));

        topics.send(
                IN,
                articleId("retold"),
                article("retold", 1, text),
                unreadable,
                article("retold", 2, text + " It said so twice."));

        List<ConsumerRecord<String, byte[]>> reports = reportsOf("retold", 2);
        List<ConsumerRecord<String, byte[]>> records =
                topics.read(REVISED, 1, record -> articleId("retold").equals(record.key()));
        // In one partition, and in the articles' order: what had been said of the others would stand before it.
        JsonNode revised = json.readTree(records.get(0).value());
        assertThat(revised.get("revision").asInt()).isEqualTo(2);
        assertThat(revised.get("reports")).hasSize(1);
        assertThat(reports)
                .extracting(ConsumerRecord::key)
                .contains(revised.get("reports").get(0).asText());
    }

    private List<ConsumerRecord<String, byte[]>> reportsOf(String name, int wanted) {
        return topics.read(OUT, wanted, record -> articleIdIn(record.value()).equals(articleId(name)));
    }

    private String articleIdIn(byte[] report) {
        try {
            return json.readTree(report).at("/article/articleId").asText();
        } catch (IOException e) {
            throw new AssertionError("A report is not JSON", e);
        }
    }

    private static String articleId(String name) {
        return ArticleIds.hashed("art_", name);
    }

    private byte[] article(String name, String text) throws IOException {
        return article(name, 1, text);
    }

    private byte[] article(String name, int revision, String text) throws IOException {
        ObjectNode article = ((ObjectNode) example())
                .put("articleId", articleId(name))
                .put("revision", revision)
                .put("text", text)
                .put("textSha256", ArticleIds.sha256Hex(text))
                .put("aFieldOfTomorrow", true);
        return json.writeValueAsBytes(article);
    }

    private JsonNode example() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("/contract/article-ingested.example.json"))) {
            return json.readTree(in);
        }
    }
}
