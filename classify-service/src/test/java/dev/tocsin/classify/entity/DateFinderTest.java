package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFinderTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    /** A Friday. */
    private static final Instant PUBLISHED = Instant.parse("2021-06-25T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on June 18 | 2021-06-18 | false",
                "on 18 June 2020 | 2020-06-18 | false",
                "on December 30 | 2020-12-30 | false",
                "on June 3rd, 2021 | 2021-06-03 | false",
                "in May | 2021-05 | false",
                "last Friday | 2021-06-25 | false",
                "on Monday | 2021-06-21 | false",
                "yesterday | 2021-06-24 | false",
                "today | 2021-06-25 | false",
                "earlier this month | 2021-06 | false",
                "last month | 2021-05 | false",
                "last year | 2020 | false",
                "on 2021-06-01 | 2021-06-01 | false",
                "by Sunday | 2021-06-27 | true",
                "by 20 June | 2021-06-20 | true",
                "starting September | 2021-09 | true",
                "from July 1 | 2021-07-01 | true",
                "by end-July | 2021-07 | true",
                "opens on Sunday | 2021-06-27 | true",
                "tonight | 2021-06-25 | false",
                "later this month | 2021-06 | true",
                "公告于六月十八日发布 | 2021-06-18 | false",
                "五月廿一日公布 | 2021-05-21 | false",
                "昨夜开抢 | 2021-06-24 | false",
                "6月18日，某省 | 2021-06-18 | false",
                "2020年12月1日 | 2020-12-01 | false",
                "8 月 10 日发行 | 2021-08-10 | false",
                "今日 | 2021-06-25 | false",
                "昨日 | 2021-06-24 | false",
                "本月 | 2021-06 | false",
                "上个月 | 2021-05 | false",
                "去年 | 2020 | false",
                "上周五 | 2021-06-18 | false",
                "在6月20日前关停 | 2021-06-20 | true",
                "自9月1日起 | 2021-09-01 | true",
                "月底前断电 | 2021-06 | true",
                "周日上架 | 2021-06-27 | true",
                "30日召开会议 | 2021-06-30 | false",
                "this Saturday | 2021-06-26 | false",
                "this Monday | 2021-06-21 | false",
                "became available on Sunday | 2021-06-20 | false",
                "will close the grid, a man at a meeting on Monday said | 2021-06-21 | false",
                "Members will be able to buy one of 5,000 tokens that show the very first of its shops from noon on Wednesday | 2021-06-30 | true"
            })
    void dateIsReadAsOfItsPublication(String words, String date, boolean effective) {
        List<DateMention> found = dates(words, PUBLISHED);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).date().date()).isEqualTo(date);
        assertThat(found.get(0).effective()).isEqualTo(effective);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until the end of January 2022",
                "through 31 January",
                "before Monday's vote",
                "since April",
                "直到9月22日",
                "拍卖周日结束",
                "截至6月底",
                "禁令延至2022年3月",
                "6月25日前报送结果"
            })
    void whenItEndsOrIsHeardIsNeitherWhenItHappenedNorWhenItBegins(String words) {
        assertThat(dates(words, PUBLISHED)).isEmpty();
    }

    @Test
    void withoutADayOfPublicationNothingIsRead() {
        assertThat(dates("last Friday", null)).isEmpty();
    }

    @Test
    void thirtyFirstOfFebruaryIsNoDate() {
        assertThat(dates("2021年2月31日", PUBLISHED)).isEmpty();
    }

    private static List<DateMention> dates(String words, @org.jspecify.annotations.Nullable Instant published) {
        return DateFinder.in(ANNOTATOR.annotate(Sentence.title(words)), published);
    }
}
