package dev.tocsin.ingest.parse;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.warning.ParseWarning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed says of when to look at it, and of who else announces it. */
class PublishedScheduleTest {
    private static final FeedParser PARSER = new FeedParser(1024 * 1024, 100);

    @Test
    void feedWithoutAWordOfItHasNoSchedule() {
        ParsedFeed feed = rss("<title>T</title>");

        assertThat(feed.schedule()).isEqualTo(PublishedSchedule.NONE);
        assertThat(feed.hubs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60, PT1H", "' 5 ', PT5M", "0,", "999999999, P366D"})
    void ttlIsMinutes(String ttl, @Nullable Duration expected) {
        assertThat(rss("<ttl>" + ttl + "</ttl>").schedule().ttl()).isEqualTo(expected);
    }

    @Test
    void skippedHoursAreOfTheDayInGmt() {
        ParsedFeed feed = rss("<skipHours><hour>0</hour><hour>07</hour><hour>23</hour><hour>24</hour></skipHours>");

        assertThat(feed.schedule().skipHours()).isEqualTo(Set.of(0, 7, 23));
    }

    @Test
    void skippedDaysAreReadByTheirEnglishNames() {
        ParsedFeed feed = rss("<skipDays><day>Saturday</day><day> sun </day><day>Sunday</day></skipDays>");

        assertThat(feed.schedule().skipDays()).isEqualTo(Set.of(SATURDAY, SUNDAY));
        assertThat(feed.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hourly, 1, PT1H",
        "hourly, 2, PT30M",
        "'\n\thourly\t', '\n1\n', PT1H",
        "Daily, , PT24H",
        ", 4, PT6H",
        "weekly, 1, PT168H",
        "monthly, 3, PT240H",
        "yearly, 1, PT8760H"
    })
    void syndicationPeriodIsDividedByItsFrequency(
            @Nullable String period, @Nullable String frequency, Duration expected) {
        ParsedFeed feed = rss((period == null ? "" : "<sy:updatePeriod>" + period + "</sy:updatePeriod>")
                + (frequency == null ? "" : "<sy:updateFrequency>" + frequency + "</sy:updateFrequency>"));

        assertThat(feed.schedule().updateInterval()).isEqualTo(expected);
    }

    @Test
    void atomFeedMayBorrowTheSyndicationModuleUnderAnyPrefix() {
        ParsedFeed feed = feed("<feed xmlns='http://www.w3.org/2005/Atom' "
                + "xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><s:updatePeriod>daily</s:updatePeriod>"
                + "<s:updateBase>2000-01-01T12:00+00:00</s:updateBase></feed>");

        assertThat(feed.schedule().updateInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(feed.schedule().updateBase()).hasToString("2000-01-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ttl>soon</ttl>",
                "<ttl>-5</ttl>",
                "<ttl>99999999999999999999</ttl>",
                "<skipHours><hour>25</hour></skipHours>",
                "<skipDays><day>Caturday</day></skipDays>",
                "<sy:updatePeriod>often</sy:updatePeriod>",
                "<sy:updateFrequency>0</sy:updateFrequency>"
            })
    void whatIsNoScheduleIsLeftOutWithAWarning(String element) {
        ParsedFeed feed = rss(element);

        assertThat(feed.schedule()).isEqualTo(PublishedSchedule.NONE);
        assertThat(feed.warnings()).extracting(ParseWarning::code).containsExactly("schedule-not-understood");
    }

    @Test
    void hubsAndSelfOfAnAtomFeedAreTaken() {
        ParsedFeed feed = feed("<feed xmlns='http://www.w3.org/2005/Atom'><link rel='hub' href='https://h.example/'/>"
                + "<link rel='HUB' href='/hub2'/><link rel='hub' href='https://h.example/'/>"
                + "<link rel='self' href='https://a.example/feed'/></feed>");

        assertThat(feed.hubs()).containsExactly("https://h.example/", "https://a.example/hub2");
        assertThat(feed.feedUrl()).isEqualTo("https://a.example/feed");
    }

    @Test
    void rssFeedBorrowsAtomsLinks() {
        ParsedFeed feed = rss("<link>https://a.example/</link><atom:link rel='hub self' href='https://h.example/1'/>"
                + "<link rel='hub' href='https://h.example/2'/>");

        assertThat(feed.hubs()).containsExactly("https://h.example/1", "https://h.example/2");
        assertThat(feed.feedUrl()).isEqualTo("https://h.example/1");
        assertThat(feed.siteUrl()).isEqualTo("https://a.example/");
    }

    @Test
    void hubsOfAJsonFeedAreThoseThatSpeakWebSub() {
        ParsedFeed feed = feed("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[],"
                + "\"feed_url\":\"https://a.example/feed.json\",\"hubs\":[{\"type\":\"rssCloud\",\"url\":\"https://c.example/\"},"
                + "{\"type\":\"WebSub\",\"url\":\"https://h.example/\"}]}");

        assertThat(feed.hubs()).containsExactly("https://h.example/");
        assertThat(feed.feedUrl()).isEqualTo("https://a.example/feed.json");
    }

    private static ParsedFeed rss(String channel) {
        return feed("<rss version='2.0'><channel>" + channel + "</channel></rss>");
    }

    private static ParsedFeed feed(String document) {
        ParseOutcome outcome = PARSER.parse(document.getBytes(StandardCharsets.UTF_8), null, "https://a.example/feed");
        assertThat(outcome).isInstanceOf(ParsedFeed.class);
        return (ParsedFeed) outcome;
    }
}
