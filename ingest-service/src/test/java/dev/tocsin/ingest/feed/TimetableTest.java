package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParseOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
    private final FeedParser parser = new FeedParser(1_000_000, 100);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ttl>60</ttl> | PT1H",
                "<ttl> 5 </ttl> | PT5M",
                "<ttl>-1</ttl> | PT0S",
                "<ttl>soon</ttl> | PT0S",
                "<ttl>999999999</ttl> | PT8784H",
                "<sy:updatePeriod>hourly</sy:updatePeriod> | PT1H",
                "<sy:updatePeriod> HOURLY </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency> | PT30M",
                "<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency> | PT0S",
                "<sy:updateFrequency>4</sy:updateFrequency> | PT6H",
                "<sy:updatePeriod>sometimes</sy:updatePeriod> | PT0S",
                "<ttl>10</ttl><sy:updatePeriod>hourly</sy:updatePeriod> | PT1H",
                "'' | PT0S"
            })
    void statedGapIsTheLongestOfTtlAndSyndication(String inside, Duration expected) {
        assertThat(timetable(inside).atLeast()).isEqualTo(expected);
    }

    @Test
    void hoursAndDaysAreBits() {
        Timetable read =
                timetable("<skipHours><hour>0</hour><hour>24</hour><hour> 7 </hour><hour>25</hour><hour>x</hour>"
                        + "</skipHours><skipDays><day>Monday</day><day> sunday </day><day>Someday</day></skipDays>");

        assertThat(read).isEqualTo(new Timetable(Duration.ZERO, 1 | 1 << 7, 1 | 1 << 6));
    }

    @Test
    void publisherThatSkipsAllHoursOrDaysIsNotForgotten() {
        assertThat(new Timetable(Duration.ZERO, -1, -1)).isEqualTo(Timetable.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:59:59Z, 2026-11-22T09:59:59Z",
        "2026-11-22T10:00:00Z, 2026-11-22T12:00:00Z",
        "2026-11-22T11:59:59Z, 2026-11-22T12:00:00Z",
        "2026-11-23T00:00:01Z, 2026-11-24T00:00:00Z"
    })
    void closedTimeOpensAtTheNextHourThatIsNotSkipped(Instant time, Instant open) {
        Timetable tenToTwelveAndMondays = new Timetable(Duration.ZERO, 1 << 10 | 1 << 11, 1);

        assertThat(tenToTwelveAndMondays.openFrom(time)).isEqualTo(open);
    }

    private Timetable timetable(String inside) {
        String document = "<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>"
                + "<title>T</title>" + inside + "</channel></rss>";
        ParseOutcome outcome = parser.parse(document.getBytes(StandardCharsets.UTF_8), null, null);
        return Timetable.of(((ParsedFeed) outcome).schedule());
    }
}
