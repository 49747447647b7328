package dev.tocsin.classify.entity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a move leads, as its sentence tells it; null where it does not say.
 */
public record Journey(@Nullable Entry from, @Nullable Entry to) {

    private static final String PLACE = Tag.PLACE.sign() + "+";

    private static final Pattern FROM = Pattern.compile(
            "\\b(?:from|out of|leav\\w+|left|exit\\w*|flee\\w*|fled|depart\\w*|quit\\w*|abandon\\w*|based in|pull\\w* out of|away from)(?: (?:its|their|the|a|mainland|base|home|in|province|of)){0,3} (?:[\\w-]+ )?"
                    + PLACE);
    private static final Pattern FROM_ASSETS = Pattern.compile(
            "\\b(?:mov\\w+|relocat\\w+|shift\\w*|transfer\\w*|migrat\\w+)(?: (?:its|their|all|the|some)){0,2} " + PLACE
                    + "(?:'s)? (?:\\w+ ){0,3}?(?:mines?|mining|operations?|miners?|rigs|facilit\\w+|headquarters|farm|hq)");
    private static final Pattern TO = Pattern.compile(
            "\\b(?:to|into|towards?|for|reach(?:es|ed)?|arrive[sd]? (?:in|at)|lands? in|landed in)(?: (?:[\\w'-]+,?)){0,4}? "
                    + PLACE);
    private static final Pattern AT = Pattern.compile("\\b(?:in|at)(?: (?:[\\w'-]+,?)){0,3}? " + PLACE);

    private static final Pattern CHINESE_FROM = Pattern.compile("(?:从|由|自|离开|撤离|撤出|退出|迁出|迁离|搬离|逃离|逃出|告别)"
            + PLACE + "|" + PLACE
            + "的?(?:矿机|矿场|矿企|矿工|矿池|设备|业务|总部)[^，。；]{0,8}(?:迁往|迁至|运往|运抵|迁到|搬至|搬到|转移|外迁|迁出)");
    private static final Pattern CHINESE_TO =
            Pattern.compile("(?:到|至|往|抵|赴|向|战|落户|移师|进驻|抵达|登陆|入|去|前往|进军|选择|定于|址)(?:了)?(?:[^，。；]{0,3}?)" + PLACE);
    private static final Pattern CHINESE_AT = Pattern.compile("(?:在|于)(?:[^，。；]{0,3}?)" + PLACE);

    /** Where the one who moves is: "a logistics firm based in Guangzhou province". */
    private static final Pattern SEATED = Pattern.compile(
            "\\b(?:firm|company|miner|exchange|pool|operator|manufacturer|maker|start-?up)(?: based| headquartered|,)? in (?:the )?"
                    + PLACE + "|" + PLACE + "-based|(?:位于|总部设在|设在)" + PLACE);

    /** Adjacent names of one place: "Maryland, US", 美国马里兰. The finer one says more. */
    private static final Pattern JOINT = Pattern.compile("(?:'s)?[ ,·，的]{0,2}");

    /** @param at where the words stand that tell of the move: a place before them is where the mover comes from */
    public static Journey in(AnnotatedSentence sentence, int at) {
        boolean chinese = sentence.chinese();
        Mention from = firstOf(
                first(chinese ? CHINESE_FROM : FROM_ASSETS, sentence, null, 0),
                chinese ? null : first(FROM, sentence, null, 0));
        Mention seat = firstOf(from, first(SEATED, sentence, null, 0));
        Mention to = firstOf(
                first(chinese ? CHINESE_TO : TO, sentence, seat, 0),
                first(chinese ? CHINESE_AT : AT, sentence, seat, chinese ? 0 : at));
        return new Journey(
                seat == null ? null : finest(sentence, sentence.tagged(), seat).entry(),
                to == null ? null : finest(sentence, sentence.tagged(), to).entry());
    }

    private static @Nullable Mention firstOf(@Nullable Mention first, @Nullable Mention second) {
        return first != null ? first : second;
    }

    /** The first place in that role which is not the one already given another. */
    private static @Nullable Mention first(
            Pattern role, AnnotatedSentence sentence, @Nullable Mention taken, int after) {
        String tagged = sentence.tagged();
        Matcher matcher = role.matcher(tagged);
        int from = after;
        while (from <= tagged.length() && matcher.find(from)) {
            int start = tagged.indexOf(Tag.PLACE.sign(), matcher.start());
            for (Mention mention : sentence.mentions()) {
                boolean same = taken != null && agree(mention, taken);
                if (mention.tag() == Tag.PLACE && mention.overlaps(start, start + 1) && !same) {
                    return mention;
                }
            }
            from = matcher.start() + 1;
        }
        return null;
    }

    private static Mention finest(AnnotatedSentence sentence, String tagged, Mention place) {
        Mention finest = place;
        for (Mention next : sentence.mentions()) {
            boolean adjacent = next.start() >= finest.end()
                    && JOINT.matcher(tagged.substring(finest.end(), next.start()))
                            .matches();
            if (next.tag() == Tag.PLACE && adjacent && agree(next, finest)) {
                finest = finer(finest, next);
            }
        }
        return finest;
    }

    private static boolean agree(Mention one, Mention other) {
        Place a = one.place();
        Place b = other.place();
        return a != null && b != null && a.agreesWith(b);
    }

    private static Mention finer(Mention one, Mention other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(Mention mention) {
        Place place = mention.place();
        String code = place == null || place.code() == null ? "" : place.code();
        return code.length() + (mention.entry().city() ? 10 : 0);
    }
}
