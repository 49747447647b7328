package dev.tocsin.ingest.date;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 25 Jun 2021 08:00:00 GMT | 2021-06-25T08:00:00Z",
                "25 Jun 2021 08:00 +0200 | 2021-06-25T06:00:00Z",
                "Mon, 25 Jun 2021 08:00:00 EST | 2021-06-25T13:00:00Z",
                "Fri, 25 Jun 21 08:00:00 PDT | 2021-06-25T15:00:00Z",
                "Fri, 25 Jun 99 08:00:00 UT | 1999-06-25T08:00:00Z",
                "Fri, 25 June 2021 08:00:00 CST | 2021-06-25T14:00:00Z",
                "Friday, 25-Jun-21 08:00:00 GMT | 2021-06-25T08:00:00Z",
                "Fri, 25 Jun 2021 | 2021-06-25T00:00:00Z",
                "Fri, 25 Jun 2021 24:00:00 GMT | 2021-06-26T00:00:00Z",
                "Fri, 25 Jun 2021 23:59:60 GMT | 2021-06-25T23:59:59Z",
                "Fri, 25 Jun 2021 08:00:00 GMT+0800 | 2021-06-25T00:00:00Z",
                "Fri, 25 Jun 2021 08:00:00 +0000 (Coordinated Universal Time) | 2021-06-25T08:00:00Z",
                "Fri Jun 25 08:00:00 2021 | 2021-06-25T08:00:00Z",
                "Fri Jun 25 08:00:00 GMT 2021 | 2021-06-25T08:00:00Z",
                "June 25, 2021 8:00 PM | 2021-06-25T20:00:00Z",
                "June 25th, 2021 at 12:05 a.m. | 2021-06-25T00:05:00Z",
                "2021-06-25T08:00:00Z | 2021-06-25T08:00:00Z",
                "2021-06-25T08:00:00.123456789+08:00 | 2021-06-25T00:00:00.123456789Z",
                "2021-06-25T08:00:00+0800 | 2021-06-25T00:00:00Z",
                "2021-06-25t08:00z | 2021-06-25T08:00:00Z",
                "2021-06-25 08:00:00 | 2021-06-25T08:00:00Z",
                "2021-06-25 08:00:00 +0800 | 2021-06-25T00:00:00Z",
                "2021/6/5 8:00 | 2021-06-05T08:00:00Z",
                "2021-06 | 2021-06-01T00:00:00Z",
                "20210625T080000Z | 2021-06-25T08:00:00Z",
                "20210625 | 2021-06-25T00:00:00Z",
                "2026年11月22日 10:30 | 2026-11-22T02:30:00Z",
                "2026年11月22日 星期日 下午3时05分 | 2026-11-22T07:05:00Z",
                "2026年11月22日 | 2026-11-21T16:00:00Z",
                "Fri, 25 Jun 2021 08:00:00 ET | 2021-06-25T12:00:00Z",
                "Fri, 25 Jan 2021 08:00:00 PT | 2021-01-25T16:00:00Z",
                "Fri, 25 Jun 2021 08:00:00 Etc/GMT | 2021-06-25T08:00:00Z",
                "Fri, 25 Jun 2021 08:00:00 Asia/Shanghai | 2021-06-25T00:00:00Z",
                "Fri, 25 Jun 2021 08:00:00 GMT-01:01 | 2021-06-25T09:01:00Z",
                "Fri, 25 Jun 2021 08:00:00 - 0500 | 2021-06-25T13:00:00Z",
                "Fri, 25 Jun 2021 08:00:00 XYZ | 2021-06-25T08:00:00Z",
                "Fri,25 Jun 2021 08:00:00 GMT | 2021-06-25T08:00:00Z",
                "25Jun2021 08:00 Z | 2021-06-25T08:00:00Z",
                "Fri, 25 Jun, 2021 08:00:00 UTC | 2021-06-25T08:00:00Z",
                "Wed, 31 Jun 2004 19:48:21 GMT | 2004-07-01T19:48:21Z",
                "Fri, 2006/09/15 08:19:53 EDT | 2006-09-15T12:19:53Z",
                "2004-07-08 23:56:58.0 | 2004-07-08T23:56:58Z",
                "2004-07-08T23:56:58 PDT | 2004-07-09T06:56:58Z",
                "2003 | 2003-01-01T00:00:00Z",
                "2003-335 | 2003-12-01T00:00:00Z",
                "2003335 | 2003-12-01T00:00:00Z",
                "Fr., 25. Juni 2021 08:00 MESZ | 2021-06-25T06:00:00Z",
                "Mo, 01 Mär 2021 08:00:00 +0100 | 2021-03-01T07:00:00Z",
                "25 de junio de 2021 | 2021-06-25T00:00:00Z",
                "1er août 2021 08:00 | 2021-08-01T08:00:00Z",
                "Κυρ, 11 Ιούλ 2004 12:00:00 EST | 2004-07-11T17:00:00Z",
                "25 июня 2021 08:00 MSK | 2021-06-25T05:00:00Z",
                "25.06.2021 08:00 | 2021-06-25T08:00:00Z",
                "06/25/2021 8:00 AM | 2021-06-25T08:00:00Z",
                "25/06/2021 | 2021-06-25T00:00:00Z",
                "2004년 05월 28일 오후 01:31:15 | 2004-05-28T13:31:15Z",
                "2004-05-25 오전 12:23:17 | 2004-05-25T00:23:17Z",
                "2021年6月25日（周五）08時05分 | 2021-06-25T00:05:00Z",
                "2021年6月25日 星期五 | 2021-06-24T16:00:00Z",
                "1624608000 | 2021-06-25T08:00:00Z",
                "1624608000123 | 2021-06-25T08:00:00.123Z"
            })
    void dateOfTheZooIsRead(String text, String instant) {
        assertThat(new FeedDates(false).parse(text, new Warnings())).hasToString(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 25 Jun 2021 08:00:00 CST | 2021-06-25T00:00:00Z",
                "2021-06-25 08:00:00 | 2021-06-25T00:00:00Z",
                "2021-06-25T08:00:00Z | 2021-06-25T08:00:00Z"
            })
    void chineseFeedMeansChinasTime(String text, String instant) {
        assertThat(new FeedDates(true).parse(text, new Warnings())).hasToString(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "32 Jun 2021 08:00:00 GMT",
                "2021-13-01",
                "25 Foo 2021",
                "2021-06-25T99:00Z",
                "99999999999999999999",
                "25 Jun 2021 08:00:00 +9999"
            })
    void whatIsNoDateIsLeftOutWithAWarning(String text) {
        Warnings warnings = new Warnings();

        assertThat(new FeedDates(false).parse(text, warnings)).isNull();
        assertThat(warnings.all())
                .containsExactly(new ParseWarning(
                        "date-not-understood", "A date was not understood and left out: " + text + "."));
    }

    @Test
    void missingDateIsNoWarning() {
        Warnings warnings = new Warnings();

        assertThat(new FeedDates(false).parse(null, warnings)).isNull();
        assertThat(warnings.all()).isEmpty();
    }
}
