package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.webhook.CustomHeaders;
import dev.tocsin.alerting.webhook.EndpointSecrets;
import dev.tocsin.alerting.webhook.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client may decide about the way in which it is rung.
 *
 * @param headers may still hold {@link #KEPT} in place of a value
 * @param channelSecret may still be {@link #KEPT}
 * @param content null: what is usual for the url
 */
record EndpointDraft(
        SigningDraft signing,
        Map<String, String> headers,
        Optional<String> channelSecret,
        @Nullable String content,
        String language,
        @Nullable Duration expiresAfter) {

    /** Stands for a value that is not shown; sent back, it leaves the value as it is. */
    static final String KEPT = "***";

    private static final List<String> CONTENTS =
            Arrays.stream(Content.values()).map(Content::wireName).toList();
    private static final List<String> LANGUAGES =
            Arrays.stream(Language.values()).map(Language::wireName).toList();
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);
    private static final Pattern CHANNEL_SECRET = Pattern.compile("[!-~]{1,200}");

    static EndpointDraft of(SubscriptionRequest request) throws InvalidSubscription {
        return new EndpointDraft(
                SigningDraft.of(request.secret(), request.scheme()),
                headers(request.headers()),
                channelSecret(request.channelSecret()),
                request.content() == null ? null : oneOf("content", CONTENTS, request.content()),
                request.language() == null ? "en" : oneOf("language", LANGUAGES, request.language()),
                life(request.expiresAfter()));
    }

    /** Those of a new subscription. */
    EndpointSecrets secrets(SecureRandom random) throws InvalidSubscription {
        return secrets(EndpointSecrets.NONE, true).with(KeyRing.of(signing.key(random)));
    }

    /**
     * Those that are to hold, with the values that are kept.
     *
     * @param sameHost whether messages still go where they went: to another host no value goes that its owner has not
     *     written anew, or whoever may change a subscription could have them sent to himself
     */
    EndpointSecrets secrets(EndpointSecrets present, boolean sameHost) throws InvalidSubscription {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String value = header.getValue();
            if (value.equals(KEPT)) {
                value = present.headers().values().get(header.getKey());
                if (value == null || !sameHost) {
                    throw new InvalidSubscription(
                            "headers." + header.getKey(),
                            "write its value: *** stands for one that is kept, and a url with another host keeps none");
                }
            }
            values.put(header.getKey(), value);
        }
        try {
            return new EndpointSecrets(
                    present.keys(), new CustomHeaders(values), kept(channelSecret, present.channelSecret()));
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("headers", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> kept(Optional<String> given, Optional<String> present) throws InvalidSubscription {
        if (given.filter(KEPT::equals).isEmpty()) {
            return given;
        }
        if (present.isEmpty()) {
            throw new InvalidSubscription("channelSecret", "write it: *** stands for one that is kept");
        }
        return present;
    }

    /** Checked with the values that are kept, of which {@link #KEPT} is as good as any. */
    private static Map<String, String> headers(@Nullable Map<String, @Nullable String> given)
            throws InvalidSubscription {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable String> header :
                given == null ? List.<Map.Entry<String, @Nullable String>>of() : given.entrySet()) {
            headers.put(header.getKey(), header.getValue() == null ? "" : header.getValue());
        }
        try {
            return new CustomHeaders(headers).values();
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("headers", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> channelSecret(@Nullable String given) throws InvalidSubscription {
        if (given != null && !CHANNEL_SECRET.matcher(given).matches()) {
            throw new InvalidSubscription("channelSecret", "is not 1 to 200 characters of visible ASCII");
        }
        return Optional.ofNullable(given);
    }

    private static String oneOf(String property, List<String> known, String given) throws InvalidSubscription {
        if (!known.contains(given)) {
            throw new InvalidSubscription(property, "is none of " + known);
        }
        return given;
    }

    private static @Nullable Duration life(@Nullable String given) throws InvalidSubscription {
        if (given == null) {
            return null;
        }
        try {
            Duration life = Duration.parse(given);
            if (life.compareTo(SHORTEST_LIFE) >= 0 && life.compareTo(LONGEST_LIFE) <= 0 && life.getNano() == 0) {
                return life;
            }
        } catch (DateTimeParseException noDuration) {
            // As useless as one out of bounds.
        }
        throw new InvalidSubscription(
                "expiresAfter", "is no ISO 8601 duration between PT1M and P30D, in whole seconds, such as PT6H");
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "EndpointDraft[headers=" + headers.keySet() + "]";
    }
}
