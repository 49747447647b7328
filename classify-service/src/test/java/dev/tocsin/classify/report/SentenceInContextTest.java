package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader looks back to. */
class SentenceInContextTest {

    private static final String TEXT =
            "Qinghai bans mining. Rigs are off.\n\nBybit moves to Dubai. It will hire there.\n\nGucci drops NFTs.";

    private final List<SentenceInContext> sentences =
            ArticleSentences.of(Articles.article("The week", TEXT, null), new Annotator(new Gazetteer()));

    @Test
    void inADigestNobodyLooksBackBeyondTheParagraph() {
        SentenceInContext hires = sentences.get(4);

        SentenceInContext apart = hires.inDigest(TEXT.indexOf("Bybit"));

        assertThat(apart.before())
                .extracting(before -> before.sentence().text())
                .containsExactly("Bybit moves to Dubai.");
    }

    @Test
    void inADigestParagraphsAreNotBesideEachOther() {
        SentenceInContext bybit = sentences.get(3).inDigest(TEXT.indexOf("Bybit"));
        SentenceInContext gucci = sentences.get(5).inDigest(TEXT.indexOf("Gucci"));

        assertThat(bybit.isBeside(gucci)).isFalse();
    }
}
