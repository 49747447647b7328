package dev.tocsin.classify.entity;

/**
 * A date that a sentence names.
 *
 * @param start offset in the sentence
 * @param effective true for a deadline or a beginning ("by 20 June", 自9月1日起), false for when something happened
 */
public record DateMention(int start, int end, EventDate date, boolean effective) {

    /** @param today ISO 8601, a day */
    public boolean isAfter(String today) {
        return date.date()
                        .compareTo(today.substring(
                                0, Math.min(today.length(), date.date().length())))
                > 0;
    }

    /** @param today ISO 8601, a day */
    public boolean isBefore(String today) {
        return date.date()
                        .compareTo(today.substring(
                                0, Math.min(today.length(), date.date().length())))
                < 0;
    }

    /** What has not come yet cannot have happened: it is when something takes effect. */
    public DateMention ahead() {
        return new DateMention(start, end, date, true);
    }
}
