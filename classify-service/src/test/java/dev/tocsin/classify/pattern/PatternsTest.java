package dev.tocsin.classify.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PatternsTest {

    private static final List<String> EXPRESSIONS = List.of(
            "\\b(?:bans?|outlaws?)\\b[^;]{0,20}?\\bmin(?:ers?|ing)\\b",
            "\ue000+[^;]{0,20}?halts?",
            "(?:power|grid)(?: cut)?",
            "re(?:start|open)\\w*|lift(?:s|ed) (?:the )?ban",
            "关停.{0,4}(?:矿场|矿机)",
            "x{0,2}\\d+y?");

    private final Patterns patterns =
            new Patterns(EXPRESSIONS.stream().map(Pattern::compile).toList());

    @Test
    void anExpressionIsNotTriedForWantOfOneOfTheWordsThatItNeeds() {
        assertThat(patterns.in("the state bans trading").mayHold(0)).isFalse();
        assertThat(patterns.in("miners move on").mayHold(0)).isFalse();
        assertThat(patterns.in("the fleet halts").mayHold(1)).isFalse();
        assertThat(patterns.in("关停交易所").mayHold(4)).isFalse();
    }

    @Test
    void whatIsFoundIsWhatTheExpressionsFindAlone() {
        for (String text : List.of(
                "the state bans all mining",
                "\ue000\ue000 halts a urban minersx",
                "power cut, then reopening; the ban lifted",
                "they lifted the ban on miners: 12 grids",
                "四川关停全部矿机",
                "")) {
            Patterns.In in = patterns.in(text);
            for (int i = 0; i < EXPRESSIONS.size(); i++) {
                assertThat(in.holds(i))
                        .as(EXPRESSIONS.get(i) + " in " + text)
                        .isEqualTo(Pattern.compile(EXPRESSIONS.get(i))
                                .matcher(text)
                                .find());
            }
        }
    }
}
