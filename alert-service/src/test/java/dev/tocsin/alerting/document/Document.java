package dev.tocsin.alerting.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;

/** The API's document as it is served. */
final class Document {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Recorded files are written anew by {@code -Dcontract.write=true}. */
    static final boolean WRITE = Boolean.getBoolean("contract.write");

    private final JsonNode root;

    private Document(JsonNode root) {
        this.root = root;
    }

    static Document served() throws JsonProcessingException {
        return new Document(JSON.readTree(text("/openapi.json")));
    }

    static String text(String path) {
        return RestAssured.get(path).then().statusCode(200).extract().asString();
    }

    JsonNode root() {
        return root;
    }

    Map<String, JsonNode> schemas() {
        return JSON.convertValue(
                root.at("/components/schemas"),
                JSON.getTypeFactory().constructMapType(Map.class, String.class, JsonNode.class));
    }

    /** What is wrong with a value, by a schema that may point into the document. */
    List<String> complaints(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", root.get("components"));
        whole.set("allOf", JSON.createArrayNode().add(schema));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
        return compiled.validate(value.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
