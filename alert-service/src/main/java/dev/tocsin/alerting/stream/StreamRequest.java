package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.alert.AlertFilter;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.lifecycle.AlertType;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /v1/alerts/stream} was asked for.
 *
 * @param keyId whose stream it is
 * @param types by wire name; all, when empty
 * @param from behind which it begins; now, when empty
 */
record StreamRequest(String keyId, AlertFilter filter, Set<String> types, Optional<Position> from) {
    private static final List<String> TYPES = Arrays.stream(AlertType.values())
            .filter(AlertType::isSent)
            .map(AlertType::wireName)
            .toList();

    private static final List<String> KNOWN = Stream.concat(
                    AlertFilter.PARAMETERS.stream(), Stream.of("types", "lastEventId"))
            .toList();

    /**
     * Reads decoded query parameters.
     *
     * @param lastEventId the header, which a client sends that comes back; it counts more than the parameter, which was
     *     written into the URL before
     */
    static StreamRequest of(String keyId, Map<String, List<String>> parameters, @Nullable String lastEventId)
            throws InvalidParameter {
        Parameters given = Parameters.of(parameters, KNOWN);
        List<String> positions = new ArrayList<>(given.repeated("lastEventId"));
        if (lastEventId != null && !lastEventId.isBlank()) {
            positions = List.of(lastEventId.strip());
        }
        return new StreamRequest(
                keyId, AlertFilter.of(given), Set.copyOf(given.oneOf("types", TYPES)), position(positions));
    }

    private static Optional<Position> position(List<String> given) throws InvalidParameter {
        Parameters one = new Parameters(Map.of(
                "lastEventId", given.stream().filter(text -> !text.isEmpty()).toList()));
        return one.single(
                "lastEventId",
                text -> Position.decode(text).orElseThrow(IllegalArgumentException::new),
                "the id of an event of this stream, as header Last-Event-ID or as parameter; leave it out to begin now");
    }

    /**
     * Whether the table of keys can say if it still holds. The operator's key is configured, and what people come with is
     * their issuer's token ({@code oidc:…}): neither is stored.
     */
    static boolean isStored(String keyId) {
        return Ids.isId("key", keyId);
    }
}
