package dev.tocsin.classify.entity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words around a place say of it in a sentence that tells of a move. */
public enum Waymark {
    /** "From China", "leaves China", 撤离中国. */
    FROM,
    /** "To Texas", "picks Texas", 落户德州. */
    TO,
    /** "Chinese miners", "its Texas fleet", 四川矿场: where the mover is, or what moves; the origin, if no other is told. */
    HELD,
    /** "In Dubai": the origin before what moves, the destination behind it. */
    AT,
    /** "Said in London", "listed in New York": not on the way at all. */
    STAGE,
    /** Nothing of its way. */
    NONE;

    /** No marker stands further from its place than this. */
    private static final int REACH = 60;

    private static final Pattern FROM_BEFORE = Pattern.compile(
            "\\b(?:from|out of|leav\\w+|left|exit\\w*|flee\\w*|fled|depart\\w*|quit\\w*|abandon\\w*|ditch\\w*|desert\\w*|escap\\w*|vacat\\w*|goodbye|farewell|adieu|trad(?:es?|ing|ed)|swap(?:s|ped|ping)?|pack(?:s|ed|ing)? up|g(?:ive|ives|ave|iving) up|pull(?:s|ed|ing)? up stakes in|uproot\\w*|evacuat\\w*|shutter\\w*|clos(?:es?|ed|ing|ure of)|shut(?:s|ting)?(?: down)?|unplug\\w*|dismantl\\w*|idled?|(?<!be )(?:based|headquartered) in|rather than|instead of|ousted by|forced out by|banned in|crackdown in)(?: to)? (?:(?!(?:to|into|for|towards?|bound|and|as|but|that|which|while|before|until|with)\\b)[\\w'’\ue001-\ue003-]+,? ){0,5}$");

    private static final Pattern TO_BEFORE = Pattern.compile(
            "\\b(?:to|into|onto|towards?|for|hello|reach(?:es|ed|ing)?|arriv\\w+ (?:in|at)|land(?:s|ed|ing)? (?:in|at)|settl\\w+ (?:in|on)|cho(?:oses?|osing|se)|pick(?:s|ed|ing)?|scout(?:s|ed|ing)?|favou?rs?|embrac\\w+|ey(?:es|ed|eing)|set(?:s|ting)? up (?:shop )?in|(?:new )?(?:home|base|headquarters|hq|domicile|seat) (?:is |now |will be )*in) (?:(?!(?:from|out|of|be|leav\\w+|exit\\w*|flee\\w*|quit\\w*|abandon\\w*|escap\\w+|mov(?:e|es|ing)|shift\\w*|relocat\\w+|transfer\\w*|ship\\w*|clos(?:e|ing)|shut\\w*|bring\\w*|tak(?:e|ing)|pull\\w*|after|as|because|since|while|when|where|than|that|by|against|over)\\b)[\\w'’\ue001-\ue003-]+,? ){0,5}$");

    private static final Pattern AT_BEFORE = Pattern.compile(
            "\\b(?:in|at|near|outside|around|across|within|on) (?:(?!(?:to|from|and|of)\\b)[\\w'’\ue001-\ue003-]+ ){0,2}$");

    /** "Said in London", 在迪拜说: where somebody speaks. */
    private static final Pattern STAGE_BEFORE = Pattern.compile(
            "\\b(?:said|says|told|tells|speaking|spoke|interview|forum|conference|event|summit|stage|panel|court)\\b[^,.;]{0,30}\\b(?:in|at) (?:the |an? )?$|\\b(?:tells?|told) (?:an? |the )?$");

    private static final Pattern STAGE_AFTER = Pattern.compile(
            "^(?:'s)? (?:[\\w-]+ ){0,2}?(?:crowd|audience|forum|conference|summit|event|stage|panel|fintech week|breakfast|interview|remarks)\\b");

    /** "Mulls Swiss domicile", "plans Malta office", "of its Dubai move": a seat that is not there yet. */
    private static final Pattern NEW_SEAT_AFTER = Pattern.compile(
            "^(?:'s)? (?:global |world |main )?(?:(?<move>move|relocation|domicile)|hq|headquarters|head office|base|seat|office|lease)\\b");

    private static final Pattern NEW_SEAT_BEFORE = Pattern.compile(
            "\\b(?:plan(?:s|ned|ning)?|mull(?:s|ed|ing)?|ey(?:es?|ed|ing)|explor\\w+|consider\\w*|weigh\\w*|scrap\\w*|drop\\w*|breaks?|cancel\\w*|announc\\w+|new|a|an) ['’\"“‘]?$");

    private static final Pattern CHINESE_STAGE_AFTER =
            Pattern.compile("^(?:举行的?|举办的?)?[^，。；]{0,10}?(?:活动|会议|论坛|大会|峰会|采访|出席)|^(?:说|表示|称|受访)");

    private static final Pattern HELD_AFTER = Pattern.compile(
            "^(?:-based|-born|(?:'s?)? (?:[\\w-]+ ){0,3}?(?:mines?|mining|operations?|min(?:er|ers)|rigs|fleet|machines|facilit\\w+|headquarters|farms?|hq|offices?|base|unit|team|site|plant|halls?|data cent\\w+|exodus|compan\\w+|firms?|exchanges?|pools?|start-?ups?|traders?|makers?|brokers?|owners?|auditor|founders?|platform)\\b)");

    private static final Pattern CHINESE_FROM_BEFORE = Pattern.compile(
            "(?:从|(?<!交|改)由|自|离开|撤离|撤出|退出|迁出|迁离|移出|搬离|搬出|运出|逃离|逃出|告别|作别|挥别|出走|放弃|抽身|腾空|挥别|别了|再见|关闭|关停|关掉|拆掉|撤掉|不再以|出|离|弃)(?:了|其|旗下|位于|在|掉|原有|原先|设在|现有|的|整个|全部){0,3}$");

    private static final Pattern CHINESE_FROM_AFTER =
            Pattern.compile("^(?:境内|本土|国内)?的?[^，。；、:：]{0,8}?(?:外迁|出走|搬走|迁出|撤出|搬出|撤离|运出|移出|迁离|搬离|撤走|撤并|退租)");

    private static final Pattern CHINESE_TO_BEFORE = Pattern.compile(
            "(?:到|至|往|抵|赴|向|奔|投|去|回|进|入|搬|移|迁|运|发|挪|转|润|战|场|改道|改发|改运|转投|转场|收下|落户|移师|登陆|选择|选定|选址|落脚|安家|下一站|目的地(?:是|为|：|:)?|改设|设在|设于|定居|扎根|北上|南下|定于|花落|址)(?:了|在|到|至|往|于|去|回|进|入|向|其|位于|的|是|给|新的?){0,3}[^，。；、从由自离出]{0,2}$");

    /** 在魁北克选址: where one looks for a site is where one will move. */
    private static final Pattern CHINESE_TO_AFTER =
            Pattern.compile("^(?:境内|当地|多地|等地|北部|南部)?(?:选址|考察|物色|建新?[厂场矿]|设厂|寻找)");

    /** 抵达霍尔果斯等待报关, 经满洲里口岸出境. */
    private static final Pattern CHINESE_BORDER_AFTER =
            Pattern.compile("^(?:口岸|海关)?(?:等待|等候)?(?:报关|清关|通关|出境|过境|转运)|^(?:口岸|海关)");

    private static final Pattern CHINESE_AT_BEFORE = Pattern.compile("(?:在|于|位于|地处)[^，。；、]{0,2}$");

    private static final Pattern CHINESE_HELD_AFTER = Pattern.compile(
            "^(?:境内|本土|国内|当地)?的?[^，。；、:：]{0,5}?(?:矿机|机器|矿场|矿企|矿工|矿池|矿商|矿主|设备|业务|总部|机房|园区|团队|办公室|基地|服务器|算力|分部|交易所|公司|节点|仓库)");

    private static final Pattern CHINESE_HELD_BEFORE =
            Pattern.compile("(?:把|将(?!在)|原在|原|留在|放在|存放在|托管在|闲置于|滞留|堆在|设在)(?:其|旗下|位于|在|设在|放在){0,2}$");

    static Waymark of(Spot spot, AnnotatedSentence sentence) {
        String tagged = sentence.tagged();
        String before = tagged.substring(Math.max(0, spot.start() - REACH), spot.start());
        String after = tagged.substring(spot.end(), Math.min(tagged.length(), spot.end() + REACH));
        return sentence.chinese() ? chinese(before, after) : english(before, after);
    }

    /** True of a stage, and of where a move leads: a sentence that names it so does not tell whence. */
    public static boolean isPassing(Spot spot, AnnotatedSentence sentence) {
        Waymark mark = of(spot, sentence);
        return mark == STAGE || mark == TO;
    }

    private static Waymark english(String before, String after) {
        if (STAGE_BEFORE.matcher(before).find() || STAGE_AFTER.matcher(after).find() || after.startsWith("-listed")) {
            return STAGE;
        }
        if (FROM_BEFORE.matcher(before).find()) {
            return FROM;
        }
        if (TO_BEFORE.matcher(before).find()) {
            return TO;
        }
        Matcher seat = NEW_SEAT_AFTER.matcher(after);
        if (seat.find()
                && (seat.group("move") != null
                        || NEW_SEAT_BEFORE.matcher(before).find())) {
            return TO;
        }
        if (HELD_AFTER.matcher(after).find()) {
            return HELD;
        }
        return AT_BEFORE.matcher(before).find() ? AT : NONE;
    }

    private static Waymark chinese(String before, String after) {
        if (CHINESE_BORDER_AFTER.matcher(after).find()) {
            return STAGE;
        }
        if (CHINESE_TO_AFTER.matcher(after).find()) {
            return TO;
        }
        if (CHINESE_FROM_BEFORE.matcher(before).find()
                || CHINESE_FROM_AFTER.matcher(after).find()) {
            return FROM;
        }
        if (CHINESE_HELD_BEFORE.matcher(before).find()) {
            return HELD;
        }
        if (CHINESE_TO_BEFORE.matcher(before).find()) {
            return TO;
        }
        if (CHINESE_HELD_AFTER.matcher(after).find()) {
            return HELD;
        }
        if (CHINESE_STAGE_AFTER.matcher(after).find()) {
            return STAGE;
        }
        return CHINESE_AT_BEFORE.matcher(before).find() ? AT : NONE;
    }
}
