package dev.tocsin.classify.entity;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Reads half-said dates ("on June 18", "last Friday") as of the day of publication. */
record Calendar(LocalDate published) {

    /** A date without its year means the nearest one: news looks at most half a year ahead or back. */
    @Nullable EventDate dayNear(int month, int day) {
        LocalDate nearest = null;
        for (int year = published.getYear() - 1; year <= published.getYear() + 1; year++) {
            EventDate exact = day(year, month, day);
            if (exact != null) {
                LocalDate candidate = LocalDate.parse(exact.date());
                nearest = nearest == null || distance(candidate) < distance(nearest) ? candidate : nearest;
            }
        }
        return nearest == null ? null : EventDate.day(nearest);
    }

    /** 12日 is the nearest twelfth: of this month, or on its first and last days of the one beside. */
    @Nullable EventDate dayOfMonthNear(int day) {
        LocalDate nearest = null;
        for (int months = -1; months <= 1; months++) {
            LocalDate month = published.plusMonths(months);
            EventDate exact = day(month.getYear(), month.getMonthValue(), day);
            if (exact != null) {
                LocalDate candidate = LocalDate.parse(exact.date());
                nearest = nearest == null || distance(candidate) < distance(nearest) ? candidate : nearest;
            }
        }
        return nearest == null ? null : EventDate.day(nearest);
    }

    @Nullable EventDate monthNear(int month) {
        EventDate middle = dayNear(month, 15);
        return middle == null ? null : EventDate.month(LocalDate.parse(middle.date()));
    }

    static @Nullable EventDate day(int year, int month, int day) {
        try {
            return EventDate.day(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable EventDate month(int year, int month) {
        return month < 1 || month > 12 ? null : EventDate.month(LocalDate.of(year, month, 1));
    }

    EventDate daysFrom(int days) {
        return EventDate.day(published.plusDays(days));
    }

    EventDate monthsFrom(int months) {
        return EventDate.month(published.plusMonths(months));
    }

    EventDate yearsFrom(int years) {
        return EventDate.year(published.getYear() + years);
    }

    /** A week is told as the month that most of it lies in: finer than that we do not know. */
    EventDate weeksFrom(int weeks) {
        return EventDate.month(published
                .plusWeeks(weeks)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusDays(3));
    }

    EventDate weekday(DayOfWeek day, boolean ahead) {
        return EventDate.day(
                published.with(ahead ? TemporalAdjusters.nextOrSame(day) : TemporalAdjusters.previousOrSame(day)));
    }

    /** "This Saturday": of the week that runs. */
    EventDate weekdayOfThisWeek(DayOfWeek day) {
        return EventDate.day(published.with(day));
    }

    private long distance(LocalDate date) {
        return Math.abs(date.toEpochDay() - published.toEpochDay());
    }
}
