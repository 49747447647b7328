package dev.tocsin.classify.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Kazakhstan shuts down 106 crypto mining farms",
                "en | BIT Mining",
                "zh-Hans | 比特矿业首批矿机运抵哈萨克斯坦",
                "zh-Hans | 腾讯音乐进军NFT领域，Binance、Coinbase 纷纷跟进",
                "zh-Hant | 比特幣礦工遷往哈薩克",
                "zh-Hant | 香港歡迎Web3企業，NFT與虛擬資產業者可申請牌照",
                "und | Казахстан запретил майнинг криптовалют",
                "und | El gobierno de Venezuela prohíbe la minería de bitcoin en todo el país por los cortes de luz",
                "und | ビットコインのマイニングがカザフスタンで禁止された",
                "und | 12345 …"
            })
    void textIsInItsLanguage(String tag, String text) {
        assertThat(Language.of(text).tag()).isEqualTo(tag);
    }
}
