package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.PartialDate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The days on which an event may have happened, both ends included. */
public record Window(LocalDate from, LocalDate to) {
    /** How many days may lie between the windows of two reports of one event. */
    public static final int TOLERANCE_DAYS = 10;

    /** News is fresh: a month or a year that lies further back than this is hardly the event's. */
    private static final int FRESH_DAYS = 45;

    /** A month without a year is taken for the last one of its name; what lies further back was said with its year. */
    private static final int LONG_AGO_DAYS = 330;

    /**
     * The window that a report gives: what it says of the date, else the day on which it was said. That day counts too
     * where the report names but its month, which says less, or a month or year away from it, which is background or a
     * deadline.
     */
    public static Window of(EventReported report) {
        LocalDate day = report.saidAt().atZone(ZoneOffset.UTC).toLocalDate();
        Window said = new Window(day, day);
        PartialDate occurred = report.occurred();
        if (occurred == null) {
            return said;
        }
        Window window = new Window(occurred.firstDay(), occurred.lastDay());
        return switch (occurred.precision()) {
            case DAY -> window;
            case MONTH -> {
                long days = window.daysTo(said);
                yield days > 0 && days <= FRESH_DAYS || days > LONG_AGO_DAYS ? window : said;
            }
            case YEAR -> said;
        };
    }

    /** The smallest window that holds both. */
    public Window spanning(Window other) {
        return new Window(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    boolean isOneDay() {
        return from.equals(to);
    }

    /** Days between the two; 0 where they touch or overlap. */
    long daysTo(Window other) {
        if (other.from.isAfter(to)) {
            return ChronoUnit.DAYS.between(to, other.from);
        }
        return from.isAfter(other.to) ? ChronoUnit.DAYS.between(other.to, from) : 0;
    }
}
