package dev.tocsin.alerting.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * A day, a month or a year, as far as it is known.
 *
 * @param date ISO 8601, as long as its precision: {@code 2021-06-18}, {@code 2021-06} or {@code 2021}
 */
public record PartialDate(String date, Precision precision) {
    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    /** From coarse to fine. */
    public enum Precision {
        @JsonProperty("year")
        YEAR,
        @JsonProperty("month")
        MONTH,
        @JsonProperty("day")
        DAY
    }

    public PartialDate {
        if (!FORM.matcher(date).matches()) {
            throw new IllegalArgumentException("a date is written 2021, 2021-06 or 2021-06-18");
        }
        Precision length = date.length() == 4 ? Precision.YEAR : date.length() == 7 ? Precision.MONTH : Precision.DAY;
        if (length != precision) {
            throw new IllegalArgumentException("a date is as long as its precision");
        }
        try {
            firstDayOf(date, precision);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date exists in the calendar", e);
        }
    }

    public LocalDate firstDay() {
        return firstDayOf(date, precision);
    }

    public LocalDate lastDay() {
        LocalDate first = firstDay();
        return switch (precision) {
            case YEAR -> first.plusYears(1).minusDays(1);
            case MONTH -> first.plusMonths(1).minusDays(1);
            case DAY -> first;
        };
    }

    private static LocalDate firstDayOf(String date, Precision precision) {
        return switch (precision) {
            case YEAR -> Year.parse(date).atDay(1);
            case MONTH -> YearMonth.parse(date).atDay(1);
            case DAY -> LocalDate.parse(date);
        };
    }
}
