package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseNamesTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource({
        "四川矿企山岭科技决定, 山岭科技",
        "山岭集团10日, 山岭集团",
        "山岭電車將於本月下旬, 山岭電車",
        "山岭更正, 山岭",
        "港股山岭数码, 山岭数码",
        "旗下山岭科技, 山岭科技",
        "总部位于乌鲁木齐的矿企山岭算力, 山岭算力",
        "山岭算力第二批矿机空, 山岭算力",
        "墨山就“驼铃”, 墨山",
        "NFT平台墨山7日, 墨山",
        "阿根廷河床俱乐部同日, 河床俱乐部",
        "塞尔维亚足球俱乐部红山, 红山"
    })
    void nameEndsBeforeDatesAndVerbsAndBeginsBehindWhatDescribesIt(String words, String name) {
        assertThat(nameIn(words)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "准东矿场",
                "加拿大上市矿企",
                "公司在补充",
                "将关闭本土矿场",
                "一双只存在于区块链上的“悟道”",
                "另有2万台矿机由哈密",
                "百年有轨电车公司",
                "以首店为主题的“旅程邮票”昨夜",
                "董事会已批准将集团",
                "S19",
                "S19j Pro",
                "驼铃”数字藏品"
            })
    void descriptionsClausesAndModelsAreNoNames(String words) {
        assertThat(nameIn(words)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"矿企山岭算力近日启动转场。, 山岭算力", "奥斯陆上市公司山岭宣布搬到海边。, 山岭", "'山岭数码公布，附属公司域山科技将运走矿机。', 域山科技"})
    void whoStandsBehindAKindOfFirmIsNamed(String sentence, String name) {
        Mention found = UnknownActors.before(annotated(sentence), sentence.length() - 4);

        assertThat(found)
                .isNotNull()
                .extracting(mention -> mention.entry().name())
                .isEqualTo(name);
    }

    private static @Nullable String nameIn(String words) {
        Mention found = ChineseNames.in(annotated(words), 0, words.length(), null);
        return found == null ? null : found.entry().name();
    }

    private static AnnotatedSentence annotated(String words) {
        return ANNOTATOR.annotate(new Sentence(words, 0, Sentence.Origin.BODY));
    }
}
