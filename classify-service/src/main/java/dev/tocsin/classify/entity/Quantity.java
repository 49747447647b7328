package dev.tocsin.classify.entity;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much.
 *
 * @param unit UCUM code (t, kg, MW), ISO 4217 currency, or a plain noun for counted things
 * @param of what is counted
 */
public record Quantity(
        BigDecimal value, String unit, @Nullable String of) {

    public Quantity {
        // 8000 and 8000.0 are one quantity, and the wire shows neither 8E+3 nor trailing zeros.
        value = value.stripTrailingZeros();
        value = value.scale() < 0 ? value.setScale(0) : value;
        of = of != null && of.length() > 200 ? of.substring(0, 200) : of;
    }
}
