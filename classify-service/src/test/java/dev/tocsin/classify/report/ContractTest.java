package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleRecord;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Statement;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.EventDate;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Both ends of our topics: what ingest-service writes we can read, what we write is what the contract says. */
class ContractTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void ingestServicesExampleIsReadInFull() throws IOException {
        Article article = example();

        assertThat(article.articleId()).isEqualTo("art_3p8v6x0c5t9w2y7k4m1n8r5q6d");
        assertThat(article.revision()).isEqualTo(1);
        assertThat(article.title()).isEqualTo("Mining firms pack their rigs");
        assertThat(article.text()).startsWith("## Mining firms pack their rigs\n\nCanaan said");
        assertThat(article.url()).isEqualTo("https://outlet.example/2021/06/25/rigs");
        assertThat(article.outlet()).isEqualTo("The Outlet");
        assertThat(article.publishedAt()).isEqualTo(Instant.parse("2021-06-25T08:00:00Z"));
    }

    @Test
    void aReportIsWrittenExactlyAsTheExample() throws IOException {
        byte[] written = ReportJson.write(exampleReport());

        assertThat(json.readTree(written)).isEqualTo(json.readTree(resource("/contract/event-reported.example.json")));
    }

    @Test
    void theExampleKeepsToTheSchema() throws IOException {
        String example = new String(resource("/contract/event-reported.example.json"), StandardCharsets.UTF_8);

        assertThat(schema().validate(example, com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aRevisionIsWrittenExactlyAsTheExampleWhichKeepsToTheSchema() throws IOException {
        ArticleRevised revised = new ArticleRevised(
                "art_3p8v6x0c5t9w2y7k4m1n8r5q6d", 2, List.of("rep_7h2k9m4p1r6t3v8w5x0y2z4a6b"), Articles.NOW);
        byte[] example = resource("/contract/article-revised.example.json");

        assertThat(json.readTree(ReportJson.write(revised))).isEqualTo(json.readTree(example));
        assertThat(schema("article-revised")
                        .validate(new String(example, StandardCharsets.UTF_8), com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aFirstRevisionRevisesNothing() {
        assertThatThrownBy(() -> new ArticleRevised("art_3p8v6x0c5t9w2y7k4m1n8r5q6d", 1, List.of(), Articles.NOW))
                .hasMessageContaining("revises nothing");
    }

    @Test
    void whatIsFoundInTheExampleArticleKeepsToTheSchema() throws IOException {
        List<EventReport> reports = Articles.reports(example());

        assertThat(reports).hasSize(1);
        String written = new String(ReportJson.write(reports.get(0)), StandardCharsets.UTF_8);
        assertThat(schema().validate(written, com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theFinderFindsWhatTheExampleReports() throws IOException {
        EventReport report = Articles.reports(example()).get(0);

        // The title, the confidence, the statement and the version are illustrations, as is the status: what "has
        // begun" is
        // under way. The id follows from where the evidence stands.
        ObjectNode found = (ObjectNode) json.readTree(ReportJson.write(report));
        ObjectNode wanted = (ObjectNode) json.readTree(resource("/contract/event-reported.example.json"));
        List<String> illustrated = List.of("title", "confidence", "reportId", "statement", "classifier", "status");
        assertThat(found.without(illustrated).equals(wanted.without(illustrated)))
                .as(found.toString())
                .isTrue();
    }

    private EventReport exampleReport() throws IOException {
        String quote = "Canaan said on 22 June that it has begun to run its own mining machines in Kazakhstan,"
                + " with 3 tonnes of mining hardware.";
        return new EventReport(
                "rep_7h2k9m4p1r6t3v8w5x0y2z4a6b",
                Category.RELOCATION,
                Status.ANNOUNCED,
                0.97,
                "Canaan moves mining operations to Kazakhstan",
                List.of(new Actor("Canaan", Actor.Kind.COMPANY, "canaan")),
                List.of("CN", "KZ"),
                null,
                new Place("China", "CN", null),
                new Place("Kazakhstan", "KZ", null),
                EventDate.day(LocalDate.of(2021, 6, 22)),
                null,
                List.of(new Quantity(new BigDecimal("3"), "t", "mining hardware")),
                List.of(new Evidence(quote, 33, 153)),
                Statement.of("an-encoder/3+0123abcd", new byte[] {-54, 0, 61, 97}),
                example().withTextMinHash(),
                "rules-1",
                Articles.NOW);
    }

    private static Article example() throws IOException {
        ArticleRecord record = ArticleRecord.read(resource("/contract/article-ingested.example.json"));
        assertThat(record).isInstanceOf(ArticleRecord.Readable.class);
        return ((ArticleRecord.Readable) record).article();
    }

    private static Schema schema() throws IOException {
        return schema("event-reported");
    }

    private static Schema schema(String name) throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return registry.getSchema(
                new String(resource("/contract/%s.schema.json".formatted(name)), StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ContractTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
