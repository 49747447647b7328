package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever a text is made of, every quote stands in it at its offsets, and the same text gives the same reports. */
class EvidenceOffsetsTest {

    private static final List<String> PIECES = List.of(
            "Kazakhstan banned bitcoin mining. ",
            "Miami's mayor invited crypto miners. ",
            "四川省关停26个虚拟货币挖矿项目。",
            "支付寶上線敦煌NFT皮膚！",
            "Bitmain moved its rigs from China to Texas.",
            "U.S. ",
            "3.5 ",
            "🙂",
            "👩‍👩‍👧",
            "e\u0301\u0323",
            "𝔅𠀀",
            "\ud83d",
            "\u0000",
            "\ufeff",
            "\u200b",
            "\u2028",
            "\r\n",
            "\n",
            "\n\n",
            "\t",
            "## ",
            "- ",
            "”」",
            "…",
            "。。",
            "?!",
            " ",
            "\u00a0",
            "İ",
            "ﬁ",
            "ＮＦＴ",
            "(",
            "\"");

    @RepeatedTest(400)
    void everyQuoteIsVerbatimAtItsOffsets(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        String whole = text.toString();

        List<EventReport> reports = Articles.reports("Crypto", whole);

        String quotable = whole.isBlank() ? "Crypto" : whole;
        int[] codePoints = quotable.codePoints().toArray();
        for (EventReport report : reports) {
            for (Evidence evidence : report.evidence()) {
                assertThat(new String(codePoints, evidence.start(), evidence.end() - evidence.start()))
                        .isEqualTo(evidence.quote());
            }
        }
        assertThat(Articles.reports("Crypto", whole)).isEqualTo(reports);
    }
}
