package dev.tocsin.classify.entity;

import java.util.regex.Pattern;

/** Tells where a place's name stands for no place: within a longer name, or as what another place would like to be. */
final class NoPlace {

    /** Further than this no word tells that a name is only a likeness. */
    private static final int REACH = 16;

    private static final String AMERICA = "america";

    private static final Pattern CONTINENT = Pattern.compile("\\b(?:north|south|latin|central) $");

    /** Two signs that Chinese writes foreign names with, and hardly any word of its own: 托克托古尔 is not 托克托. */
    private static final Pattern FOREIGN_SOUNDS = Pattern.compile("[尔斯克古姆兹什涅捷夫娃茨罗诺耶维]{2}");

    /** "The Zug of the Caucasus", "the next Dubai": but "the new Dubai office" is in Dubai. */
    private static final Pattern LIKENED_BEFORE = Pattern.compile("\\b(?:the|an?) (?:next |new |second |other )?$");

    private static final Pattern LIKENED_AFTER = Pattern.compile(
            "^ of (?:the (?:caucasus|east|west|north|south|middle|gulf|balkans|baltic|desert|steppe|americas)|asia|europe|africa|latin|central|eastern|western|southern)\\b");

    private static final Pattern STANDS_ALONE = Pattern.compile("^(?:[”“\"'’,.;!?]|$)");

    /** 「高加索的楚格」, 亚洲版瑞士. */
    private static final Pattern CHINESE_LIKENED =
            Pattern.compile("[“「『](?:[\\p{IsHan}]{2,5}的|高加索|中东|东方|亚洲|非洲|欧洲|中亚|拉美|小|下一个)$|版的?$");

    private static final Pattern CHINESE_LIKENED_AFTER = Pattern.compile("^[”」』]");

    private NoPlace() {}

    static boolean is(Entry place, String folded, int start, int end) {
        return isOfAPersonsName(folded, start, end)
                || isOfAContinent(folded, start, end)
                || isOfALongerName(place, folded, end)
                || isLikened(folded, start, end);
    }

    /** North America is not America. */
    private static boolean isOfAContinent(String folded, int start, int end) {
        return folded.startsWith(AMERICA, start)
                && end == start + AMERICA.length()
                && CONTINENT.matcher(before(folded, start)).find();
    }

    /** 迈克尔·杰克逊 is neither of the two Jacksons. */
    private static boolean isOfAPersonsName(String folded, int start, int end) {
        return start > 0 && folded.charAt(start - 1) == '·' || end < folded.length() && folded.charAt(end) == '·';
    }

    private static boolean isOfALongerName(Entry place, String folded, int end) {
        Place where = place.place();
        return where != null
                && "CN".equals(where.country())
                && FOREIGN_SOUNDS.matcher(folded).region(end, folded.length()).lookingAt();
    }

    private static boolean isLikened(String folded, int start, int end) {
        String before = before(folded, start);
        String after = folded.substring(end, Math.min(folded.length(), end + REACH));
        if (LIKENED_BEFORE.matcher(before).find()) {
            boolean next = !before.endsWith("the ") && !before.endsWith("a ");
            return LIKENED_AFTER.matcher(after).find()
                    || next && STANDS_ALONE.matcher(after).find();
        }
        return CHINESE_LIKENED.matcher(before).find()
                && (before.matches(".*版的?")
                        || CHINESE_LIKENED_AFTER.matcher(after).find());
    }

    private static String before(String folded, int start) {
        return folded.substring(Math.max(0, start - REACH), start);
    }
}
