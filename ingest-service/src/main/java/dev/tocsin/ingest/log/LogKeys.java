package dev.tocsin.ingest.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A log line taken apart: {@code "Feed failed feedId=%s stage=fetch"} is a constant sentence, and keys with their values.
 *
 * @param keys in the order in which they are written
 */
public record LogKeys(String sentence, Map<String, String> keys) {
    private static final Pattern KEY = Pattern.compile(" (\\w+)=(?:\"(%[sd]|[^\"%]*)\"|(%[sd]|[^\\s\"%]+))");

    /** @return nothing where the format has no keys, or says anything after them */
    public static Optional<LogKeys> of(@Nullable String format, Object @Nullable [] parameters) {
        if (format == null || parameters == null) {
            return Optional.empty();
        }
        Matcher key = KEY.matcher(format);
        if (!key.find()) {
            return Optional.empty();
        }
        String sentence = format.substring(0, key.start());
        Map<String, String> keys = new LinkedHashMap<>();
        int end = key.start();
        int used = 0;
        do {
            String value = key.group(2) == null ? key.group(3) : key.group(2);
            boolean given = value.equals("%s") || value.equals("%d");
            if (key.start() != end || given && used == parameters.length) {
                return Optional.empty();
            }
            keys.put(key.group(1), given ? String.valueOf(parameters[used++]) : value);
            end = key.end();
        } while (key.find());
        return end == format.length() && used == parameters.length && sentence.indexOf('%') < 0
                ? Optional.of(new LogKeys(sentence, keys))
                : Optional.empty();
    }
}
