package dev.tocsin.classify.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void lineThatIsNoRuleIsRefused() {
        assertThatThrownBy(() -> new Rules(false, List.of("que 0.9 x = y"), new ArrayList<>()))
                .hasMessageContaining("que 0.9 x = y");
    }

    @Test
    void unknownWordIsRefused() {
        assertThatThrownBy(() -> new Rules(false, List.of("veto x = <NOWHERE>"), new ArrayList<>()))
                .hasMessageContaining("<NOWHERE>");
    }

    @Test
    void brokenPatternIsRefused() {
        assertThatThrownBy(() -> new Rules(false, List.of("veto x = ("), new ArrayList<>()))
                .hasMessageContaining("Not a pattern");
    }

    @Test
    void blankStandsForAHyphenToo() {
        List<Pattern> sought = new ArrayList<>();
        Rules rules = new Rules(false, List.of("veto x = hash rate"), sought);

        assertThat(sought.get(rules.named("veto").get(0).pattern()))
                .matches(veto -> veto.matcher("hash-rate").find());
    }

    @Test
    void firstStatusThatFitsWins() {
        Rules rules = new Rules(
                false,
                List.of("status denied d = denies", "status announced a = will", "default in_force"),
                new ArrayList<>());

        assertThat(rules.statusNear("denies it will")).isEqualTo(Status.DENIED);
        assertThat(rules.statusNear("it will")).isEqualTo(Status.ANNOUNCED);
        assertThat(rules.statusNear("it did")).isEqualTo(Status.IN_FORCE);
    }

    @Test
    void everyRulesFileOfTheJarCompiles() {
        for (Category category : Category.values()) {
            RuleBook book = RuleBook.named(category.word(), new ArrayList<>(), new ArrayList<>());
            assertThat(book.english().cues()).isNotEmpty();
            assertThat(book.chinese().cues()).isNotEmpty();
        }
    }

    @Test
    void theGateLetsCryptoNewsInAndOtherNewsOut() {
        CryptoGate gate = new CryptoGate();

        assertThat(gate.admits("kazakhstan bans bitcoin mining")).isTrue();
        assertThat(gate.admits("青海关停虚拟货币挖矿项目")).isTrue();
        assertThat(gate.admits("no more mining in irkutsk's south")).isTrue();
        assertThat(gate.admits("the football season begins on saturday")).isFalse();
        assertThat(gate.admits("央行下调存款准备金率")).isFalse();
    }

    @Test
    void aDoubtfulWordOpensTheGateForABriefOnly() {
        CryptoGate gate = new CryptoGate();
        String english = "the roof of the mine fell in, and its miners were brought up at night. ".repeat(10);
        String chinese = "煤矿发生透水，矿工连夜升井，交易所股价下跌。".repeat(12);

        assertThat(gate.admits(english)).isFalse();
        assertThat(gate.admits(english + "they had mined bitcoin.")).isTrue();
        assertThat(gate.admits(chinese)).isFalse();
        assertThat(gate.admits(chinese + "该矿用于挖矿。")).isTrue();
    }
}
