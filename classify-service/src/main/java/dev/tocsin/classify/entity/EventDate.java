package dev.tocsin.classify.entity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * A date as exactly as it was told.
 *
 * @param date ISO 8601, as long as its precision: 2021-06-18, 2021-06 or 2021
 */
public record EventDate(String date, Precision precision) {

    public enum Precision {
        DAY,
        MONTH,
        YEAR;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static EventDate day(LocalDate day) {
        return new EventDate(day.toString(), Precision.DAY);
    }

    public static EventDate month(LocalDate within) {
        return new EventDate(YearMonth.from(within).toString(), Precision.MONTH);
    }

    public static EventDate year(int year) {
        return new EventDate("%04d".formatted(year), Precision.YEAR);
    }
}
