package dev.tocsin.classify.entity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the dates that a sentence names, resolved as of the day its article was published (UTC). */
public final class DateFinder {

    private DateFinder() {}

    /** None where the day of publication is not known: "last Friday" would mean nothing. */
    public static List<DateMention> in(AnnotatedSentence sentence, @Nullable Instant publishedAt) {
        if (publishedAt == null) {
            return List.of();
        }
        Calendar calendar = new Calendar(publishedAt.atZone(ZoneOffset.UTC).toLocalDate());
        return sentence.chinese()
                ? ChineseDates.in(sentence.folded(), calendar)
                : EnglishDates.in(sentence.folded(), calendar);
    }
}
