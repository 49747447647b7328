package dev.tocsin.alerting.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which properties were changed, from what to what. Values are texts, numbers, booleans and lists of texts; what is secret
 * is a {@link Secret}, which can be compared and is never shown.
 */
public record Changes(Map<String, Change> properties) {
    public static final Changes NONE = new Changes(Map.of());

    /** Null stands for "there was none". */
    public record Change(@Nullable Object before, @Nullable Object after) {}

    /** @param content what it is known again by; a digest will do */
    public record Secret(Object content) {
        @Override
        public String toString() {
            return "***";
        }
    }

    public static Changes between(
            Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
        Map<String, Change> changed = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) {
                changed.put(name, new Change(shown(before.get(name)), shown(value)));
            }
        });
        before.forEach((name, value) -> {
            if (!after.containsKey(name)) {
                changed.put(name, new Change(shown(value), null));
            }
        });
        return new Changes(changed);
    }

    /** Of a thing that was not there before. */
    public static Changes made(Map<String, ? extends @Nullable Object> after) {
        return between(Map.of(), after);
    }

    /** One property, of which the value before is not told. */
    public static Changes of(String property, Object after) {
        return made(Map.of(property, after));
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return value instanceof Secret secret ? secret.toString() : value;
    }
}
