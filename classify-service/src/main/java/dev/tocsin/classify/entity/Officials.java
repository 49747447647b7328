package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes out officials by their office: "Miami mayor", "Governor Jane Doe of Ohio", 迈阿密市长苏亚雷斯. */
final class Officials {

    private static final String PLACE = Tag.PLACE.sign() + "+";
    private static final String KNOWN = String.valueOf(Tag.OFFICIAL.sign());

    private static final Pattern ENGLISH = Pattern.compile(
            ("(?:(?<before>%s)(?:'s?)? )?\\b(?<rank>former |ex-|vice[- ]|deputy |then-)?(?<office>mayor|governor|akim|president|prime minister|premier|minister"
                            + "|senator|chief executive|congressman|congresswoman|commissioner|financial secretary|ruler"
                            + "|head of state)\\b(?: (?:of|for) (?:the )?(?<after>%s))?,? ?")
                    .formatted(PLACE, PLACE));

    private static final Pattern CHINESE = Pattern.compile(
            ("(?<before>%s)?(?<rank>前|副)?(?<office>市长|州长|省长|总统|总理|首相|部长|行政长官|特首|议员|财政司司长|司长|局长|区长|国王|王储)(?<after>)"
                            + "(?<name>[\\p{IsHan}·]{2,12}?(?=表示|称|宣布|邀请|欢迎|说|在|喊话|呼吁|公开|近日|日前|此前|昨|今|发|指|向|希望|承诺|周|上周|本周|透露|强调|提出|要求|签|否认|批准|下令|亲自|率|出席|赴|参访|致信|将|已|也|当地|[\\d（(，,：:、。\\s]))?")
                    .formatted(PLACE));

    /** 市长公开邀请: what stands behind an office and is no name. */
    static final Pattern NO_NAME = Pattern.compile(
            "(?:在|对|向|办公室|发言人|也|已|将|还|则|就|的|本人|当天|随后|会|致|喊|发|签|等|周|星期|接|率|赴|递|们|公开|邀|欢迎|上周|本周|昨|今|近日|日前|表示|宣布|称|说|呼吁|亲自|出席|数博|率队|一行|选举|候选).*|.*(?:在|对|向|的|办公室|发言人|周[一二三四五六日])");

    private static final Pattern PERSON = Pattern.compile("\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){1,2}");

    private Officials() {}

    static List<Mention> addTo(List<Mention> mentions, String text, String tagged, boolean inChinese) {
        List<Mention> all = new ArrayList<>(mentions);
        Matcher matcher = (inChinese ? CHINESE : ENGLISH).matcher(tagged);
        while (matcher.find()) {
            Mention place = place(mentions, matcher.start("before"), matcher.end("before"));
            place = place != null ? place : place(mentions, matcher.start("after"), matcher.end("after"));
            boolean beside = matcher.end() < tagged.length() && tagged.startsWith(KNOWN, matcher.end());
            if (place != null && !beside) {
                add(all, place, text, matcher, inChinese);
            }
        }
        all.sort((a, b) -> a.start() - b.start());
        return all;
    }

    private static void add(List<Mention> all, Mention place, String text, Matcher matcher, boolean inChinese) {
        int start = matcher.start();
        int end = matcher.end();
        @Nullable String person = inChinese && matcher.group("name") != null
                ? text.substring(matcher.start("name"), matcher.end("name"))
                : null;
        if (person != null && NO_NAME.matcher(Folding.fold(person)).matches()) {
            person = null;
            end = matcher.start("name");
        }
        if (!inChinese) {
            Matcher name = PERSON.matcher(text).region(end, text.length());
            boolean headline = isTitleCase(text);
            if (!headline && name.lookingAt()) {
                person = name.group();
                end = name.end();
            }
        }
        int from = start;
        int to = end;
        if (all.stream().anyMatch(other -> other.tag() != Tag.PLACE && other.overlaps(from, to))) {
            return;
        }
        String rank = matcher.group("rank") == null ? "" : matcher.group("rank");
        Office office = Office.of(matcher.group("office"), rank);
        all.removeIf(other -> other.overlaps(from, to));
        // The office's own span ends with the word, not with the blank behind it.
        all.add(new Mention(
                from, trimmed(text, from, to), Entry.official(actor(office, person, place), place.place())));
    }

    private static Actor actor(Office office, @Nullable String person, Mention place) {
        return person != null
                ? new Actor(person, Actor.Kind.OFFICIAL, office.holderIn(place.entry()))
                : office.unnamedIn(place.entry());
    }

    private static int trimmed(String text, int from, int to) {
        int end = to;
        while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ',')) {
            end--;
        }
        return end;
    }

    /** In a headline where most words have a capital, a capital does not tell a person's name. */
    static boolean isTitleCase(String text) {
        long words = 0;
        long capitals = 0;
        for (String word : text.split(" ")) {
            words += word.isEmpty() ? 0 : 1;
            capitals += !word.isEmpty() && Character.isUpperCase(word.charAt(0)) ? 1 : 0;
        }
        return capitals * 2 > words;
    }

    private static @Nullable Mention place(List<Mention> mentions, int start, int end) {
        Mention found = null;
        for (Mention mention : mentions) {
            if (start >= 0 && mention.tag() == Tag.PLACE && mention.overlaps(start, end)) {
                found = mention;
            }
        }
        return found;
    }
}
