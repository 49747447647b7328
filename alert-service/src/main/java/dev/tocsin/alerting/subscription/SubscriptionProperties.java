package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.audit.Changes.Secret;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subscription as the audit log tells of it: by the names of the API, without what lets others ring in its name. */
final class SubscriptionProperties {
    private SubscriptionProperties() {}

    /** @param sealed its signing keys, values of headers and channel secret; a change of any of them is one of "secrets" */
    static Map<String, @Nullable Object> of(SubscriptionEntity row, byte @Nullable [] sealed) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("name", row.name());
        properties.put("url", new Url(row.url()));
        properties.put("enabled", row.enabled());
        properties.put("stateReason", row.stateReason());
        SubscriptionFilter filter = row.filter();
        properties.put("categories", filter.categories());
        properties.put("jurisdictions", filter.jurisdictions());
        properties.put("actors", filter.actors());
        properties.put("statuses", filter.statuses());
        properties.put("languages", filter.languages());
        properties.put("words", filter.words());
        properties.put("minConfidence", filter.minConfidence());
        properties.put("types", row.types());
        properties.put("content", row.content());
        properties.put("language", row.language());
        properties.put("expiresAfter", row.expiresAfter());
        properties.put("handshake", row.handshake());
        properties.put("allowedRate", row.allowedRate());
        properties.put("maxPerMinute", row.maxPerMinute());
        properties.put("secrets", sealed == null ? null : new Secret(ByteBuffer.wrap(sealed)));
        return properties;
    }

    /** Shown without path and query: those of a chat's channel are its password. */
    private record Url(String text) {
        @Override
        public String toString() {
            URI uri = URI.create(text);
            return uri.getScheme() + "://" + uri.getAuthority() + "/***";
        }
    }
}
