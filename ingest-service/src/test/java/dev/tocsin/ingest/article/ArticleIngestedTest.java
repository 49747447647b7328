package dev.tocsin.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.ingest.identity.TypedId;
import dev.tocsin.ingest.text.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract with whoever reads article.ingested.v1: the golden example and the schema. */
class ArticleIngestedTest {
    private static final ArticleIngested EXAMPLE = new ArticleIngested(
            "art_3p8v6x0c5t9w2y7k4m1n8r5q6d",
            1,
            "https://outlet.example/2021/06/25/rigs",
            "Mining firms pack their rigs",
            CleanText.fromHtml(
                    "<h2>Mining firms pack their rigs</h2><p>Canaan said on 22 June that it has begun to run its "
                            + "own mining machines in Kazakhstan, with 3 tonnes of mining hardware. The firm opened a repair shop "
                            + "there earlier in the month.</p><ul><li>Its head office stays in China.</li></ul>"),
            "79dba1ba97a20b037b82c02122cf0b169d0420e7089a35e2e94e6d3abfe44854",
            "The Outlet",
            "A. Reporter",
            "en",
            Instant.parse("2021-06-25T08:00:00Z"),
            Instant.parse("2021-06-25T08:00:01Z"),
            "feed_01f8zq6c3h5j7k9m2n4p6r8t0v",
            "page",
            null,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void serialisesToExactlyTheExample() throws IOException {
        JsonNode written = new ObjectMapper().readTree(EXAMPLE.toJson());

        assertThat(written).isEqualTo(new ObjectMapper().readTree(contract("example")));
        assertThat(TypedId.sha256Hex(EXAMPLE.text())).isEqualTo(EXAMPLE.textSha256());
    }

    @Test
    void satisfiesTheSchema() throws IOException {
        assertThat(schema().validate(new String(EXAMPLE.toJson(), StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void barestArticleSatisfiesTheSchema() throws IOException {
        ArticleIngested barest = new ArticleIngested(
                TypedId.ofIdentity("art", "x"),
                2,
                "https://a.example/",
                "T",
                "",
                TypedId.sha256Hex(""),
                null,
                null,
                null,
                null,
                Instant.parse("2026-11-22T10:00:00.123456Z"),
                null,
                "summary",
                "The page is not there (HTTP 404).",
                null);

        assertThat(schema().validate(new String(barest.toJson(), StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(contract("schema"), InputFormat.JSON);
    }

    private static String contract(String part) throws IOException {
        try (InputStream in =
                ArticleIngestedTest.class.getResourceAsStream("/contract/article-ingested." + part + ".json")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
