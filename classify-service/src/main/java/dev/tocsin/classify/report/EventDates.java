package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.DateFinder;
import dev.tocsin.classify.entity.DateMention;
import dev.tocsin.classify.entity.EventDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened or was announced, and when it takes effect.
 *
 * @param occurred as the article tells it; else the month of publication, since news is told when it is new; null only
 *     where the day of publication is not known
 */
record EventDates(@Nullable EventDate occurred, @Nullable EventDate effective) {

    private static final int OLD_NEWS_DAYS = 60;

    static EventDates of(Testimony testimony, @Nullable Instant publishedAt) {
        List<DateMention> named = new ArrayList<>();
        testimony.claims().forEach(claim -> addAll(named, claim.at(), publishedAt));
        Claim first = testimony.claims().get(0);
        List<DateMention> beside = new ArrayList<>();
        testimony.details().stream()
                .filter(detail -> detail.passage() == Math.max(0, first.at().passage()))
                .forEach(detail -> addAll(beside, detail, publishedAt));
        EventDate occurred = first(recent(named, publishedAt), false);
        occurred = occurred != null ? occurred : first(recent(beside, publishedAt), false);
        if (occurred == null && publishedAt != null) {
            // "From today": what has begun has happened.
            occurred = first(
                    named.stream()
                            .filter(mention -> !mention.isAfter(day(publishedAt)))
                            .toList(),
                    true);
        }
        if (occurred == null && publishedAt != null) {
            occurred = EventDate.month(publishedAt.atZone(ZoneOffset.UTC).toLocalDate());
        }
        String today = publishedAt == null ? "" : day(publishedAt);
        EventDate effective = first(
                named.stream()
                        .filter(mention -> mention.isAfter(today) || isStillToCome(mention, today))
                        .toList(),
                true);
        return new EventDates(occurred, effective);
    }

    private static void addAll(List<DateMention> dates, SentenceInContext at, @Nullable Instant publishedAt) {
        if (publishedAt != null) {
            String today = day(publishedAt);
            DateFinder.in(at.sentence(), publishedAt).stream()
                    .map(mention -> mention.isAfter(today) ? mention.ahead() : mention)
                    .forEach(dates::add);
        }
    }

    /** "The pause imposed last November", 去年同期: what news tells of long ago is its background, and 今年 tells no date. */
    private static List<DateMention> recent(List<DateMention> dates, @Nullable Instant publishedAt) {
        if (publishedAt == null) {
            return dates;
        }
        LocalDate today = publishedAt.atZone(ZoneOffset.UTC).toLocalDate();
        String earliest = today.minusDays(OLD_NEWS_DAYS).toString();
        return dates.stream()
                .filter(mention -> !mention.isBefore(earliest))
                .filter(mention -> mention.date().precision() != EventDate.Precision.YEAR)
                .toList();
    }

    /** "By the end of the month" is ahead, though its month has begun; of a day, today is no news of tomorrow. */
    private static boolean isStillToCome(DateMention mention, String today) {
        return mention.date().precision() != EventDate.Precision.DAY && !mention.isBefore(today);
    }

    private static String day(Instant publishedAt) {
        return publishedAt.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** The first of the finest: "this month, on June 18" is June 18. */
    private static @Nullable EventDate first(List<DateMention> dates, boolean effective) {
        EventDate found = null;
        for (DateMention mention : dates) {
            boolean finer = found == null || mention.date().precision().compareTo(found.precision()) < 0;
            if (mention.effective() == effective && finer) {
                found = mention.date();
            }
        }
        return found;
    }
}
