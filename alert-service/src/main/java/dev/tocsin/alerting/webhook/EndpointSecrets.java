package dev.tocsin.alerting.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alerting.secret.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is secret about an endpoint. It lies in the table under one seal, so that it is opened once per version.
 *
 * @param channelSecret with which a chat's channel wants its messages signed
 */
public record EndpointSecrets(KeyRing keys, CustomHeaders headers, Optional<String> channelSecret) {

    /** Of a row that holds none. */
    public static final EndpointSecrets NONE = new EndpointSecrets(KeyRing.EMPTY, CustomHeaders.NONE, Optional.empty());

    private static final String PURPOSE = "endpoint secrets";
    private static final ObjectMapper JSON = new ObjectMapper();

    public byte[] sealed(String subscriptionId, Vault vault) {
        ObjectNode document = JSON.createObjectNode();
        for (KeyRing.Entry entry : keys.entries()) {
            ObjectNode key = document.withArray("keys").addObject();
            key.put("scheme", entry.key().scheme()).put("key", entry.key().bytes());
            entry.until().ifPresent(until -> key.put("until", until.toString()));
        }
        document.set("headers", JSON.valueToTree(headers.values()));
        channelSecret.ifPresent(secret -> document.put("channelSecret", secret));
        try {
            return vault.seal(subscriptionId, PURPOSE, JSON.writeValueAsBytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param sealed null: there are none
     * @throws IllegalStateException when it does not open
     */
    public static EndpointSecrets open(String subscriptionId, byte @Nullable [] sealed, Vault vault) {
        if (sealed == null) {
            return NONE;
        }
        try {
            JsonNode document = JSON.readTree(vault.open(subscriptionId, PURPOSE, sealed));
            List<KeyRing.Entry> keys = new ArrayList<>();
            for (JsonNode key : document.path("keys")) {
                keys.add(new KeyRing.Entry(
                        SigningKey.of(
                                key.path("scheme").asText(), key.path("key").binaryValue()),
                        Optional.ofNullable(key.get("until"))
                                .map(JsonNode::asText)
                                .map(Instant::parse)));
            }
            Map<String, String> headers = new LinkedHashMap<>();
            document.path("headers")
                    .fields()
                    .forEachRemaining(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            return new EndpointSecrets(
                    new KeyRing(keys),
                    new CustomHeaders(headers),
                    Optional.ofNullable(document.get("channelSecret")).map(JsonNode::asText));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EndpointSecrets with(KeyRing other) {
        return new EndpointSecrets(other, headers, channelSecret);
    }

    /** Without any of them. */
    @Override
    public String toString() {
        return "EndpointSecrets[" + headers + "]";
    }
}
