package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a sentence says that a move leads from and to, in whatever order and words. */
class JourneyTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "The pool is moving its servers from Norway to Paraguay. | NO | PY",
                "To Paraguay, from Norway: the pool packs up. | NO | PY",
                "The wallet maker leaves Malta for Portugal. | MT | PT",
                "The exchange quits Japan and picks Singapore. | JP | SG",
                "The fund has left Estonia. | EE | -",
                "The broker is said to be moving its Estonia desk to Portugal. | - | PT",
                "The miner swaps Norway for Paraguay. | NO | PY",
                "The fund gave up Malta and settled in Portugal. | MT | PT",
                "The exchange mulls a Swiss domicile. | - | CH",
                "The issuer may leave the US, with London, Singapore, Tokyo in view. | US | -",
                "It will go to Portugal or Malta once the lease ends. | - | -",
                "矿企将设备从四川迁往德克萨斯州。 | CN-SC | US-TX",
                "这家交易所撤离日本，落户新加坡。 | JP | SG",
                "矿池把总部迁出爱沙尼亚。 | EE | -",
                "矿企正在魁北克选址，拟撤出四川。 | CN-SC | CA-QC",
                "矿机从四川抵达日本海关，目的地是魁北克。 | CN-SC | CA-QC",
                "公司考慮遷往葡萄牙或馬耳他。 | - | -"
            })
    void eachPlaceHasTheRoleThatTheWordsAroundItGive(String sentence, @Nullable String from, @Nullable String to) {
        Journey journey = Journey.in(annotated(sentence), 0);

        assertThat(code(journey.from())).isEqualTo(from);
        assertThat(code(journey.to())).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Norwegian miners are shipping their rigs to Paraguay. | NO",
                "The Iceland-based operator will move to Paraguay. | IS",
                "挪威矿工正把机器运往巴拉圭。 | NO"
            })
    void whereTheMoverIsAtHomeIsTold(String sentence, String home) {
        Journey journey = Journey.in(annotated(sentence), 0);

        assertThat(journey.from()).isNull();
        assertThat(code(journey.home())).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The exchange may leave Malta, its founder said in London. | MT",
                "The exchange may leave Malta, its founder tells a London audience. | MT",
                "交易所创始人在伦敦说，总部将撤离马耳他。 | MT"
            })
    void whereSomebodySpeaksIsNoEndOfTheMove(String sentence, String from) {
        Journey journey = Journey.in(annotated(sentence), 0);

        assertThat(code(journey.from())).isEqualTo(from);
        assertThat(journey.to()).isNull();
        assertThat(journey.home()).isNull();
    }

    private static AnnotatedSentence annotated(String sentence) {
        return ANNOTATOR.annotate(new Sentence(sentence, 0, Sentence.Origin.BODY));
    }

    private static @Nullable String code(@Nullable Entry entry) {
        Place place = entry == null ? null : entry.place();
        return place == null ? null : place.code();
    }
}
