package dev.tocsin.alerting.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Canaan Inc., canaan",
        "ＢＩＴ Ｍｉｎｉｎｇ　Ltd, bit mining",
        "Nova Rigs Group Holdings, nova rigs",
        "比特大陆科技有限公司, 比特大陆科技",
        "蚂蚁集团, 蚂蚁",
        "Group, group",
    })
    void legalFormIsNoPartOfAName(String name, String core) {
        assertThat(Names.core(name)).isEqualTo(core);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Chinese authorities", "a logistics firm", "Miners", "某物流公司", "当地政府", "中国监管部门", "--"})
    void nobodyInParticularIsGeneric(String name) {
        assertThat(Names.isGeneric(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Canaan", "Bank of Russia", "Kosovo government", "嘉楠科技", "四川省发改委", "俄罗斯央行"})
    void somebodyIsNotGeneric(String name) {
        assertThat(Names.isGeneric(name)).isFalse();
    }
}
