package dev.tocsin.classify.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {

    @Test
    void foldedTextIsAsLongAsTheText() {
        String odd = "İstanbul ﬁ 𝔅 ＮＦＴ 礦機\u00a0“x”\ud83d";

        assertThat(Folding.fold(odd)).hasSameSizeAs(odd);
    }

    @Test
    void traditionalCharactersQuotesAndWidthAreFolded() {
        assertThat(Folding.fold("比特幣礦機’s ＮＦＴ，Ａ１")).isEqualTo("比特币矿机's nft，a1");
    }
}
