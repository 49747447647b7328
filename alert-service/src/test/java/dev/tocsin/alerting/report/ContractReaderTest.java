package dev.tocsin.alerting.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.alerting.report.ContractReader.Reading;
import dev.tocsin.alerting.report.EventReported.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ContractReader<EventReported> reader = new ContractReader<>(EventReported.class);

    @Test
    void readsTheProducersGoldenExample() {
        EventReported report = accepted(example());

        assertThat(report.reportId()).isEqualTo("rep_7h2k9m4p1r6t3v8w5x0y2z4a6b");
        assertThat(report.category()).isEqualTo(Category.RELOCATION);
        assertThat(report.status()).isEqualTo(Status.ANNOUNCED);
        assertThat(report.confidence()).isEqualTo(0.97);
        assertThat(report.actors()).containsExactly(new Actor("Canaan", Actor.Kind.COMPANY, "canaan"));
        assertThat(report.jurisdictions()).containsExactly("CN", "KZ");
        assertThat(report.place()).isNull();
        assertThat(report.to()).isEqualTo(new Place("Kazakhstan", "KZ", null));
        assertThat(report.occurred()).isEqualTo(new PartialDate("2021-06-22", PartialDate.Precision.DAY));
        assertThat(report.quantities().get(0).value()).isEqualByComparingTo("3");
        assertThat(report.evidence().get(0).end()).isEqualTo(153);
        assertThat(report.article().publishedAt()).isEqualTo(Instant.parse("2021-06-25T08:00:00Z"));
        assertThat(report.reportedAt()).isEqualTo(Instant.parse("2021-06-25T08:00:01.500Z"));
    }

    @Test
    void whatIsReadKeepsToTheProducersSchema() throws IOException {
        String again = new String(Reports.toJson(accepted(example())), StandardCharsets.UTF_8);

        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(resource("event-reported.schema.json"), StandardCharsets.UTF_8));

        // The parts that this service does not read are not in what it writes.
        assertThat(schema.validate(again, InputFormat.JSON))
                .allMatch(error -> error.getMessage().contains("classifier"));
    }

    @Test
    void fieldThatIsNotKnownIsPassedOver() {
        EventReported report = accepted(changed(json -> {
            json.put("severity", "high");
            ((ObjectNode) json.get("article")).putObject("license").put("name", "any");
        }));

        assertThat(report.title()).isEqualTo("Canaan moves mining operations to Kazakhstan");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void poisonIsRejectedWithAReasonThatQuotesNothing(String what, byte[] value, String reason) {
        Reading<EventReported> reading = reader.read(value);

        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        assertThat(((Reading.Rejected<EventReported>) reading).reason())
                .contains(reason)
                .doesNotContain("Canaan");
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                poison("no value", new byte[0], "no value"),
                poison("not JSON", utf8("<html>Canaan</html>"), "not JSON, from line 1 column"),
                poison("cut short", utf8("{\"reportId\": \"Canaan"), "not JSON"),
                poison("two values", utf8(new String(example(), StandardCharsets.UTF_8) + "{}"), "contract"),
                poison("null", utf8("null"), "the JSON null"),
                poison("an array", utf8("[]"), "contract"),
                poison("deep", utf8("[".repeat(100_000)), ""),
                poison("deep in a field nobody knows", utf8("{\"x\":" + "[".repeat(100_000)), "deeper"),
                poison("1 MB", utf8("\"" + "x".repeat(1_000_000) + "\""), "more than 524288"),
                poison("invalid UTF-8", new byte[] {'"', (byte) 0xc3, 0x28, '"'}, ""),
                poison("report id", changed(j -> j.put("reportId", "Canaan")), "reportId is rep_"),
                poison("no report id", changed(j -> j.remove("reportId")), "reportId is rep_"),
                poison("category", changed(j -> j.put("category", "Canaan")), "category: not of the kind"),
                poison("no category", changed(j -> j.remove("category")), "category is missing"),
                poison("status by number", changed(j -> j.put("status", 99)), "status: not of the kind"),
                poison("confidence", changed(j -> j.put("confidence", 1.01)), "confidence lies between"),
                poison("no confidence", changed(j -> j.putNull("confidence")), "confidence"),
                poison("empty title", changed(j -> j.put("title", "")), "title has 1 to 300"),
                poison("long title", changed(j -> j.put("title", "x".repeat(301))), "title has 1 to 300"),
                poison("title is an object", changed(j -> j.putObject("title")), "title: not of the kind"),
                poison("NUL", changed(j -> j.put("title", "a\u0000b")), "title: text has neither NUL"),
                poison(
                        "half a surrogate pair",
                        utf8(text().replace("Canaan moves", "\\ud83d moves")),
                        "title: text has"),
                poison("no evidence", changed(j -> j.putArray("evidence")), "evidence is never empty"),
                poison("evidence null", changed(j -> j.putArray("evidence").addNull()), "evidence has no null"),
                poison("jurisdiction", changed(j -> j.putArray("jurisdictions").add("Florida")), "ISO 3166"),
                poison("offsets", changed(j -> evidence(j).put("end", 3)), "evidence.[0]: a quote's offsets"),
                poison("date of no calendar", changed(j -> occurred(j).put("date", "2021-02-30")), "exists in the"),
                poison(
                        "date longer than known",
                        changed(j -> occurred(j).put("precision", "month")),
                        "as its precision"),
                poison("url that runs", changed(j -> article(j).put("url", "javascript:alert(1)")), "url is http"),
                poison(
                        "endless number",
                        utf8(text().replace("\"value\" : 3", "\"value\" : 1e99999999")),
                        "usual number"),
                poison("no article", changed(j -> j.remove("article")), "article is missing"),
                poison(
                        "day of no time",
                        changed(j -> j.put("reportedAt", "yesterday")),
                        "reportedAt: not of the kind"));
    }

    @Test
    void bytesGoneAstrayAreReadOrRejectedButNeverThrow() {
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            byte[] value = example();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            assertThat(reader.read(value)).isNotNull();
        }
    }

    @Test
    void publicationInTheFutureIsNotBelieved() {
        EventReported report = accepted(changed(j -> article(j).put("publishedAt", "2031-01-01T00:00:00Z")));

        assertThat(report.saidAt()).isEqualTo(report.reportedAt());
    }

    private static Arguments poison(String what, byte[] value, String reason) {
        return Arguments.of(what, value, reason);
    }

    @Test
    void whatALaterVersionOfTheProducerAddsIsIgnored() {
        EventReported report = accepted(changed(json -> {
            json.put("mood", "calm").putObject("trail").put("by", "nobody");
            article(json).put("mood", "calm");
            evidence(json).put("mood", "calm");
        }));

        assertThat(report).isEqualTo(accepted(example()));
    }

    private EventReported accepted(byte[] value) {
        Reading<EventReported> reading = reader.read(value);
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<EventReported>) reading).value();
    }

    private static ObjectNode article(JsonNode json) {
        return (ObjectNode) json.get("article");
    }

    private static ObjectNode occurred(JsonNode json) {
        return (ObjectNode) json.get("occurred");
    }

    private static ObjectNode evidence(JsonNode json) {
        return (ObjectNode) json.get("evidence").get(0);
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(example());
            change.accept(json);
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text() {
        try {
            return JSON.readTree(example()).toPrettyString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] example() {
        try {
            return resource("event-reported.example.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ContractReaderTest.class.getResourceAsStream("/contract/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
