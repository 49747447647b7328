package dev.tocsin.alerting.identity;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.AUTHORITY;
import static dev.tocsin.alerting.report.EventReported.Actor.Kind.COMPANY;
import static dev.tocsin.alerting.report.EventReported.Actor.Kind.EXCHANGE;
import static dev.tocsin.alerting.report.EventReported.Actor.Kind.INSTITUTION;
import static dev.tocsin.alerting.report.EventReported.Actor.Kind.OFFICIAL;
import static dev.tocsin.alerting.report.EventReported.Actor.Kind.OTHER;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static dev.tocsin.alerting.report.Reports.aReport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Reports;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class SameEventTest {
    private static final long MIAMI = 4164138;
    private static final long AUSTIN = 4671654;
    private static final long FORT_WORTH = 4691930;

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    void sameEvent(String why, Reports a, Reports b) {
        assertThat(SameEvent.judge(a.build(), b.build())).isInstanceOf(Verdict.Same.class);
        assertThat(SameEvent.judge(b.build(), a.build())).isInstanceOf(Verdict.Same.class);
    }

    public static Stream<Arguments> same() {
        return Stream.of(
                Arguments.of(
                        "organs of one province, English and Chinese",
                        aBan("Province orders 26 mines shut", "CN-SC").by("Sichuan Energy Bureau", AUTHORITY, null),
                        aBan("四川关停26个挖矿项目", "CN-SC").chinese().by("四川省发改委", AUTHORITY, "sichuan-drc")),
                Arguments.of(
                        "a province, beside its country",
                        aBan("Power to miners is cut", "CN", "CN-SC").by("Sichuan Energy Bureau", AUTHORITY, null),
                        aBan("Sichuan cuts power", "CN-SC").by("Sichuan government", AUTHORITY, null)),
                Arguments.of(
                        "one authority; its country in one report, a province in the other",
                        aBan("Central bank wants mining banned", "RU")
                                .by("Bank of Russia", AUTHORITY, "bank-of-russia"),
                        aBan("央行提议禁止挖矿", "RU-MOW").chinese().by("俄罗斯央行", AUTHORITY, "bank-of-russia")),
                Arguments.of(
                        "the state of one country, within a day",
                        aBan("Kosovo bans mining", "XK")
                                .by("Kosovo government", AUTHORITY, null)
                                .on("2022-01-04"),
                        aBan("科索沃禁止挖矿", "XK")
                                .chinese()
                                .by("科索沃当局", AUTHORITY, null)
                                .on("2022-01-05")),
                Arguments.of(
                        "proposed and in force",
                        aBan("Rules drafted", "CN-NM").status(dev.tocsin.alerting.report.Status.PROPOSED),
                        aBan("Rules hold", "CN-NM").status(dev.tocsin.alerting.report.Status.IN_FORCE)),
                Arguments.of(
                        "one company over languages, by id",
                        aMove("BIT Mining ships rigs", "BIT Mining", "bit-mining")
                                .to("Kazakhstan", "KZ"),
                        aMove("比特矿业矿机运抵哈萨克斯坦", "比特矿业", "bit-mining").chinese().to("Kazakhstan", "KZ")),
                Arguments.of(
                        "one company by name, with and without its legal form",
                        aMove("Canaan begins", "Canaan Inc.", null).in("KZ").on("2021-06-22"),
                        aMove("Canaan starts", "Canaan", null).in("CN", "KZ").on("2021-06")),
                Arguments.of(
                        "destination known to one only",
                        aMove("Rigs leave", "Nova Rigs", "nova-rigs").from("China", "CN"),
                        aMove("Rigs arrive", "Nova Rigs", "nova-rigs")
                                .from("Sichuan", "CN-SC")
                                .to("Texas", "US-TX")),
                Arguments.of(
                        "a firm that nobody names, between the same places",
                        aReport(Category.RELOCATION, "Three tonnes of rigs flown out")
                                .by("a logistics firm", COMPANY, null)
                                .to("Maryland", "US-MD"),
                        aReport(Category.RELOCATION, "物流公司运送矿机")
                                .chinese()
                                .by("某物流公司", COMPANY, null)
                                .to("Maryland", "US-MD")),
                Arguments.of(
                        "one NFT, of which each report names another place",
                        aReport(Category.NFT_LAUNCH, "Alipay sells skins")
                                .by("Alipay", COMPANY, "alipay")
                                .by("Dunhuang Academy", INSTITUTION, null)
                                .in("CN"),
                        aReport(Category.NFT_LAUNCH, "蚂蚁链发售皮肤")
                                .chinese()
                                .by("支付宝", COMPANY, "alipay")
                                .in("CN-GS")),
                Arguments.of(
                        "one city's mayor, named and not",
                        aReport(Category.CITY_INVITATION, "Mayor woos miners")
                                .by("Francis Suarez", OFFICIAL, "francis-suarez")
                                .at("Miami", "US-FL", MIAMI)
                                .in("US-FL"),
                        aReport(Category.CITY_INVITATION, "迈阿密市长邀请矿工")
                                .chinese()
                                .by("迈阿密市长", OFFICIAL, null)
                                .at("Miami", "US-FL", MIAMI)
                                .in("US")),
                Arguments.of(
                        "rounded quantities",
                        aMove("Nearly 3 t", "Nova Rigs", "nova-rigs").counting("3", "t", "mining hardware"),
                        aMove("2.9 t", "Nova Rigs", "nova-rigs").counting("2.9", "t", "mining hardware")),
                Arguments.of(
                        "only one says which batch it is",
                        aMove("First batch shipped", "Nova Rigs", "nova-rigs"),
                        aMove("Rigs relocated", "Nova Rigs", "nova-rigs")),
                Arguments.of(
                        "a brand and its parent, and the same rare words",
                        aReport(Category.NFT_LAUNCH, "Alipay sells Dunhuang skins")
                                .by("Alipay", COMPANY, "alipay", "ant-group"),
                        aReport(Category.NFT_LAUNCH, "Ant Group offers skins from Dunhuang")
                                .by("Ant Group", COMPANY, "ant-group", "ant-group")),
                Arguments.of(
                        "a mayor by name, and by office",
                        aReport(Category.CITY_INVITATION, "Suarez woos miners")
                                .by("Francis Suarez", OFFICIAL, "francis-suarez")
                                .at("Miami", "US-FL", MIAMI),
                        aReport(Category.CITY_INVITATION, "迈阿密市长邀请矿工")
                                .chinese()
                                .by("Mayor of Miami", OFFICIAL, "miami-mayor")
                                .at("Miami", "US-FL", MIAMI)),
                Arguments.of(
                        "a name with something before it",
                        aMove("Halden leaves", "Halden", null).to("Oman", "OM"),
                        aMove("Halden Compute leaves", "Halden Compute", null)),
                Arguments.of(
                        "names in two scripts, which cannot be compared, between the same cities",
                        aMove("Rigs go to Bratsk", "Hashridge", null)
                                .from("Sichuan", "CN-SC")
                                .to("Bratsk", "RU-IRK"),
                        aMove("川岭科技矿机出海", "川岭科技", null)
                                .chinese()
                                .from("Sichuan", "CN-SC")
                                .to("Bratsk", "RU-IRK")),
                Arguments.of(
                        "a figure corrected",
                        aBan("14 farms cut off", "KZ-55").counting("14", "farm", "farms"),
                        aBan("Eleven, not fourteen", "KZ-55").counting("11", "farm", null)),
                Arguments.of(
                        "a month that only a deadline is named by",
                        aBan("Mining suspended until February", "GE-AB").on("2021-02"),
                        aBan("Mining suspended", "GE-AB").on("2021-06-18")),
                Arguments.of(
                        "one text, nearly word for word, in which nobody is named",
                        aReport(Category.NFT_LAUNCH, "A drop").text("0".repeat(64)),
                        aReport(Category.NFT_LAUNCH, "The drop").text("0".repeat(64))),
                Arguments.of(
                        "alike but for little, and to the same effect",
                        aReport(Category.NFT_LAUNCH, "Tokens out")
                                .by("Nova", COMPANY, "nova")
                                .published("2021-06-14T08:00:00Z")
                                .meaning(90, 10, 5),
                        aReport(Category.NFT_LAUNCH, "On sale")
                                .by("Nova", COMPANY, "nova")
                                .meaning(89, 12, 5)),
                Arguments.of(
                        "an article and its revision",
                        aBan("Mines to close", "CN-QH").inArticle(Reports.id("art", 900), 1),
                        aBan("Mines to close soon", "CN-QH").inArticle(Reports.id("art", 900), 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("different")
    void differentEvents(String why, Reports a, Reports b) {
        assertThat(SameEvent.judge(a.build(), b.build())).isInstanceOf(Verdict.Different.class);
        assertThat(SameEvent.judge(b.build(), a.build())).isInstanceOf(Verdict.Different.class);
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of(
                        "category",
                        aMove("Nova Rigs leaves", "Nova Rigs", "nova-rigs"),
                        aReport(Category.NFT_LAUNCH, "Nova Rigs drops NFTs").by("Nova Rigs", COMPANY, "nova-rigs")),
                Arguments.of(
                        "one article",
                        aMove("A first move", "Nova Rigs", "nova-rigs").inArticle(Reports.id("art", 901), 1),
                        aMove("Another move", "Nova Rigs", "nova-rigs").inArticle(Reports.id("art", 901), 1)),
                Arguments.of(
                        "two provinces",
                        aBan("Qinghai orders shutdown", "CN-QH").by("Chinese authorities", AUTHORITY, "cn-state"),
                        aBan("Yunnan orders shutdown", "CN-YN").by("Chinese authorities", AUTHORITY, "cn-state")),
                Arguments.of(
                        "two provinces, each beside the country",
                        aBan("青海省全面关停挖矿项目", "CN", "CN-QH").chinese(),
                        aBan("云南省全面关停挖矿项目", "CN", "CN-YN").chinese()),
                Arguments.of(
                        "a prefecture and another province's city",
                        aBan("Prefecture orders shutdown", "CN").at("Changji", "CN-XJ", 1529114L),
                        aBan("City orders shutdown", "CN").at("Ya'an", "CN-SC", 1787858L)),
                Arguments.of(
                        "two governors",
                        aReport(Category.CITY_INVITATION, "Texas invites")
                                .in("US-TX")
                                .by("Governor A", OFFICIAL, null),
                        aReport(Category.CITY_INVITATION, "Wyoming invites")
                                .in("US-WY")
                                .by("Governor B", OFFICIAL, null)),
                Arguments.of(
                        "two cities of one state",
                        aReport(Category.CITY_INVITATION, "Austin invites")
                                .in("US-TX")
                                .at("Austin", "US-TX", AUSTIN),
                        aReport(Category.CITY_INVITATION, "Fort Worth invites")
                                .in("US-TX")
                                .at("Fort Worth", "US-TX", FORT_WORTH)),
                Arguments.of(
                        "two people of one state",
                        aReport(Category.CITY_INVITATION, "Governor invites")
                                .in("US-TX")
                                .by("A", OFFICIAL, "gov-a"),
                        aReport(Category.CITY_INVITATION, "Senator invites")
                                .in("US-TX")
                                .by("B", OFFICIAL, "sen-b")),
                Arguments.of(
                        "second and third batch",
                        aMove("Nova Rigs ships second batch of machines", "Nova Rigs", "nova-rigs"),
                        aMove("Nova Rigs ships 3rd batch of machines", "Nova Rigs", "nova-rigs")),
                Arguments.of(
                        "第二批 and 第三批",
                        aMove("诺瓦第二批矿机运抵", "诺瓦", "nova-rigs").chinese(),
                        aMove("诺瓦第三批矿机运抵", "诺瓦", "nova-rigs").chinese()),
                Arguments.of(
                        "second batch and 第三批",
                        aMove("Second batch arrives", "Nova Rigs", "nova-rigs"),
                        aMove("诺瓦第三批矿机运抵", "诺瓦", "nova-rigs").chinese()),
                Arguments.of(
                        "ten and twenty thousand miners",
                        aMove("A deal", "Nova Rigs", "nova-rigs").counting("10000", "miners", null),
                        aMove("A deal", "Nova Rigs", "nova-rigs").counting("20000", "miners", null)),
                Arguments.of(
                        "one company to two countries",
                        aMove("To Kazakhstan", "Nova Rigs", "nova-rigs").to("Kazakhstan", "KZ"),
                        aMove("To Texas", "Nova Rigs", "nova-rigs").to("Texas", "US-TX")),
                Arguments.of(
                        "eleven days apart",
                        aBan("Shut", "CN-SC").on("2021-06-18"),
                        aBan("Shut again", "CN-SC").on("2021-06-29")),
                Arguments.of(
                        "two prefectures of which no number is known",
                        aBan("Shut", "CN-SC").at("Aba", "CN-SC", null),
                        aBan("Shut", "CN-SC").at("Ganzi", "CN-SC", null)),
                Arguments.of(
                        "the first batch and 第二批",
                        aMove("First batch is out", "Nova Rigs", "nova-rigs"),
                        aMove("诺瓦第二批", "诺瓦", "nova-rigs").chinese()),
                Arguments.of(
                        "首批 and second consignment",
                        aMove("诺瓦首批矿机运出", "诺瓦", "nova-rigs").chinese(),
                        aMove("Second consignment", "Nova Rigs", "nova-rigs")),
                Arguments.of(
                        "months that do not meet",
                        aBan("Shut", "CN-SC").on("2021-06"),
                        aBan("Shut again", "CN-SC").on("2021-08")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undecided")
    void tooLittleToSay(String why, Reports a, Reports b) {
        assertThat(SameEvent.judge(a.build(), b.build())).isInstanceOf(Verdict.Undecided.class);
        assertThat(SameEvent.judge(b.build(), a.build())).isInstanceOf(Verdict.Undecided.class);
    }

    static Stream<Arguments> undecided() {
        return Stream.of(
                Arguments.of(
                        "two companies",
                        aMove("Nova Rigs leaves", "Nova Rigs", "nova-rigs").to("Texas", "US-TX"),
                        aMove("Terra Hash leaves", "Terra Hash", "terra-hash").to("Texas", "US-TX")),
                Arguments.of(
                        "nobody named, no place but a country",
                        aReport(Category.RELOCATION, "Miners leave")
                                .by("miners", OTHER, null)
                                .to("Kazakhstan", "KZ"),
                        aReport(Category.RELOCATION, "矿工离开")
                                .chinese()
                                .by("矿工", OTHER, null)
                                .to("Kazakhstan", "KZ")),
                Arguments.of(
                        "a large country's authorities, a week apart",
                        aBan("A crackdown", "CN")
                                .by("Chinese authorities", AUTHORITY, "cn-state")
                                .on("2021-06-18"),
                        aBan("Another", "CN")
                                .by("中国当局", AUTHORITY, "cn-state")
                                .chinese()
                                .on("2021-06-25")),
                Arguments.of(
                        "a large country's authorities, and those of one of its provinces",
                        aBan("A crackdown", "CN").by("Chinese authorities", AUTHORITY, "cn-state"),
                        aBan("A crackdown", "CN-SC").by("authorities", AUTHORITY, "cn-state")),
                Arguments.of(
                        "a city, and the province that it lies in",
                        aBan("Prefecture cuts power", "CN-XJ").at("Changji", "CN-XJ", 1529569L),
                        aBan("Region orders shutdown", "CN-XJ")),
                Arguments.of(
                        "two brands on one marketplace",
                        aReport(Category.NFT_LAUNCH, "Boca is out")
                                .by("Sorare", EXCHANGE, "sorare")
                                .by("Boca Juniors", COMPANY, null),
                        aReport(Category.NFT_LAUNCH, "River is out")
                                .by("River Plate", COMPANY, null)
                                .by("Sorare", EXCHANGE, "sorare")),
                Arguments.of(
                        "one brand, two titles",
                        aReport(Category.NFT_LAUNCH, "Starbucks sells “First Store”")
                                .by("Starbucks", COMPANY, "starbucks"),
                        aReport(Category.NFT_LAUNCH, "Starbucks sells “Siren”").by("Starbucks", COMPANY, "starbucks")),
                Arguments.of(
                        "to the same effect, and nothing else",
                        aReport(Category.NFT_LAUNCH, "Tokens out").meaning(90, 10, 5),
                        aReport(Category.NFT_LAUNCH, "On sale").meaning(90, 10, 5)),
                Arguments.of("no place at all", aBan("Miners banned"), aBan("Mining banned")));
    }

    @Test
    void verdictSaysWhyInWords() {
        Verdict verdict = SameEvent.judge(
                aBan("Shut", "CN-QH").build(), aBan("Shut", "CN-YN").build());

        assertThat(verdict).isEqualTo(new Verdict.Different("they happen in different places: [CN-QH], [CN-YN]"));
    }
}
