package dev.tocsin.classify.entity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a move leads, as its sentence tells it; null where it does not say.
 */
public record Journey(@Nullable Entry from, @Nullable Entry to) {

    private static final String PLACE = "(?<place>" + Tag.PLACE.sign() + "+)";

    private static final Pattern FROM = Pattern.compile(
            "\\b(?:from|out of|leav\\w+|left|exit\\w*|flee\\w*|fled|depart\\w*|quit\\w*|abandon\\w*|based in|pull\\w* out of|away from)(?: (?:its|their|the|a|mainland|base|home|in|province|of)){0,3} (?:[\\w-]+ )?"
                    + PLACE);
    private static final Pattern FROM_ASSETS = Pattern.compile(
            "\\b(?:mov\\w+|relocat\\w+|shift\\w*|transfer\\w*|migrat\\w+)(?: (?:its|their|all|the|some)){0,2} " + PLACE
                    + "(?:'s)? (?:\\w+ ){0,3}?(?:mines?|mining|operations?|miners?|rigs|facilit\\w+|headquarters|farm|hq)");
    private static final Pattern TO = Pattern.compile(
            "(?<!\\bbased )\\b(?:to|into|in|for|towards?|at|reach(?:es|ed)?|arrive[sd]? in)(?: (?:[\\w'-]+,?)){0,4}? "
                    + PLACE);

    private static final Pattern CHINESE_FROM =
            Pattern.compile("(?:从|由|自|离开|撤离|撤出|退出|迁出|迁离|搬离|逃离|逃出|告别)" + PLACE + "|" + PLACE.replace("place", "place2")
                    + "的?(?:矿机|矿场|矿企|矿工|矿池|设备|业务|总部)[^，。；]{0,8}(?:迁往|迁至|运往|运抵|迁到|搬至|搬到|转移|外迁|迁出)");
    private static final Pattern CHINESE_TO =
            Pattern.compile("(?:到|至|往|抵|赴|在|向|战|落户|移师|进驻|抵达|登陆|入|去|前往|于|进军|选择|定于|址)(?:了)?(?:[^，。；]{0,3}?)" + PLACE);

    /** Adjacent names of one place: "Maryland, US", 美国马里兰. The finer one says more. */
    private static final Pattern JOINT = Pattern.compile("(?:'s)?[ ,·，的]{0,2}");

    public static Journey in(AnnotatedSentence sentence) {
        String tagged = sentence.tagged();
        Mention from = sentence.chinese()
                ? first(CHINESE_FROM, sentence, null)
                : firstOf(first(FROM_ASSETS, sentence, null), first(FROM, sentence, null));
        Mention to = first(sentence.chinese() ? CHINESE_TO : TO, sentence, from);
        return new Journey(
                from == null ? null : finest(sentence, tagged, from).entry(),
                to == null ? null : finest(sentence, tagged, to).entry());
    }

    private static @Nullable Mention firstOf(@Nullable Mention first, @Nullable Mention second) {
        return first != null ? first : second;
    }

    /** The first place in that role which is not the one already given another. */
    private static @Nullable Mention first(Pattern role, AnnotatedSentence sentence, @Nullable Mention taken) {
        Matcher matcher = role.matcher(sentence.tagged());
        int from = 0;
        while (matcher.find(from)) {
            boolean second = matcher.start("place") < 0;
            int start = second ? matcher.start("place2") : matcher.start("place");
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
