package dev.tocsin.alerting.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An answer as it was given.
 *
 * @param headers by lower-case name, without those that speak of one exchange
 * @param body as sent; may show a secret, so it is never stored but sealed
 */
public record KeptAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, List<String>>> HEADERS = new TypeReference<>() {};

    /** Of this exchange and no other: lengths and dates are made anew, limits are those of now. */
    private static final Set<String> PASSING = Set.of(
            "content-length",
            "date",
            "connection",
            "transfer-encoding",
            "ratelimit",
            "ratelimit-policy",
            "retry-after");

    public KeptAnswer {
        TreeMap<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (!PASSING.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, List.copyOf(values));
            }
        });
        headers = kept;
        body = body.clone();
    }

    /** Whether the same answer is owed to whoever asks again: what failed, or came too fast, may be tried again. */
    public static boolean isKept(int status) {
        return status < 500 && status != 429;
    }

    static KeptAnswer of(int status, String headers, byte[] body) {
        try {
            return new KeptAnswer(status, JSON.readValue(headers, HEADERS), body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Stored headers no longer read", e);
        }
    }

    String headersAsJson() {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Headers are always writable", e);
        }
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "KeptAnswer[status=" + status + "]";
    }
}
