package dev.tocsin.classify.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes out officials by their office: "Miami mayor", "Governor Jane Doe of Ohio", 迈阿密市长苏亚雷斯. */
final class Officials {

    private static final String PLACE = Tag.PLACE.sign() + "+";
    private static final String KNOWN = String.valueOf(Tag.OFFICIAL.sign());

    private static final Pattern ENGLISH = Pattern.compile(
            ("(?:(?<before>%s)(?:'s?)? )?\\b(?:former )?(?<office>mayor|governor|president|prime minister|premier|minister"
                            + "|senator|chief executive|congressman|congresswoman|commissioner|financial secretary|ruler"
                            + "|head of state)\\b(?: (?:of|for) (?:the )?(?<after>%s))?,? ?")
                    .formatted(PLACE, PLACE));

    private static final Pattern CHINESE =
            Pattern.compile(("(?<before>%s)?(?:前|副)?(?<office>市长|州长|省长|总统|总理|首相|部长|行政长官|特首|议员|财政司司长|司长|局长|区长|国王|王储)"
                            + "(?<after>)(?<name>[\\p{IsHan}·]{2,12}?(?=表示|称|宣布|邀请|欢迎|说|在|喊话|呼吁|公开|近日|昨|今|发|指|向|希望|承诺|[，,：:、\\s]))?")
                    .formatted(PLACE));

    private static final Pattern PERSON = Pattern.compile("\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){1,2}");

    private static final Map<String, String> OFFICES = Map.ofEntries(
            Map.entry("市长", "mayor"),
            Map.entry("州长", "governor"),
            Map.entry("省长", "governor"),
            Map.entry("总统", "president"),
            Map.entry("总理", "prime minister"),
            Map.entry("首相", "prime minister"),
            Map.entry("部长", "minister"),
            Map.entry("行政长官", "chief executive"),
            Map.entry("特首", "chief executive"),
            Map.entry("议员", "lawmaker"),
            Map.entry("财政司司长", "financial secretary"));

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
        @Nullable String person = inChinese ? matcher.group("name") : null;
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
        String office = OFFICES.getOrDefault(matcher.group("office"), matcher.group("office"));
        all.removeIf(other -> other.overlaps(from, to));
        // The office's own span ends with the word, not with the blank behind it.
        all.add(new Mention(
                from, trimmed(text, from, to), Entry.official(actor(office, person, place), place.place())));
    }

    private static Actor actor(String office, @Nullable String person, Mention place) {
        if (person != null) {
            return new Actor(person, Actor.Kind.OFFICIAL, null);
        }
        Place where = java.util.Objects.requireNonNull(place.place(), "the mention is a place's");
        String name = office.substring(0, 1).toUpperCase(Locale.ROOT) + office.substring(1) + " of " + where.name();
        String id = where.slug() + "-" + office.replace(' ', '-');
        return new Actor(name, Actor.Kind.OFFICIAL, id.matches("[a-z0-9-]{1,64}") ? id : null);
    }

    private static int trimmed(String text, int from, int to) {
        int end = to;
        while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ',')) {
            end--;
        }
        return end;
    }

    /** In a headline where most words have a capital, a capital does not tell a person's name. */
    private static boolean isTitleCase(String text) {
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
