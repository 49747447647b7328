package dev.tocsin.alerting.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader has come in the order in which versions of alerts were committed: behind this one. It means the same on
 * every replica. Opaque to readers, yet not secret.
 *
 * @param number 0 before the first
 */
record Position(long number) {
    private static final Pattern PLAIN = Pattern.compile("s\\.(\\d{1,18})");
    private static final int LONGEST = 40;

    /** URL-safe text. */
    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("s." + number).getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the text was not made by {@link #encode()}. */
    static Optional<Position> decode(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher plain = PLAIN.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            return plain.matches()
                    ? Optional.of(new Position(Long.parseLong(plain.group(1))))
                            .filter(position -> position.encode().equals(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
