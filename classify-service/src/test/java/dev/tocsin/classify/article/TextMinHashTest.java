package dev.tocsin.classify.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextMinHashTest {

    private static final double TOLERANCE = 0.15;

    private static final Pattern UNIT = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

    private static final String WIRE = """
            ALMATY (Wire) - Kazakhstan's grid operator will cut power to licensed cryptocurrency miners from Monday until \
            the end of the month, after outages in the south of the country.
            The operator sent letters to more than fifty data centres, which had moved in from China last summer. Miners \
            now draw some eight percent of the country's electricity, the energy ministry said.
            Two companies said that they would ship their machines to Texas. A spokesman for the ministry declined to say \
            when the supply would be restored.
            Officials have blamed unregistered farms for a third of the new demand. The government plans a higher tariff \
            for miners next year.
            """;

    /** By another outlet: its own dateline, and two sentences cut. */
    private static final String REPRINT = """
            NUR-SULTAN, Friday: Kazakhstan's grid operator will cut power to licensed cryptocurrency miners from Monday \
            until the end of the month, after outages in the south of the country.
            The operator sent letters to more than fifty data centres, which had moved in from China last summer.
            Two companies said that they would ship their machines to Texas. A spokesman for the ministry declined to say \
            when the supply would be restored.
            Officials have blamed unregistered farms for a third of the new demand.
            """;

    private static final String ANOTHER = """
            Licensed bitcoin farms in Kazakhstan lose their electricity for the rest of January: KEGOC told them so in \
            writing this week. The country took in tens of thousands of machines when Beijing drove them out, and its \
            ageing network cannot feed them all. Owners are looking at Texas and Siberia, one of them told us by phone.
            """;

    private static final String SIMPLIFIED = "四川省能源局周五要求省内电力公司在两天内切断二十六个比特币矿场的供电。多家矿场负责人表示，他们正在联系海外的数据中心，准备把机器运往哈萨克斯坦。";

    private static final String TRADITIONAL =
            "四川省能源局週五要求省內電力公司在兩天內切斷二十六個比特幣礦場的供電。多家礦場負責人表示，他們正在聯繫海外的數據中心，準備把機器運往哈薩克斯坦。";

    @Test
    void theSameTextAgreesWhollyWhateverItsCaseAndPunctuation() {
        assertThat(TextMinHash.of(WIRE)).isEqualTo(TextMinHash.of(WIRE));
        assertThat(agreement(WIRE, WIRE.toUpperCase(java.util.Locale.ROOT).replace(".", " -- ")))
                .isEqualTo(1);
    }

    @Test
    void aReprintAgreesAsFarAsItIsTheSame() {
        assertThat(jaccard(WIRE, REPRINT)).isBetween(0.5, 0.8);
        assertThat(agreement(WIRE, REPRINT)).isCloseTo(jaccard(WIRE, REPRINT), within(TOLERANCE));
    }

    @Test
    void anotherTextOnTheSameSubjectHardlyAgrees() {
        assertThat(agreement(WIRE, ANOTHER)).isCloseTo(jaccard(WIRE, ANOTHER), within(TOLERANCE));
        assertThat(agreement(WIRE, ANOTHER)).isLessThan(0.1);
    }

    @Test
    void traditionalCharactersAgreeWithSimplifiedOnes() {
        assertThat(jaccard(SIMPLIFIED, TRADITIONAL)).isGreaterThan(0.9);
        assertThat(agreement(SIMPLIFIED, TRADITIONAL)).isCloseTo(jaccard(SIMPLIFIED, TRADITIONAL), within(TOLERANCE));
    }

    @Test
    void aChineseTextCutByHalfAgreesByHalf() {
        String half = SIMPLIFIED.substring(0, SIMPLIFIED.length() / 2);

        assertThat(agreement(SIMPLIFIED, half)).isCloseTo(jaccard(SIMPLIFIED, half), within(TOLERANCE));
    }

    @Test
    void aTextOfFewerThanEightShinglesHasNone() {
        assertThat(TextMinHash.of("")).isNull();
        assertThat(TextMinHash.of("one two three four five six seven eight nine"))
                .isNull();
        assertThat(TextMinHash.of("one two three four five six seven eight nine ten"))
                .hasSize(172);
        assertThat(TextMinHash.of("四川省能源局要求切")).isNull();
        assertThat(TextMinHash.of("四川省能源局要求切断供电")).hasSize(172);
    }

    /** What is sent once is compared for as long as alerts live: a changed hash would make every copy a stranger. */
    @Test
    void theHashIsTheSameInEveryRelease() {
        assertThat(TextMinHash.of("one two three four five six seven eight nine ten"))
                .startsWith("ZFsEAkG7JQKTO5wJdJuQ");
    }

    private static double agreement(String one, String other) {
        ShortBuffer a = values(one);
        ShortBuffer b = values(other);
        int agreeing = 0;
        for (int i = 0; i < a.limit(); i++) {
            agreeing += a.get(i) == b.get(i) ? 1 : 0;
        }
        return agreeing / (double) a.limit();
    }

    private static ShortBuffer values(String text) {
        byte[] bytes = Base64.getDecoder().decode(Objects.requireNonNull(TextMinHash.of(text)));
        return ByteBuffer.wrap(bytes).asShortBuffer();
    }

    private static double jaccard(String one, String other) {
        Set<List<String>> a = shingles(one);
        Set<List<String>> b = shingles(other);
        Set<List<String>> both = new HashSet<>(a);
        both.retainAll(b);
        return both.size() / (double) (a.size() + b.size() - both.size());
    }

    private static Set<List<String>> shingles(String text) {
        List<String> units = new ArrayList<>();
        Matcher unit = UNIT.matcher(Folding.fold(text));
        while (unit.find()) {
            units.add(unit.group());
        }
        Set<List<String>> shingles = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            int end = i + (Character.isIdeographic(units.get(i).charAt(0)) ? 4 : 3);
            if (end <= units.size()) {
                shingles.add(units.subList(i, end));
            }
        }
        return shingles;
    }
}
