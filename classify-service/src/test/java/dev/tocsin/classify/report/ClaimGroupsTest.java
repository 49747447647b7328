package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which sentences tell of one event, whatever a classifier hears in them: here it hears what each test says. */
class ClaimGroupsTest {

    private static final Gazetteer GAZETTEER = new Gazetteer();

    @Test
    void whatNamesNobodyGoesOnWithItsStory() {
        List<EventReport> reports = reports(
                Map.of("broke the lock", Category.MINING_BAN, "were carted away", Category.MINING_BAN),
                "A shed in the palms",
                "On Friday police in Perak broke the lock of a shed full of bitcoin rigs.\n\nSome 90 mining machines were carted away on a lorry.");

        assertThat(reports).extracting(EventReport::jurisdictions).containsExactly(List.of("MY-08"));
    }

    @Test
    void whatNamesNobodyTellsOfItsOwnParagraphsPlace() {
        List<EventReport> reports = reports(
                Map.of("flattened", Category.MINING_BAN, "shut down a farm", Category.MINING_BAN),
                "Rigs under wheels",
                "In Sarawak the police flattened bitcoin rigs with a roller.\n\nUkraine's security service was tidier. It shut down a farm of bitcoin miners.");

        assertThat(reports).extracting(EventReport::jurisdictions).containsExactly(List.of("MY-13"), List.of("UA"));
    }

    @Test
    void aStoryThatHeadlinesACountrysBanTellsNoOtherOfItsProvince() {
        List<EventReport> reports = reports(
                Map.of("断了电", Category.MINING_BAN, "停止供电", Category.MINING_BAN, "拉下闸刀", Category.MINING_BAN),
                "吉尔吉斯斯坦给矿场断了电",
                "吉尔吉斯斯坦国家电网宣布对加密矿场停止供电。\n\n矿主们不服。\n\n楚河州的供电局在一座旧厂房里拉下闸刀，挖矿机房停了。");

        assertThat(reports).hasSize(1);
    }

    @Test
    void aCountryAndItsProvinceInParagraphsThatNoTitleHoldsTogetherAreTwo() {
        List<EventReport> reports = reports(
                Map.of("will clean up", Category.MINING_BAN, "switched off", Category.MINING_BAN),
                "Officials who hum",
                "China's planning commission will clean up industrial bitcoin mining.\n\nInspectors in Zhejiang switched off the crypto rigs of twenty offices.");

        assertThat(reports).extracting(EventReport::jurisdictions).containsExactly(List.of("CN"), List.of("CN-ZJ"));
    }

    @Test
    void aLineThatSumsTheWeekUpTellsNothingOfItsOwn() {
        List<EventReport> reports = reports(
                Map.of(
                        "a province surrenders",
                        Category.MINING_BAN,
                        "a mayor who courts",
                        Category.CITY_INVITATION,
                        "will close",
                        Category.MINING_BAN,
                        "invited",
                        Category.CITY_INVITATION),
                "The week",
                "China: a province surrenders its miners, and in Texas there is a mayor who courts the exchanges.\n\nInner Mongolia will close its bitcoin mines.\n\nThe mayor of Miami invited bitcoin miners.");

        assertThat(reports).extracting(EventReport::jurisdictions).containsExactly(List.of("CN-NM"), List.of("US-FL"));
    }

    @Test
    void aTitleJoinsTheEventOfItsPlaceNotOneThatOnlyContainsIt() {
        List<List<Claim>> events = finder(Map.of(
                        "bans", Category.MINING_BAN, "eliminated", Category.MINING_BAN, "cut off", Category.MINING_BAN))
                .findings(
                        Articles.article(
                                "Hebei bans mining, and more",
                                "• China's planner wants bitcoin mining eliminated.\n\n• In Hebei, the energy bureau cut off bitcoin miners.",
                                Articles.PUBLISHED),
                        Articles.NOW)
                .events();

        assertThat(events).hasSize(2);
        assertThat(events)
                .filteredOn(claims -> claims.stream().anyMatch(claim -> claim.origin() == Sentence.Origin.TITLE))
                .singleElement()
                .satisfies(claims -> assertThat(claims)
                        .anyMatch(claim -> claim.sentence().text().startsWith("In Hebei")));
    }

    @Test
    void theChiefOfTheCompanyMovesNothingOfHisOwn() {
        List<EventReport> reports = reports(
                Map.of("moving its headquarters", Category.RELOCATION, "their home", Category.RELOCATION),
                "News of the morning",
                "Tether is moving its headquarters to El Salvador. The company sat on islands until now; Jo Doe, the boss, says all will make San Salvador their home.");

        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).actors()).extracting(Actor::id).containsExactly("tether");
    }

    @Test
    void theCompanyThatIsNamedAboveDoesNotGoOnWithSomebodyElsesMove() {
        List<EventReport> reports = reports(
                Map.of("is flying", Category.RELOCATION, "is also moving", Category.RELOCATION),
                "Boxes",
                "Acme Freight is flying mining machines to Maryland.\n\nBitmain has paused its sales. The Beijing company is also moving its operations abroad.");

        assertThat(reports)
                .extracting(report -> report.actors().get(0).name())
                .containsExactly("Acme Freight", "Bitmain");
    }

    @Test
    void aMuseumWithoutANameOfItsOwnIsNotTheOneBefore() {
        List<EventReport> reports = reports(
                Map.of("put up a ticket", Category.NFT_LAUNCH, "ten orchids", Category.NFT_LAUNCH),
                "Drops",
                "Starbucks put up a ticket as an NFT. Singapore's national museum says ten orchids will be minted as NFTs.");

        assertThat(reports)
                .extracting(report -> report.actors().get(0).name())
                .containsExactly("Starbucks", "Singapore's national museum");
    }

    @Test
    void whoSpeaksForAFirmSpeaksOfItsMove() {
        List<EventReport> reports = reports(
                Map.of("batted away", Category.RELOCATION),
                "Dublin?",
                "A spokesman for Binance batted away a claim that the exchange is moving its headquarters to Dublin.");

        assertThat(reports.get(0).actors()).extracting(Actor::id).containsExactly("binance");
    }

    @Test
    void whatIsSaidOfAnIssueIsNoOther() {
        List<EventReport> reports = reports(
                Map.of("开售", Category.NFT_LAUNCH, "合作的nft", Category.NFT_LAUNCH),
                "数字藏品日报",
                "支付宝两款付款码皮肤昨晚开售。这是蚂蚁链与敦煌研究院合作的NFT作品。");

        assertThat(reports).hasSize(1);
    }

    private static List<EventReport> reports(Map<String, Category> heard, String title, String text) {
        return finder(heard).find(Articles.article(title, text, Articles.PUBLISHED), Articles.NOW);
    }

    private static EventFinder finder(Map<String, Category> heard) {
        return new EventFinder(new Hearing(heard), GAZETTEER);
    }

    /** Hears an event where a sentence holds the words that are to tell of one. */
    private record Hearing(Map<String, Category> words) implements Classifier {

        private static final double STRENGTH = 0.9;

        @Override
        public String version() {
            return "words";
        }

        @Override
        public Headline hear(AnnotatedSentence headline, String around) {
            return Headline.NONE;
        }

        @Override
        public List<Verdict> classify(AnnotatedSentence sentence, String around, Headline headline) {
            List<Verdict> verdicts = new ArrayList<>();
            words.forEach((word, category) -> {
                int start = sentence.folded().indexOf(word);
                if (start >= 0) {
                    verdicts.add(new Verdict(
                            category,
                            Status.ANNOUNCED,
                            Verdict.Scope.EVENT,
                            STRENGTH,
                            word,
                            start,
                            start + word.length()));
                }
            });
            verdicts.sort((one, other) -> one.category().compareTo(other.category()));
            return verdicts;
        }

        @Override
        public List<Opinion> explain(AnnotatedSentence sentence, String around, Headline headline) {
            return List.of();
        }
    }
}
