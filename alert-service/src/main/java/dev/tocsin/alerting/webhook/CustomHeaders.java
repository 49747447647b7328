package dev.tocsin.alerting.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Headers that a subscription adds to its requests, often to be let in by a gateway. Their values are secrets. They
 * are set before ours, and those that are ours, or that steer the connection, cannot be set at all.
 *
 * @param values by name in lower case
 */
public record CustomHeaders(Map<String, String> values) {

    public static final CustomHeaders NONE = new CustomHeaders(Map.of());

    static final int MOST = 16;
    static final int LONGEST_NAME = 128;
    static final int LONGEST_VALUE = 4_096;

    /** RFC 9110, 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + LONGEST_NAME + "}");
    /** Visible ASCII, with blanks inside. */
    private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");

    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via");

    private static final Set<String> RESERVED_PREFIXES = Set.of("proxy-", "webhook-", "x-forwarded-");

    /** A value shorter than this may stand in an answer by chance. */
    private static final int SHORTEST_MASKED = 4;

    /** @throws IllegalArgumentException with a text that names the header and never quotes its value */
    public CustomHeaders {
        if (values.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " headers");
        }
        Map<String, String> lowerCase = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            check(name, key, value);
            if (lowerCase.put(key, value) != null) {
                throw new IllegalArgumentException("\"" + key + "\" is there twice");
            }
        });
        values = Collections.unmodifiableMap(lowerCase);
    }

    /** Whoever answers with what it was sent must not bring the values into the delivery log. */
    byte[] masked(byte[] answer) {
        if (values.isEmpty()) {
            return answer;
        }
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        String masked = values.values().stream()
                .flatMap(CustomHeaders::telling)
                .reduce(text, (rest, value) -> rest.replace(value, "***"));
        return masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The whole value, and what follows a word such as Bearer. */
    private static Stream<String> telling(String value) {
        return Stream.of(value, value.substring(value.indexOf(' ') + 1))
                .filter(part -> part.length() >= SHORTEST_MASKED);
    }

    private static void check(String name, String key, String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name has 1 to " + LONGEST_NAME + " letters, digits and !#$%&'*+.^_`|~- (RFC 9110)");
        }
        if (RESERVED.contains(key) || RESERVED_PREFIXES.stream().anyMatch(key::startsWith)) {
            throw new IllegalArgumentException("\"" + key + "\" cannot be set: it is ours or the connection's");
        }
        if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the value of \"" + key + "\" is not 1 to " + LONGEST_VALUE
                    + " characters of visible ASCII, without blanks at its ends");
        }
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "CustomHeaders" + values.keySet();
    }
}
