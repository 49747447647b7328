package dev.tocsin.classify.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Officials whom a sentence names by their office alone, leaving to its reader whose office it is: "economy minister
 * Artane Rizvanolli said", 州长贝希尔签署. Read only of sentences that claim an event: elsewhere nobody asks who they are.
 */
public final class Officeholders {

    private static final Pattern ENGLISH = Pattern.compile(
            "(?:\\b(?i:mayor|governor|gov\\.|minister|premier|senator|sen\\.|rep\\.|deputy pm|pm|secretary|councillor|councilman|assembly(?:member|man|woman)|lawmaker|deputy|judge|justice|treasurer|commissioner|warden|president|sheriff))"
                    + " (?<name>\\p{Lu}[\\p{L}'’-]+(?: (?:\\p{Lu}\\.|al|bin|de|da|van|von|\\p{Lu}[\\p{L}'’-]+)){0,2} \\p{Lu}[\\p{L}'’-]+)");

    private static final Pattern CHINESE = Pattern.compile(
            "(?:市长|州长|省长|部长|总统|总理|首相|知事|议员|财长|局长|署长|厅长|司长|区长|县长|郡长|大臣|专员|委员)(?<name>[\\p{IsHan}]{2,7}?|[\\p{IsHan}]{1,6}(?:·[\\p{IsHan}]{1,6}){1,2}?)(?:(?:今天|昨天|今早|周[一二三四五六日]|昨日|今日|日前|近日|\\d+日)?(?:表示|称|说|宣布|指出|签署|透露|提出|邀请|呼吁|承诺|强调|喊话|否认|要求|致函|[:：，,]))");

    private static final Pattern NO_NAME =
            Pattern.compile("(?:在|对|向|办公室|发言人|也|已|将|还|则|就|的|本人|当天|随后|会|致|喊|发|签|等|周|接|率|赴|递|们).*|.*(?:在|对|向|的|办公室|发言人)");

    private Officeholders() {}

    /** In the order of the sentence; nobody whom the gazetteers know. */
    public static List<Entry> in(AnnotatedSentence sentence) {
        String text = sentence.sentence().text();
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
            if (!known && !NO_NAME.matcher(name).matches()) {
                found.add(Entry.official(new Actor(name, Actor.Kind.OFFICIAL, null), null));
            }
            from = end;
        }
        return found;
    }
}
