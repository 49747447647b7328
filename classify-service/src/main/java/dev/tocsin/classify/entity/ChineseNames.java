package dev.tocsin.classify.entity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stretch of a Chinese sentence, where nothing marks the end of a name, down to the name that it holds: 四川矿企川岭科技决定
 * holds 川岭科技, and 准东矿场 holds none.
 */
final class ChineseNames {

    private static final int MOST_LEAD_INS = 4;

    private static final String PLACE = String.valueOf(Tag.PLACE.sign());

    /** What a firm is called that is not named. */
    // Folded, 俱 is 具.
    private static final String KIND =
            "(?:(?:矿机|矿场|挖矿|算力|区块链|数字资产|数字藏品|加密(?:货币)?|数字|NFT|nft|足球|篮球|棒球|科技|上市|创业板|附属|子|矿业|奢侈品)?(?:公司|集团|企业|矿企|矿商|矿场|矿池|矿工|托管商|托管公司|服务商|制表商|运营商|运营公司|开发商|制造商|厂商|交易所|平台|品牌|[俱具]乐部|球队|工作室|机构|初创公司|创业公司|子公司|博物馆|银行|航空|股份|科技))";

    private static final String EPITHET =
            "(?:上市|主板|创业板|港股|美股|a股|国有|国营|民营|外资|中资|华资|本土|本地|当地|海外|境外|国外|国内|境内|北欧|中东|知名|老牌|头部|大型|小型|中型|全球|最大|首家|另一|某|一家|一|百年|多家|两家|数家|第[一二三]大|(?<=\ue000)系)";

    /** 总部位于乌鲁木齐的矿企…, 港股…: what describes who is named behind it. */
    private static final Pattern LEAD_IN = Pattern.compile(
            "^(?:(?:总部|注册地|主体)?(?:位于|设于|设在)[^的，。]{1,10}的|(?:另有|另外|此外|其中|近日|日前|同日|此次|本次|据悉|获悉|随后|昨日|今日|昨天|今天|上周|本周|传|曝)|"
                    + EPITHET + "(?=.*" + KIND + ".{2})|(?:" + PLACE + "|" + EPITHET + ")*" + KIND + "(?=[^，。]{2})(?!"
                    + KIND + ")|港股|美股|a股|旗下)");

    /** What stands behind a name: a day, an adverb, a verb. */
    private static final Pattern TAIL = Pattern.compile(
            "\\d+[日月号年]|\\d[\\d.,]*[万千百余多]*[台枚份个部张座]|今[日天晚早年起晨]|昨[日天晚夜]|明[日天晚年]|本[周月]|上[周月]|下[周月]|周[一二三四五六日]|星期|日前|近日|同日|此前|当地时间|将[于会在]|[已拟将]{1,2}[\\p{IsHan}]|宣布|公布|公告|更正|澄清|决定|决议|补充|推出|推|发行|发布|牵手|携手|联手|联合|试水|再[觅签次度]|加推|另(?:有|拍|行|将)|首[度次]|就[“「《\"]|第[一二三四五六七八九十\\d]+[批期季轮]|矿机|否认|回应|表示|证实|确认|出走|出海|落户|敲定|登陆|上线| ?nft|旗下|[（(，：:\\s]");

    private static final Pattern LAST =
            Pattern.compile("(?:也|再|另|就|加|还|又|已|将|拟|正|则|都|被|把|向|对|从|由|在|于|与|和|及|首|外|会|为)+$");

    /** No name begins so. */
    private static final Pattern NO_BEGINNING = Pattern.compile(
            "^(?:整体|全部|集体|大举|纷纷|陆续|开始|主[开已把将]|[一二三四五六七八九十两百千万]+[吨台枚份款]|以|为|将|把|被|由|从|在|对|向|与|和|可能|关闭|关停|宣布|计划|拟|已|正|该|此|这|那|其|每|各|多|数|首批|一双|一套|一组|一个|\\d|[“「『《\"]|董事|股东|公司|交易(?!所)|喊话|邀|欢迎|呼吁|百年|其余|其他|余下|搬家|设备|机器|货|不|没|未|有|又一|再一|另一|据|按|因|受|如|若|当|为了).*");

    /** 洛阳博物馆 is a name, 准东矿场 is none. */
    private static final String NAMELESS =
            "(?:矿机|挖矿|算力|区块链|数字资产|加密(?:货币)?|足球|篮球|棒球|上市|创业板|附属|子|矿业)?(?:公司|集团|企业|矿企|矿商|矿场|矿池|矿工|托管商|托管公司|服务商|运营商|开发商|制造商|厂商|交易所|平台|品牌|机构|初创公司|创业公司|[俱具]乐部)";

    private static final Pattern NOTHING_ELSE =
            Pattern.compile("(?:" + PLACE + "|" + EPITHET + ")*(?:" + NAMELESS + ")?|.*(?:藏品|系列|盲盒|代币|球员卡|徽章|门票|头像)");

    /** An S19 is a machine. */
    private static final Pattern MODEL =
            Pattern.compile("(?i)[a-z]{1,3}\\d{1,4}[a-z+]{0,3}(?: ?(?:pro|xp|hydro|hyd))?");

    /** 英国石油公司 is no 石油公司. */
    private static final Pattern NATIONAL = Pattern.compile("^(?:石油|电信|天然气|电力|铁路|邮政|移动|国家|联合|电影|中央|国际)");

    /** 托管商北辰算力近日…: a kind of firm, then its name, then what it does. */
    private static final Pattern NAMED_BEHIND = Pattern.compile(
            "^ ?(?!主|们|方|里|内|外|上|下|的|整体|[一二三四五六七八九十两]+[款套份家])(?<name>(?:(?!宣布|表示|公告|证实|决定|近日|日前|开始|正在|陆续|纷纷|负责|相关|方面|发言|创始|客服|董事|人士|老板|股价|代表|高管|员工|计划|透露)[\\p{IsHan}·]){2,8}?)"
                    + "(?:(?<=算力|数码|数字|资本|控股|能源|互动|文创|文化|科技|矿业|网络)|(?= ?(?:宣布|表示|公告|证实|决定|近日|日前|\\d+[日月]|周[一二三四五六日]|[（(])))");

    private ChineseNames() {}

    /** The name that stands behind a kind of firm which ends at an offset; null where there is none. */
    static @Nullable Mention behind(AnnotatedSentence sentence, int end, @Nullable String home) {
        Matcher named = NAMED_BEHIND
                .matcher(sentence.tagged())
                .region(end, sentence.tagged().length());
        return named.find() ? in(sentence, named.start("name"), named.end("name"), home) : null;
    }

    /** The name between two offsets of the sentence; null where there is none. */
    static @Nullable Mention in(AnnotatedSentence sentence, int start, int end, @Nullable String home) {
        String tagged = sentence.tagged();
        int from = start;
        int to = end;
        Matcher leadIn = LEAD_IN.matcher("");
        for (int i = 0; i < MOST_LEAD_INS; i++) {
            from = abroad(sentence, from, to);
            from += leadIn.reset(tagged.substring(from, to)).find() ? leadIn.end() : 0;
        }
        Matcher tail = TAIL.matcher(tagged).region(Math.min(from + 2, to), to);
        if (tail.find()) {
            to = tail.start();
        }
        Matcher last = LAST.matcher(tagged).region(from, to);
        if (last.find()) {
            to = last.start();
        }
        String left = tagged.substring(from, Math.max(from, to));
        String name =
                sentence.sentence().text().substring(from, Math.max(from, to)).strip();
        return isName(left, name) ? new Mention(from, to, Entry.unknown(name, home)) : null;
    }

    /** 阿根廷河床[俱具]乐部: whose club it is does not belong to its name. */
    private static int abroad(AnnotatedSentence sentence, int from, int to) {
        for (Mention mention : sentence.mentions()) {
            Place place = mention.start() == from ? mention.place() : null;
            if (place != null
                    && mention.tag() == Tag.PLACE
                    && mention.end() + 4 <= to
                    && String.valueOf(place.code()).matches("(?!CN|HK|TW|MO).{2}")) {
                String rest = sentence.tagged().substring(mention.end(), to);
                boolean whole = NATIONAL.matcher(rest).find()
                        || NOTHING_ELSE.matcher(rest).matches();
                return whole ? from : mention.end();
            }
        }
        return from;
    }

    static boolean isModel(String name) {
        return MODEL.matcher(name).matches();
    }

    private static boolean isName(String tagged, String name) {
        return name.length() >= 2
                && !NO_BEGINNING.matcher(tagged).matches()
                && !NOTHING_ELSE.matcher(tagged).matches()
                && !isModel(name)
                && tagged.indexOf('的') < 0
                && tagged.chars().noneMatch(c -> "“”「」『』《》\"".indexOf(c) >= 0);
    }
}
