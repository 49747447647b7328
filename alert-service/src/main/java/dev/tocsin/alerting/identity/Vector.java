package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a report says, as a point in its encoder's space.
 *
 * @param near the cosine from which two of them are near
 */
record Vector(String encoder, byte[] values, double near) {
    /**
     * Each encoder has a range of its own: of two reports of one category and different events, one pair in fifty is so
     * near. An encoder that is not among them says nothing.
     */
    private static final Map<String, Double> NEAR = Map.of("e5-small-v2", 0.90, "bge-small-zh-v1.5", 0.945);

    static @Nullable Vector of(EventReported report) {
        Statement statement = report.statement();
        if (statement == null) {
            return null;
        }
        return NEAR.entrySet().stream()
                .filter(encoder -> statement.encoder().startsWith(encoder.getKey()))
                .map(Entry::getValue)
                .findFirst()
                .map(near -> new Vector(statement.encoder(), Base64.getDecoder().decode(statement.vector()), near))
                .orElse(null);
    }

    /** Whether both are of one encoder, and near each other in its space. */
    boolean isNear(Vector other) {
        return encoder.equals(other.encoder) && values.length == other.values.length && cosine(other) >= near;
    }

    private double cosine(Vector other) {
        long product = 0;
        long ofThis = 0;
        long ofOther = 0;
        for (int i = 0; i < values.length; i++) {
            product += values[i] * other.values[i];
            ofThis += values[i] * values[i];
            ofOther += other.values[i] * other.values[i];
        }
        return ofThis == 0 || ofOther == 0 ? 0 : product / Math.sqrt((double) ofThis * ofOther);
    }
}
