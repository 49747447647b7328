package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.passage.Sentence;
import dev.tocsin.classify.report.Explanation.JudgedPassage;
import dev.tocsin.classify.report.Explanation.JudgedSentence;
import dev.tocsin.classify.report.Explanation.Judgement;
import dev.tocsin.classify.report.Explanation.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final String TITLE = "🙂 Sichuan shuts bitcoin mines";
    private static final String TEXT =
            "🙂 Weekly.\n\n## Bans\n\nSichuan ordered 26 bitcoin mining projects to shut down"
                    + " by 20 June. The weather was fine.\n\nMiners were warned.\n\n## 其他\n\n青海省要求全面关停虚拟货币挖矿项目。";

    @Test
    void theReportsAreThoseWithoutAnExplanation() {
        Explanation explanation = Articles.explanation(TITLE, TEXT);

        assertThat(explanation.reports()).isNotEmpty().isEqualTo(Articles.reports(TITLE, TEXT));
        assertThat(explanation.classifier())
                .matches("pool-\\d+\\+[0-9a-f]{8}")
                .isEqualTo(explanation.reports().get(0).classifier());
    }

    @Test
    void everySentenceStandsVerbatimAtItsOffsetsInCodePoints() {
        Explanation explanation = Articles.explanation(TITLE, TEXT);

        int[] text = TEXT.codePoints().toArray();
        for (JudgedPassage passage : explanation.passages()) {
            for (JudgedSentence sentence : passage.sentences()) {
                assertThat(new String(text, sentence.start(), sentence.end() - sentence.start()))
                        .isEqualTo(sentence.text());
            }
        }
        assertThat(title(explanation).text()).isEqualTo(TITLE);
        assertThat(title(explanation).end()).isEqualTo(TITLE.codePointCount(0, TITLE.length()));
    }

    @Test
    void aPassageHasItsHeadingAndTheFirstBelowItHoldsTheHeadingsJudgementToo() {
        List<JudgedPassage> passages = Articles.explanation(TITLE, TEXT).passages();

        assertThat(passages).extracting(JudgedPassage::heading).containsExactly(null, "Bans", "Bans", "其他");
        assertThat(passages.get(1).sentences())
                .extracting(JudgedSentence::origin)
                .containsExactly(Sentence.Origin.HEADING, Sentence.Origin.BODY, Sentence.Origin.BODY);
        assertThat(passages.get(2).sentences())
                .extracting(JudgedSentence::origin)
                .containsExactly(Sentence.Origin.BODY);
    }

    @Test
    void aSentenceThatAReportQuotesLeadsToIt() {
        Explanation explanation = Articles.explanation(TITLE, TEXT);

        EventReport report = explanation.reports().get(0);
        JudgedSentence quoted = explanation.passages().get(1).sentences().get(1);
        Judgement ban = quoted.categories().get(0);
        assertThat(report.evidence().get(0).start()).isEqualTo(quoted.start());
        assertThat(quoted.winner()).isEqualTo(Category.MINING_BAN);
        assertThat(quoted.runnerUp()).isNotEqualTo(Category.MINING_BAN);
        assertThat(ban.accepted()).isTrue();
        assertThat(ban.outcome()).isEqualTo(Outcome.REPORTED);
        assertThat(ban.reportId()).isEqualTo(report.reportId());
        assertThat(ban.because()).isNull();
        assertThat(Objects.requireNonNull(ban.status()).status()).isEqualTo(report.status());
        assertThat(ban.cue()).isNotEmpty();
        assertThat(ban.words()).isNotEmpty();
    }

    @Test
    void aSentenceThatTellsNothingHasNoWinner() {
        JudgedSentence weather =
                Articles.explanation(TITLE, TEXT).passages().get(1).sentences().get(2);

        assertThat(weather.winner()).isNull();
        assertThat(weather.runnerUp()).isEqualTo(weather.categories().get(0).category());
        assertThat(weather.categories()).hasSize(4).allSatisfy(judgement -> {
            assertThat(judgement.outcome()).isEqualTo(Outcome.BELOW_THRESHOLD);
            assertThat(judgement.status()).isNull();
            assertThat(judgement.reportId()).isNull();
        });
    }

    @Test
    void theVoicesAndTheBiasAddUpToTheProbability() {
        Explanation explanation = Articles.explanation(TITLE, TEXT);

        for (Judgement judgement : title(explanation).categories()) {
            double logOdds = judgement.voices().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(1 / (1 + Math.exp(-logOdds))).isCloseTo(judgement.probability(), Offset.offset(0.002));
        }
    }

    @Test
    void talkOfManyBesideAnEventSaysWhyItIsDropped() {
        Explanation explanation = unlearned(
                "Rigs", "Many miners move their rigs overseas.\n\nCanaan moves its rigs from China to Kazakhstan.");

        Judgement talk =
                explanation.passages().get(0).sentences().get(0).categories().get(0);
        assertThat(talk.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(talk.because()).contains("many, unnamed");
    }

    @Test
    void aTitleThatAgreesWithNoParagraphSaysWhyItIsDropped() {
        Explanation explanation =
                unlearned("Bitmain moves rigs to Texas", "Canaan moves its rigs from China to Kazakhstan.");

        Judgement told = title(explanation).categories().get(0);
        assertThat(told.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(told.because()).contains("A title only names again");
    }

    @Test
    void whatTheFactsSpeakAgainstSaysWhyItIsDropped() {
        Explanation explanation = unlearned("Bitcoin falls", "Nike moves its head office from Oregon to Texas.");

        Judgement told =
                explanation.passages().get(0).sentences().get(0).categories().get(0);
        assertThat(told.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(told.because()).contains("facts speak against it");
    }

    /** By a classifier that takes whatever moves for a relocation. */
    private static Explanation unlearned(String title, String text) {
        EventFinder finder = new EventFinder(new MoveSpotter(), new Gazetteer());
        return finder.explain(Articles.article(title, text, Articles.PUBLISHED), Articles.NOW);
    }

    private static final class MoveSpotter implements Classifier {

        @Override
        public String version() {
            return "moves-1";
        }

        @Override
        public Headline hear(AnnotatedSentence headline, String around) {
            return Headline.NONE;
        }

        @Override
        public List<Verdict> classify(AnnotatedSentence sentence, String around, Headline headline) {
            String folded = sentence.folded();
            Verdict.Scope scope = folded.contains("many") ? Verdict.Scope.GENERIC : Verdict.Scope.EVENT;
            int at = folded.indexOf("move");
            return at < 0
                    ? List.of()
                    : List.of(new Verdict(Category.RELOCATION, Status.IN_FORCE, scope, 0.6, "move", at, at + 4));
        }

        @Override
        public List<Opinion> explain(AnnotatedSentence sentence, String around, Headline headline) {
            boolean moves = !classify(sentence, around, headline).isEmpty();
            return List.of(
                    opinion(Category.RELOCATION, moves ? 0.9 : 0.2, moves), opinion(Category.MINING_BAN, 0.1, false));
        }

        private static Opinion opinion(Category category, double probability, boolean accepted) {
            return new Opinion(category, probability, 0.5, accepted, true, Map.of(), "", List.of(), List.of(), null);
        }
    }

    @Test
    void anArticleThatTheGateRefusesSaysSo() {
        Explanation explanation = Articles.explanation("Football", "The season begins on Saturday.");

        assertThat(explanation.refusal()).contains("gate is shut");
        assertThat(explanation.passages()).isEmpty();
        assertThat(explanation.reports()).isEmpty();
    }

    @Test
    void aLanguageThatIsNotReadSaysSo() {
        assertThat(Articles.explanation("Майнинг", "Казахстан запретил майнинг биткоина.")
                        .refusal())
                .contains("neither English nor Chinese");
    }

    @Test
    void aLongArticleIsExplainedInItsFirstSentencesAndSaysSo() {
        Explanation explanation =
                Articles.explanation("Mining", "Rigs hum. ".repeat(300) + "Kazakhstan banned bitcoin mining.");

        int explained = explanation.passages().stream()
                .mapToInt(passage -> passage.sentences().size())
                .sum();
        assertThat(explanation.sentences()).isEqualTo(302);
        assertThat(explanation.explained()).isEqualTo(200).isEqualTo(1 + explained);
        assertThat(explanation.reports()).hasSize(1);
    }

    @Test
    void aTitleAloneIsExplained() {
        Explanation explanation = Articles.explanation("青海要求全面关停虚拟货币挖矿项目", "");

        assertThat(title(explanation).winner()).isEqualTo(Category.MINING_BAN);
        assertThat(explanation.passages()).isEmpty();
    }

    private static JudgedSentence title(Explanation explanation) {
        return Objects.requireNonNull(explanation.title());
    }
}
