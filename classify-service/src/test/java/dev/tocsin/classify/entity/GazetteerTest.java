package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.article.Folding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GazetteerTest {

    private static final Gazetteer GAZETTEER = new Gazetteer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "miners in Côte d'Ivoire | CI",
                "miners in Ivory Coast | CI",
                "紐西蘭的礦工 | NZ",
                "衣索比亞的礦場 | ET",
                "寮國的礦場 | LA",
                "阿聯酋的礦場 | AE",
                "烏茲別克的礦工 | UZ",
                "在刚果（金）的矿场 | CG",
                "刚果民主共和国的矿场 | CD"
            })
    void countryIsFoundInBothLanguagesAndEveryWording(String words, String code) {
        assertThat(codes(words)).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "德克薩斯州的礦場 | US-TX",
                "德州的矿场 | US-TX",
                "加州的矿场 | US-CA",
                "纽约州的矿场 | US-NY",
                "奥罗米亚州的矿场 | ET-OR",
                "in Alto Paraná | PY-10",
                "in Tatarstan | RU-TA",
                "在鞑靼斯坦共和国 | RU-TA",
                "in the Pavlodar region | KZ-55",
                "卡拉干達州 | KZ-35",
                "in Khuzestan | IR-06",
                "在胡齊斯坦省 | IR-06",
                "in Maharashtra | IN-MH",
                "蒙西电网 | CN-NM"
            })
    void subdivisionHasItsCodeOfToday(String words, String code) {
        assertThat(codes(words)).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in Baotou | 2038432",
                "包头市的矿场 | 2038432",
                "在鄂尔多斯 | 8347664",
                "in Ekibastuz | 1524325",
                "在邁阿密 | 4164138",
                "在杜拜 | 292223",
                "in Novosibirsk | 1496747",
                "在新西伯利亚 | 1496747",
                "in Asunción | 3439389",
                "in Asuncion | 3439389",
                "in Rosario, Argentina | 3838583"
            })
    void cityHasItsGeoNamesId(String words, int id) {
        assertThat(GAZETTEER.mentions(words, Folding.fold(words)))
                .extracting(Mention::place)
                .filteredOn(Objects::nonNull)
                .extracting(Place::geonamesId)
                .contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "阿坝州的矿场 | CN-SC | Aba",
                "阿坝藏族羌族自治州的矿场 | CN-SC | Aba",
                "甘孜的矿场 | CN-SC | Ganzi",
                "马边县的矿场 | CN-SC | Mabian",
                "昌吉州的矿场 | CN-XJ | Changji",
                "准东开发区 | CN-XJ | Zhundong",
                "乌兰察布市的矿场 | CN-NM | Ulanqab",
                "西双版纳的矿场 | CN-YN | Xishuangbanna",
                "玉溪市的矿场 | CN-YN | Yuxi",
                "黔东南州的矿场 | CN-GZ | Qiandongnan",
                "宜春的矿场 | CN-JX | Yichun"
            })
    void prefectureAndCountyOfChinaHaveTheirProvince(String words, String code, String name) {
        assertThat(GAZETTEER.mentions(words, Folding.fold(words)))
                .extracting(Mention::place)
                .extracting(Place::code, Place::name)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(code, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mobile miners are Reading the rules",
                "Nice Split, Most said on that Date",
                "Phoenix and Aurora are names of firms",
                "Senator Warren asked Jackson and Lincoln",
                "Jordan Smith spoke",
                "两国和平与文化交流",
                "大同小异的白银价格",
                "迈克尔·杰克逊的歌",
                "特定西部地段",
                "这位来宾是乔治",
                "亚历山大"
            })
    void aWordOrAPersonIsNoPlace(String words) {
        assertThat(codes(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a plant in Reading, Pennsylvania | US-PA",
                "a plant in Mobile, Alabama | US-AL",
                "a villa in Nice, France | FR-PAC",
                "in Amman, Jordan | JO",
                "甘肃白银的矿场 | CN-GS",
                "白银市的矿场 | CN-GS",
                "山东德州的矿场 | CN-SD",
                "德州市的矿场 | CN-SD",
                "in San José and elsewhere in California | US-CA",
                "in San José and elsewhere in Costa Rica | CR"
            })
    void aDoubtfulNameIsTakenWhereItsPlaceIsSaid(String words, String code) {
        assertThat(codes(words)).allMatch(found -> found.startsWith(code.substring(0, 2)));
        assertThat(codes(words)).anyMatch(found -> found.startsWith(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mines in Georgia | GE",
                "mines in Georgia and Texas | US-GA",
                "mines in Georgia near Tbilisi | GE",
                "Kazakhstan, Georgia and the US | GE",
                "Georgia, US | US-GA",
                "乔治亚州的矿场 | US-GA",
                "格鲁吉亚的矿场 | GE"
            })
    void georgiaIsTheStateWhereTheUnitedStatesAreNamed(String words, String code) {
        assertThat(codes(words)).contains(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"in Paris | FR", "in Lima | PE", "in Birmingham | GB", "in Valencia, Spain | ES", "在横滨 | JP-14"})
    void theFarBiggerNamesakeNeedsNoCountry(String words, String code) {
        assertThat(codes(words)).allMatch(found -> found.startsWith(code)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rigs leave for North America", "the hub of Latin America"})
    void aContinentIsNoCountry(String words) {
        assertThat(codes(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Buncombe County bans mines | US-NC", "Washington County, Tennessee | US-TN"})
    void aCountyIsOfItsState(String words, String code) {
        assertThat(codes(words)).contains(code);
    }

    @Test
    void newYorkIsTheStateInEnglishAndTheCityInChinese() {
        assertThat(GAZETTEER.mentions("New York", "new york"))
                .extracting(mention -> mention.entry().city())
                .containsExactly(false);
        assertThat(GAZETTEER.mentions("纽约", "纽约"))
                .extracting(mention -> mention.entry().city())
                .containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Goldshell ships | 金贝矿机出货 | goldshell",
                "Lubian reopens | 绿币矿池重启 | lubian",
                "Grayscale sells | 灰度賣出 | grayscale",
                "Galaxy Digital hosts | 银河数字托管 | galaxy-digital",
                "Silvergate closes | 银门银行关闭 | silvergate",
                "Visual China Group drops | 視覺中國發行 | vcg",
                "JD Lingxi drops | 灵稀发行 | jd",
                "Ali Auction drops | 阿里拍卖发行 | alibaba",
                "Manchester United drops | 曼聯發行 | manchester-united",
                "Sanxingdui Museum drops | 三星堆博物馆发行 | sanxingdui",
                "China Southern Power Grid orders | 南方電網要求 | china-southern-grid",
                "Hydro-Québec pauses | 魁北克水电暂停 | hydro-quebec",
                "Hydro-Quebec pauses | 魁北克水電暫停 | hydro-quebec",
                "ANDE disconnects | 巴拉圭国家电力管理局断电 | ande",
                "Nigerian central bank bans | 尼日利亚央行禁止 | cbn",
                "the Reserve Bank of India warns | 印度央行警告 | rbi",
                "Bhutan's Druk Holding and Investments | 不丹德鲁克控股 | druk",
                "Elvira Nabiullina said | 纳比乌琳娜表示 | elvira-nabiullina",
                "Mayor Daniella Levine Cava invited |  | daniella-levine-cava",
                "Javier Milei said | 米莱说 | javier-milei"
            })
    void actorHasOneIdOverBothLanguages(String english, String chinese, String id) {
        assertThat(actors(english)).contains(id);
        assertThat(chinese == null ? List.of(id) : actors(chinese)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,000 ASICs were seized", "an ASIC maker", "American Bitcoin miners", "最高法院", "由此联想到"})
    void hardwareAndWordsAreNoActors(String words) {
        assertThat(actors(words)).isEmpty();
    }

    private static List<String> actors(String words) {
        return GAZETTEER.mentions(words, Folding.fold(words)).stream()
                .map(Mention::actor)
                .filter(Objects::nonNull)
                .map(actor -> String.valueOf(actor.id()))
                .toList();
    }

    @Test
    void parentAndBrandAreOfOneHouseAndALonerIsOfNone() {
        assertThat(GAZETTEER.mentions("支付宝与蚂蚁链", Folding.fold("支付宝与蚂蚁链")))
                .extracting(mention ->
                        Objects.requireNonNull(mention.entry().actor()).group())
                .containsExactly("ant-group", "ant-group");
        assertThat(GAZETTEER.mentions("Ant Group and Canaan", Folding.fold("Ant Group and Canaan")))
                .extracting(mention ->
                        Objects.requireNonNull(mention.entry().actor()).group())
                .containsExactly("ant-group", null);
    }

    private static List<String> codes(String words) {
        return GAZETTEER.mentions(words, Folding.fold(words)).stream()
                .map(Mention::place)
                .filter(Objects::nonNull)
                .map(place -> String.valueOf(place.code()))
                .toList();
    }
}
