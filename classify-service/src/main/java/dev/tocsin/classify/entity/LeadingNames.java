package dev.tocsin.classify.entity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of somebody whom no gazetteer knows, where a sentence begins with it: "Acme Rigs to ship …", 星野文创推出…. */
public final class LeadingNames {

    private static final int MAX_WORDS = 6;

    /** "JUST IN:", "On Monday,", a bullet: what may stand before the subject. */
    private static final Pattern ENGLISH_LEAD_IN = Pattern.compile(
            "^(?:[^\\p{L}\\p{N}“\"'‘]+|[\\d:.]{1,5}\\** +|[^.:*,]{2,40}[.:]?\\*\\*:? +|(?:[\\w'’-]+ ){1,3}to (?:that|this), |(?:\\d+[.)]|just in|breaking|exclusive|report|update|watch|flash|rumou?r|correction)[:.|–—)]* +|(?:on|in|at|by|from|after|as|with|when|while|since|for|under|citing|according to|meanwhile|earlier|last|this|elsewhere|also|and|but|then|nor|yesterday|today)\\b[^,:;]{0,60}, )+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}$][\\p{L}\\p{N}.'’&$+-]*|&");

    private static final Set<String> ARTICLES = Set.of("the", "a", "an");

    private static final Set<String> INNER = Set.of("of", "the", "de", "&", "x", "du", "la", "le", "von", "van");

    private static final Pattern ORGANISATION = Pattern.compile(
            "museum|club|league|bank|university|gallery|airline|orchestra|opera|zoo|library|theatre|theater|publisher|studio|label|foundation|post|brewery|college|school|group|miners?");

    /** "Singapore's national museum": without a name of its own, and still no other than that. */
    private static final Pattern OF_A_PLACE = Pattern.compile(
            "(?:^|[,:;.] |\\band )(?<name>\ue000+['’]s (?:[a-z-]+ ){0,2}?(?:museum|gallery|library|post office|postal service|zoo|orchestra|opera|board|federation|league|mint|broadcaster))\\b");

    /** In a title every word may have a capital; with these its verb begins. */
    private static final Pattern VERB = Pattern.compile(
            "to|will|is|are|was|has|have|may|might|could|would|won|can|not|says?|said|plans?|wants?|(?:launch|drop|releas|sell|issu|mint|announc|unveil|auction|offer|put|mov|relocat|shift|ship|leav|quit|exit|flee|introduc|reveal|debut|creat|mak|bring|turn|tak|join|partner|team|enter|giv|get|open|clos|start|begin|end|cancel|scrap|pull|kill|den|reject|consider|mull|weigh|eye|tease|prepar|print|list|stamp|celebrat|mark|tokeni[sz]|hand|tweet|tell|confirm|withdraw|delay|halt|shut|head|pack|haul|truck|transfer|migrat|swap|trad|pick|choos|redomicil|bid|look|explor|plot|aim|set|roll|sign|add|go|vow|claim|swear|publish|distribut|raffl|reward|dip|step|jump|put|post|win|abandon|ditch|unplug)(?:e?s|e?d|ed|ing|ning|ping|ting|es|ies|ied)?|went|sold|made|took|gave|left|fled|brought|told|sets|let");

    /** "Acme, which …": but "Coffee, queues and crashes" begins a list. */
    private static final Pattern APPOSITION = Pattern.compile(
            ", (?:which|who|whose|where|an?|the|one|its|based|known|maker|part|owner|home|formerly|long|best|in|\\p{Lu}|\\w+(?:ed|ing)\\b|\\w+-\\w+)");

    private static final Set<String> NOT_A_NAME = Set.of("""
            i we he she it they you there here this that these those how why what when where who no not new
            first its his her their our my some many most more one two three four five each every both all
            another as after before if then and but or so nft nfts bitcoin crypto blockchain ethereum miners
            mining digital tokens token collection proceeds holders buyers fans sales bids staff employees
            machines rigs report sources monday tuesday wednesday thursday friday saturday sunday january
            february march april may june july august september october november december yes in on at of for
            from to by with maybe nobody people days traders should anything everyone unrelated following
            despite under only now today
            """.strip().split("\\s+"));

    private LeadingNames() {}

    public static @Nullable Entry of(AnnotatedSentence sentence) {
        String name = sentence.chinese() ? chinese(sentence) : english(sentence);
        name = name != null ? name : ofAPlace(sentence);
        name = name != null ? name : InnerNames.of(sentence);
        return name == null ? null : Entry.unknown(name, null);
    }

    private static @Nullable String ofAPlace(AnnotatedSentence sentence) {
        Matcher matcher = OF_A_PLACE.matcher(sentence.tagged());
        return matcher.find() ? sentence.sentence().text().substring(matcher.start("name"), matcher.end("name")) : null;
    }

    private static @Nullable String english(AnnotatedSentence sentence) {
        String text = sentence.sentence().text();
        Matcher leadIn = ENGLISH_LEAD_IN.matcher(text);
        Matcher word = WORD.matcher(text);
        int from = leadIn.find() ? leadIn.end() : 0;
        int start = -1;
        int end = -1;
        int words = 0;
        while (word.find(from) && words < MAX_WORDS) {
            String written = word.group();
            String bare = written.replaceAll("['’]s?$", "");
            String plain = bare.toLowerCase(Locale.ROOT);
            boolean gap = end >= 0 && word.start() > end + 1;
            boolean capital = Character.isUpperCase(written.charAt(0))
                    || Character.isDigit(written.charAt(0))
                    || written.chars().anyMatch(Character::isUpperCase);
            if (words == 0 && ARTICLES.contains(plain)) {
                from = word.end();
                continue;
            }
            if (gap || (words > 0 && VERB.matcher(plain).matches())) {
                break;
            }
            boolean organisation = words > 0 && ORGANISATION.matcher(plain).matches();
            if (!capital && !organisation && !(words > 0 && INNER.contains(plain))) {
                break;
            }
            boolean possessive = bare.length() < written.length();
            if (possessive && words == 0 && isPlace(sentence, word.start())) {
                // "Uruguay's Peñarol": the club acts.
                from = word.end();
                continue;
            }
            start = start < 0 ? word.start() : start;
            // Not of the small letters: İ has two of them.
            end = word.start() + bare.length();
            words++;
            from = word.end();
            if (possessive) {
                break;
            }
        }
        if (start < 0) {
            return null;
        }
        String name = text.substring(start, end).replaceAll("(?: (?:of|the|de|&|x))+$", "");
        if (!acts(text, end)) {
            return null;
        }
        Mention named = EnglishNames.named(sentence, start, start + name.length());
        if (named == null) {
            return null;
        }
        name = named.entry().name();
        boolean alone = words == 1;
        boolean common = NOT_A_NAME.contains(text.substring(start, Math.max(start, firstBlank(text, start, end)))
                        .toLowerCase(Locale.ROOT))
                || (alone && isPlace(sentence, start));
        return common || name.length() < 2 || name.chars().allMatch(Character::isDigit) ? null : name;
    }

    /** A verb, an owner's s or an apposition follows a subject; nothing of the kind follows the name of a column. */
    private static boolean acts(String text, int end) {
        Matcher word = WORD.matcher(text);
        boolean bound = text.startsWith("'", end)
                || text.startsWith("’", end)
                || APPOSITION.matcher(text).region(end, text.length()).lookingAt();
        return bound
                || (word.find(end)
                        && VERB.matcher(word.group().toLowerCase(Locale.ROOT)).matches());
    }

    static boolean isVerb(String word) {
        return VERB.matcher(word.toLowerCase(Locale.ROOT)).matches();
    }

    private static int firstBlank(String text, int start, int end) {
        int blank = text.indexOf(' ', start);
        return blank < 0 || blank > end ? end : blank;
    }

    private static @Nullable String chinese(AnnotatedSentence sentence) {
        String latin = InnerNames.latin(sentence);
        return latin != null ? latin : ChineseSubjects.of(sentence);
    }

    private static boolean isPlace(AnnotatedSentence sentence, int at) {
        return sentence.mentions(Tag.PLACE).anyMatch(mention -> mention.overlaps(at, at + 1));
    }
}
