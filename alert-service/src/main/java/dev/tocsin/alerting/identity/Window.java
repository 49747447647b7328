package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.PartialDate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The days on which an event may have happened, both ends included. */
public record Window(LocalDate from, LocalDate to) {
    /**
     * How many days may lie between the windows of two reports of one event. A report that knows only the month is a
     * window of a month, so two such reports bridge up to some 45 days from first day to last.
     */
    public static final int TOLERANCE_DAYS = 10;

    /**
     * The window that a report gives: what it says of the date, else the day on which it was said. A mere year says
     * less than the day of publication, so it counts only where that lies in another year.
     */
    public static Window of(EventReported report) {
        LocalDate said = report.saidAt().atZone(ZoneOffset.UTC).toLocalDate();
        PartialDate occurred = report.occurred();
        if (occurred == null) {
            return new Window(said, said);
        }
        Window window = new Window(occurred.firstDay(), occurred.lastDay());
        boolean vague = occurred.precision() == PartialDate.Precision.YEAR;
        return vague && window.daysTo(new Window(said, said)) == 0 ? new Window(said, said) : window;
    }

    /** The smallest window that holds both. */
    public Window spanning(Window other) {
        return new Window(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    /** Days between the two; 0 where they touch or overlap. */
    long daysTo(Window other) {
        if (other.from.isAfter(to)) {
            return ChronoUnit.DAYS.between(to, other.from);
        }
        return from.isAfter(other.to) ? ChronoUnit.DAYS.between(other.to, from) : 0;
    }
}
