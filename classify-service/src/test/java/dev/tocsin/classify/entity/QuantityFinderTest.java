package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityFinderTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nearly three tonnes of mining hardware to Maryland | 3 | t | mining hardware",
                "shipped 320 mining machines to Kazakhstan | 320 | machine | mining machines",
                "26 bitcoin mining projects | 26 | project | mining projects",
                "charged $9.37 per kilogram | 9.37 | USD | per kilogram",
                "rigs worth $13 million | 13000000 | USD | -",
                "a 100 MW site | 100 | MW | -",
                "the release of 8000 NFT skins. | 8000 | NFT | NFT skins",
                "sold 16,000 copies within hours | 16000 | copy | -",
                "首批320台矿机 | 320 | machine | 矿机",
                "三吨矿机 | 3 | t | 矿机",
                "发行8000份NFT付款码皮肤 | 8000 | NFT | NFT付款码皮肤",
                "关停26个挖矿项目 | 26 | project | 挖矿项目",
                "关停26家虚拟货币挖矿项目 | 26 | project | 虚拟货币挖矿项目",
                "1.2万台矿机 | 12000 | machine | 矿机",
                "负荷达50兆瓦 | 50 | MW | -",
                "售价19.9元 | 19.9 | CNY | -",
                "took 3,800 consoles | 3800 | machine | consoles",
                "Twenty-one projects | 21 | project | projects",
                "一万四千五百台矿机 | 14500 | machine | 矿机",
                "一千四百零三兆瓦 | 1403 | MW | -",
                "关停142家虚拟货币矿场 | 142 | farm | 虚拟货币矿场",
                "十七个集装箱 | 17 | container | -",
                "两千台矿机 | 2000 | machine | 矿机"
            })
    void amountIsRead(String words, String value, String unit, @org.jspecify.annotations.Nullable String of) {
        assertThat(QuantityFinder.in(ANNOTATOR.annotate(Sentence.title(words))))
                .extracting(quantity -> quantity.value().toPlainString(), Quantity::unit, Quantity::of)
                .containsExactly(org.assertj.core.api.Assertions.tuple(value, unit, of));
    }

    @ParameterizedTest
    @CsvSource({"20家国有单位", "a 400% increase in 2021", "block 700123", "2021年6月", "第26届大会"})
    void otherNumbersAreNoAmounts(String words) {
        assertThat(QuantityFinder.in(ANNOTATOR.annotate(Sentence.title(words)))).isEmpty();
    }
}
