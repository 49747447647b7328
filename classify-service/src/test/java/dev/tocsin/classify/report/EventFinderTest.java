package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.entity.Actor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what an article says becomes its events: told twice is one, different actors or places are two. */
class EventFinderTest {

    @Test
    void aTitleALeadAndAParagraphThatTellTheSameAreOneEvent() {
        List<EventReport> reports = Articles.reports(
                "Bitdeer moves rigs to Texas",
                "Crypto miner Bitdeer is moving to Texas.\n\nBitdeer said it will ship 4,000 mining machines from China to Texas.");

        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).evidence()).hasSize(2);
        assertThat(reports.get(0).title()).isEqualTo("Bitdeer moves rigs to Texas");
    }

    @Test
    void differentCompaniesAreDifferentEvents() {
        List<EventReport> reports = Articles.reports(
                "Miners on the move",
                "Bitdeer moved its mining rigs from China to Texas.\n\nBTC.TOP moved its mining rigs from China to Canada.");

        assertThat(reports).extracting(report -> report.actors().get(0).id()).containsExactly("bitdeer", "btc-top");
        assertThat(reports).extracting(EventReport::reportId).doesNotHaveDuplicates();
    }

    @Test
    void differentProvincesAreDifferentBans() {
        List<EventReport> reports = Articles.reports("挖矿整治", "青海省全面关停虚拟货币挖矿项目。\n\n云南省清理关停比特币矿场。");

        assertThat(reports).extracting(EventReport::jurisdictions).containsExactly(List.of("CN-QH"), List.of("CN-YN"));
    }

    @Test
    void twoProvincesThatBanInOneSentenceAreTwoEvents() {
        List<EventReport> reports = Articles.reports("挖矿整治", "青海、云南相继叫停虚拟货币挖矿项目。");

        assertThat(reports)
                .extracting(EventReport::jurisdictions)
                .containsExactlyInAnyOrder(List.of("CN-QH"), List.of("CN-YN"));
        assertThat(reports).extracting(EventReport::reportId).doesNotHaveDuplicates();
    }

    @Test
    void whatTheLeadLeavesOpenTheTitleTells() {
        List<EventReport> reports = Articles.reports(
                "Bitfinex moves headquarters from Hong Kong to Texas",
                "The exchange is moving its headquarters this summer, it said.");

        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).actors()).extracting(Actor::id).containsExactly("bitfinex");
        assertThat(reports.get(0).jurisdictions()).containsExactly("HK", "US-TX");
    }

    @Test
    void itemsOfAListAreDifferentEvents() {
        List<EventReport> reports = Articles.reports(
                "Weekly digest",
                "- Kazakhstan banned bitcoin mining on Monday.\n\n- Iran banned bitcoin mining on Tuesday.\n\n- Bitdeer moved its mining rigs from China to Texas.");

        assertThat(reports)
                .extracting(EventReport::jurisdictions)
                .containsExactly(List.of("KZ"), List.of("IR"), List.of("CN", "US-TX"));
    }

    @Test
    void theStageOnWhichSomebodyInvitesIsNotWhoInvites() {
        List<EventReport> reports = Articles.reports(
                "Invitation",
                "At a conference in Miami, the government of Paraguay invited bitcoin miners to move to the country.");

        assertThat(reports).extracting(EventReport::jurisdictions).containsExactly(List.of("PY"));
    }

    @Test
    void aChineseArticleOfTwoEventsGivesTwo() {
        List<EventReport> reports =
                Articles.reports("一周要闻", "## 监管\n\n四川省能源局要求关停26个虚拟货币挖矿项目。\n\n## 出海\n\n比特矿业首批320台矿机已从中国运抵哈萨克斯坦。");

        assertThat(reports).extracting(EventReport::category).containsExactly(Category.MINING_BAN, Category.RELOCATION);
    }

    @Test
    void theCompanyOfTheNextSentenceIsTheOneNamedBefore() {
        List<EventReport> reports = Articles.reports(
                "Hardware",
                "Bitmain has paused sales of mining machines. The company is moving its operations to the United States.");

        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).actors()).extracting(Actor::id).containsExactly("bitmain");
    }

    @Test
    void talkOfManyIsNoEventBesideOneThatNamesSomebody() {
        List<EventReport> reports = Articles.reports(
                "Rigs",
                "The crackdown has forced some companies to move their mining rigs overseas.\n\nCanaan will ship its mining machines from China to Kazakhstan.");

        assertThat(reports).extracting(report -> report.actors().get(0).id()).containsExactly("canaan");
    }

    @Test
    void aTitleWithoutATextIsQuotedItself() {
        List<EventReport> reports = Articles.reports("青海要求全面关停虚拟货币挖矿项目", "");

        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).evidence()).containsExactly(new Evidence("青海要求全面关停虚拟货币挖矿项目", 0, 16));
    }

    @Test
    void aLanguageWeDoNotReadGivesNothing() {
        assertThat(Articles.reports("Майнинг", "Казахстан запретил майнинг биткоина."))
                .isEmpty();
    }

    @Test
    void withoutADayOfPublicationThereIsNoDate() {
        List<EventReport> reports =
                Articles.reports(Articles.article("Ban", "Kazakhstan banned bitcoin mining last Friday.", null));

        assertThat(reports.get(0).occurred()).isNull();
    }

    /** None of them may hold up the topic: no sentence end, no paragraph, and a claim in every sentence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Miners in China said that bitcoin mining may move, if power is cut to rigs and crypto firms leave ",
                "bitcoin mining bans ",
                "中国禁止比特币挖矿矿机迁往",
                "Kazakhstan bans bitcoin mining. Bitmain moves rigs to Texas. ",
                "Kazakhstan bans bitcoin mining.\n\n"
            })
    void theLongestTextIsReadInSeconds(String piece) {
        String text = piece.repeat(Article.MAX_TEXT_CHARS / piece.length());
        long start = System.nanoTime();

        List<EventReport> reports = Articles.reports("Crypto mining", text);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(reports).hasSizeLessThan(50);
    }
}
