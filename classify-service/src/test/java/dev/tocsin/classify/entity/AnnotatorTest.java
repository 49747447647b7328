package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotatorTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Canaan moved | canaan",
                "嘉楠迁移 | canaan",
                "嘉楠科技迁移 | canaan",
                "比特大陸遷移 | bitmain",
                "支付寶發行 | alipay",
                "蚂蚁链上线 | antchain",
                "Chinese authorities acted | cn-authorities",
                "the Kazakh government acted | kz-authorities",
                "Kazakhstan's energy ministry | kz-energy-ministry",
                "the Ministry of Energy of Kazakhstan | kz-energy-ministry",
                "四川省能源局发文 | cn-sc-energy-bureau",
                "四川省发展改革委发文 | cn-sc-development-reform",
                "Russian central bank | bank-of-russia",
                "俄罗斯央行 | bank-of-russia",
                "Francis Suarez spoke | francis-suarez",
                "迈阿密市长表示 | miami-mayor",
                "the mayor of Miami said | miami-mayor",
                "the industry regulator of China's far western region of Xinjiang | cn-xj-industry-department",
                "新疆经信委发文 | cn-xj-industry-department",
                "內蒙古工信部門 | cn-nm-industry-department",
                "the energy ministry in Astana | kz-energy-ministry",
                "Electricité du Laos said | edl"
            })
    void actorHasOneIdHoweverItIsNamed(String words, String id) {
        assertThat(annotate(words).mentions())
                .extracting(mention ->
                        mention.actor() == null ? null : mention.actor().id())
                .contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in Kazakhstan | KZ",
                "Kazakh miners | KZ",
                "in the U.S. now | US",
                "Texan rigs | US-TX",
                "in Sichuan | CN-SC",
                "在四川省 | CN-SC",
                "在內蒙古自治區 | CN-NM",
                "紐約州 | US-NY",
                "哈萨克斯坦 | KZ",
                "沙烏地阿拉伯 | SA",
                "in Abkhazia | GE-AB",
                "Irkutsk region | RU-IRK",
                "科索沃 | XK",
                "in Dubai | AE-DU"
            })
    void placeHasItsCode(String words, String code) {
        assertThat(annotate(words).mentions(Tag.PLACE).map(Mention::place).filter(Objects::nonNull))
                .extracting(Place::code)
                .containsExactly(code);
    }

    @Test
    void aWordIsNoName() {
        assertThat(annotate("they told us to turn right and block the near road")
                        .mentions())
                .isEmpty();
    }

    @Test
    void aNameWithinAWordIsNone() {
        assertThat(annotate("Chinatown and Indiana Jones").mentions())
                .extracting(mention -> mention.entry().name())
                .doesNotContain("China", "India");
    }

    @Test
    void theTaggedSentenceIsAsLongAsTheSentence() {
        AnnotatedSentence sentence = annotate("Canaan moved to Kazakhstan");

        assertThat(sentence.tagged()).hasSameSizeAs(sentence.sentence().text()).contains(" moved to ");
    }

    @Test
    void everyActorHasAnIdOfItsOwn() {
        assertThat(GazetteerFile.rows("actors.tsv", 8))
                .extracting(row -> row[0])
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]{1,64}"));
    }

    private static AnnotatedSentence annotate(String words) {
        return ANNOTATOR.annotate(Sentence.title(words));
    }
}
