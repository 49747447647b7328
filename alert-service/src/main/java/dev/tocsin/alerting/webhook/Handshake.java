package dev.tocsin.alerting.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint said when it was asked whether it wants to be rung.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">CloudEvents
 *     webhook 1.0.2, section 4</a>
 */
public sealed interface Handshake {

    /** More is no limit that we would ever come to. */
    int MOST_PER_MINUTE = 60_000;

    Pattern DIGITS = Pattern.compile("\\d{1,9}");

    /** @param perMinute how many requests it allows; empty when it does not limit them */
    record Agreed(Optional<Integer> perMinute) implements Handshake {}

    /** @param reason what was missing, in words for the owner */
    record Declined(String reason) implements Handshake {}

    /**
     * Reads the answer to the validation request. The specification does not let a status agree to anything, but one that
     * refuses the method means that nobody there has read the question.
     *
     * @param headers by their lower-case names; several of one name joined by commas
     */
    static Handshake of(int status, Function<String, @Nullable String> headers, String origin) {
        if (status != 200 && status != 204) {
            return new Declined("it answered " + status + " to OPTIONS instead of 200 or 204");
        }
        String allowedOrigin = header(headers, "webhook-allowed-origin");
        if (allowedOrigin.isEmpty()) {
            return new Declined("its answer to OPTIONS has no WebHook-Allowed-Origin");
        }
        if (!allowedOrigin.equals("*") && !allowedOrigin.equalsIgnoreCase(origin)) {
            return new Declined("its WebHook-Allowed-Origin is neither " + origin + " nor *");
        }
        String allow = header(headers, "allow");
        if (!allow.isEmpty()
                && Stream.of(allow.toUpperCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .noneMatch("POST"::equals)) {
            return new Declined("its Allow does not list POST");
        }
        return rated(header(headers, "webhook-allowed-rate"));
    }

    /** One that is left out stands for no limit: the specification demands it, and who forgets it has none in mind. */
    private static Handshake rated(String rate) {
        if (rate.isEmpty() || rate.equals("*")) {
            return new Agreed(Optional.empty());
        }
        int perMinute = DIGITS.matcher(rate).matches() ? Integer.parseInt(rate) : 0;
        return perMinute == 0
                ? new Declined("its WebHook-Allowed-Rate is neither a number of requests per minute nor *")
                : new Agreed(Optional.of(perMinute).filter(given -> given <= MOST_PER_MINUTE));
    }

    private static String header(Function<String, @Nullable String> headers, String name) {
        String value = headers.apply(name);
        return value == null ? "" : value.strip();
    }
}
