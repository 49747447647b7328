package dev.tocsin.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.parse.FeedItem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeaserTest {
    private static final String SENTENCE = "The regulator said that the mine shall close before the month is over. ";
    private static final String CHINESE = "当地能源局表示，全部虚拟货币挖矿项目须在月底之前完成关停。";

    private final Teaser teaser = new Teaser(true);

    @Test
    void descriptionOfAFewSentencesIsOne() {
        assertThat(teaser.is(item(null), SENTENCE.repeat(3))).isTrue();
        assertThat(teaser.is(item(null), CHINESE.repeat(3))).isTrue();
    }

    @Test
    void shortContentIsWholeWhereItIsNotCut() {
        assertThat(teaser.is(item("html"), SENTENCE.repeat(8))).isFalse();
        assertThat(teaser.is(item("html"), CHINESE.repeat(9))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"…", "[…]", "[...]", "Read more", "Continue reading →", "阅读全文", "[查看更多]", "閱讀更多 »"})
    void contentThatBreaksOffIsOne(String end) {
        assertThat(teaser.is(item("html"), SENTENCE.repeat(8) + end)).isTrue();
    }

    @Test
    void longDescriptionIsTheArticle() {
        assertThat(teaser.is(item(null), SENTENCE.repeat(40))).isFalse();
        assertThat(teaser.is(item(null), CHINESE.repeat(40))).isFalse();
    }

    @Test
    void linkThatDoesNotSayWhitherHasToBeFollowed() {
        FeedItem item = new FeedItem(null, "https://t.co/x", "T", null, "html", List.of(), null, null, List.of(), null);

        assertThat(teaser.is(item, SENTENCE.repeat(60))).isTrue();
    }

    @Test
    void nobodyAsksWherePagesAreNotRead() {
        assertThat(new Teaser(false).is(item(null), "")).isFalse();
    }

    private static FeedItem item(@Nullable String content) {
        return new FeedItem(null, "https://o.example/a", "T", "s", content, List.of(), null, null, List.of(), null);
    }
}
