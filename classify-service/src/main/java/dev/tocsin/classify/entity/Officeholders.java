package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Officials whom a sentence names by their office alone, leaving to its reader whose office it is: "economy minister
 * Artane Rizvanolli said", 州长贝希尔签署. Read only of sentences that claim an event: elsewhere nobody asks who they are.
 */
public final class Officeholders {

    private static final Pattern ENGLISH = Pattern.compile(
            "(?:\\b(?<rank>(?i:former |ex-|vice[- ]|deputy ))?(?<office>(?i:mayor|governor|gov\\.|akim|minister|premier|senator|sen\\.|rep\\.|deputy pm|pm|secretary|councillor|councilman|assembly(?:member|man|woman)|lawmaker|deputy|judge|justice|treasurer|commissioner|warden|president|sheriff)))"
                    + " (?<name>\\p{Lu}[\\p{L}'’-]+(?: (?:\\p{Lu}\\.|al|bin|de|da|van|von|\\p{Lu}[\\p{L}'’-]+)){0,2} \\p{Lu}[\\p{L}'’-]+)");

    private static final Pattern CHINESE = Pattern.compile(
            "(?<rank>前|副)?(?<office>市长|州长|省长|部长|总统|总理|首相|知事|议员|财长|局长|署长|厅长|司长|区长|县长|郡长|大臣|专员|委员)(?<name>[\\p{IsHan}]{2,7}?|[\\p{IsHan}]{1,6}(?:·[\\p{IsHan}]{1,6}){1,2}?)(?:(?:今天|昨天|今早|周[一二三四五六日]|昨日|今日|日前|近日|\\d+日)?(?:表示|称|说|宣布|指出|签署|透露|提出|邀请|呼吁|承诺|强调|喊话|否认|要求|致函|公开|出席|在|赴|参访|发|推介|[:：，,]))");

    private Officeholders() {}

    /**
     * In the order of the sentence; nobody whom the gazetteers know.
     *
     * @param place of what the sentence tells; null where it is not known
     */
    public static List<Entry> in(AnnotatedSentence sentence, @Nullable Entry place) {
        String text = sentence.sentence().text();
        if (!sentence.chinese()
                && sentence.sentence().origin() == Sentence.Origin.TITLE
                && Officials.isTitleCase(text)) {
            return List.of();
        }
        Matcher matcher =
                (sentence.chinese() ? CHINESE : ENGLISH).matcher(sentence.chinese() ? sentence.folded() : text);
        List<Entry> found = new ArrayList<>();
        int from = 0;
        while (matcher.find(from)) {
            int start = matcher.start("name");
            int end = matcher.end("name");
            String name = text.substring(start, end);
            boolean known = sentence.mentions().stream()
                    .anyMatch(mention -> mention.tag() != Tag.PLACE && mention.overlaps(start, end));
            if (!known && !Officials.NO_NAME.matcher(Folding.fold(name)).matches()) {
                String rank = matcher.group("rank") == null ? "" : matcher.group("rank");
                Office office =
                        Office.of(matcher.group("office").toLowerCase(Locale.ROOT), rank.toLowerCase(Locale.ROOT));
                String id = place == null ? null : office.holderAround(place);
                found.add(Entry.official(new Actor(name, Actor.Kind.OFFICIAL, id), null));
            }
            from = end;
        }
        return found;
    }
}
