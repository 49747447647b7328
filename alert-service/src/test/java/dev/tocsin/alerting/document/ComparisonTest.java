package dev.tocsin.alerting.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as breaking, by changes of the recorded document itself. */
class ComparisonTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an operation is gone        | "/v1/keys/{id}"                         | "/v1/keyz/{id}"
            an answer lacks a property  | "independentSources"                    | "independentSourcez"
            a request needs more        | "required" : [ "verdict" ]              | "required" : [ "verdict", "note" ]
            a request may say less      | "enum" : [ "wrong", "duplicate", "late" ] | "enum" : [ "wrong", "late" ]
            a property has another type | "type" : [ "string", "null" ]           | "type" : [ "integer", "null" ]
            an answer may be null       | "independentSources" : {                | "independentSources" : { "nullable" : true,
            a message lacks a property  | "previousVersion"                       | "formerVersion"
            a message is gone           | "alert.corroborated" : {                | "alert.confirmed" : {
            """)
    void thisBreaks(String what, String before, String after) throws Exception {
        JsonNode recorded = recorded();
        String text = Document.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(recorded);
        assertThat(text).contains(before);

        JsonNode changed = Document.JSON.readTree(text.replace(before, after));

        assertThat(Comparison.of(recorded, changed).mayBeRecorded()).isFalse();
    }

    @Test
    void answerThatIsNeverNullAnyMoreBreaksNothing() throws Exception {
        JsonNode recorded = recorded();
        JsonNode changed = recorded.deepCopy();
        ((ObjectNode) changed.at("/components/schemas/AlertPage/properties/nextCursor")).put("type", "string");

        assertThat(Comparison.of(recorded, changed).breaks()).isFalse();
    }

    @Test
    void requestThatMustNotBeNullAnyMoreBreaks() throws Exception {
        JsonNode recorded = recorded();
        JsonNode changed = recorded.deepCopy();
        ((ObjectNode) changed.at("/components/schemas/KeyRotation/properties/overlap")).put("type", "string");

        assertThat(Comparison.of(recorded, changed).breaks()).isTrue();
        assertThat(Comparison.of(changed, recorded).breaks()).isFalse();
    }

    @Test
    void anotherMajorVersionMayBreak() throws Exception {
        JsonNode recorded = recorded();
        JsonNode changed = Document.JSON.readTree(recorded.toString()
                .replace("\"/v1/keys/{id}\"", "\"/v1/keyz/{id}\"")
                .replace("\"version\":\"1.", "\"version\":\"2."));

        Comparison comparison = Comparison.of(recorded, changed);

        assertThat(comparison.breaks()).isTrue();
        assertThat(comparison.mayBeRecorded()).isTrue();
    }

    @Test
    void anotherWordingBreaksNothing() throws Exception {
        JsonNode recorded = recorded();
        JsonNode changed =
                Document.JSON.readTree(recorded.toString().replace("How many reports tell of it", "How many reports"));

        assertThat(Comparison.of(recorded, changed).breaks()).isFalse();
    }

    private static JsonNode recorded() throws Exception {
        return Document.JSON.readTree(Files.readString(ContractIT.RECORDED));
    }
}
