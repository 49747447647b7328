package dev.tocsin.classify.entity;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes out who acts where no gazetteer knows the name: "a logistics firm", "Acme Rigs ships …", 某矿业公司. */
public final class UnknownActors {

    /** Further before the verb stands another clause's subject. */
    private static final int REACH = 90;

    private static final int MAX_NAME_WORDS = 4;

    /** The words that decide may begin within the name: 一家矿企将矿机运往…. */
    private static final int SHORT_NAME = 8;

    private static final Pattern INDEFINITE = Pattern.compile(
            "\\b(?:an?|one|another|several|two|three|some) (?:[\\w'\ue000-]+ ){0,4}?(?:firm|company|miner|exchange|pool|start-?up|operator|manufacturer|museum|brand|club|airline|league|retailer|bank|studio|maker|publisher|gallery|firms|companies|miners|exchanges|university)\\b");

    private static final Pattern CAPITALS =
            Pattern.compile("(?:[\\p{Lu}\\d][\\p{L}\\d&.'’-]*)(?:[ ](?:[\\p{Lu}\\d&][\\p{L}\\d&.'’-]*|of|the|de))*");

    /** What may stand between a subject and its verb. */
    private static final Pattern BETWEEN = Pattern.compile(
            "(?:'s|’s)?(?:[ ,]+(?:has|have|had|is|are|was|will|to|set|plans?|planning|also|quietly|officially|today|just|now|recently|reportedly|finally|soon|becomes?|the|first|a|an|its|their|been|be|wants?|aims?|announced?|announces|that|it|about|going|partners|teams|up|joins|forces|begins|starts))*[ ]*");

    private static final Set<String> NOT_A_NAME = Set.of(
            "the",
            "a",
            "an",
            "in",
            "on",
            "at",
            "as",
            "by",
            "for",
            "and",
            "but",
            "of",
            "to",
            "this",
            "that",
            "it",
            "its",
            "earlier",
            "meanwhile",
            "according",
            "after",
            "before",
            "bitcoin",
            "crypto",
            "nft",
            "nfts",
            "blockchain",
            "ethereum",
            "btc",
            "eth",
            "new",
            "report",
            "first",
            "news",
            "mining",
            "miners",
            "digital",
            "they",
            "he",
            "she",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "we",
            "there",
            "here",
            "no",
            "will",
            "is",
            "how",
            "why",
            "what",
            "when",
            "firms",
            "companies");

    private static final Pattern CHINESE = Pattern.compile(
            "(?:^|[，。；：、\\s“「《]|近日|日前|昨日|今日|据悉|消息|称|中国|美国|国内)?(?<name>(?:一家|某|多家|两家|数家)?[\\p{IsHan}A-Za-z0-9·&.\ue000]{0,14}?(?:公司|集团|科技|矿业|矿池|矿企|矿场|矿商|交易所|品牌|博物馆|博物院|动物园|股份|航空|银行|[俱具]乐部|工作室|研究院|美术馆|大学|文化局|文旅局|旅游局|观光局|组委会|基金会|图书馆|出版社|乐园|企业|厂商|剧院|电视台))");

    private UnknownActors() {}

    /** The nearest actor before {@code at} that the sentence names in words of its own. */
    public static @Nullable Mention before(AnnotatedSentence sentence, int at) {
        int from = Math.max(0, at - REACH);
        if (sentence.chinese()) {
            return chinese(sentence, from, at);
        }
        Mention found = EnglishNames.behindItsKind(sentence, from, at);
        found = found != null ? found : indefinite(sentence, from, at);
        return found != null ? found : capitals(sentence, from, at);
    }

    private static @Nullable Mention indefinite(AnnotatedSentence sentence, int from, int at) {
        Matcher matcher = INDEFINITE.matcher(sentence.tagged()).region(from, at);
        Mention last = null;
        while (matcher.find()) {
            Mention described = EnglishNames.describedAt(sentence, matcher.start());
            if (described != null) {
                last = described;
                continue;
            }
            String name = sentence.sentence().text().substring(matcher.start(), matcher.end());
            last = new Mention(
                    matcher.start(),
                    matcher.end(),
                    Entry.unknown(lowerFirst(name), homeIn(sentence, matcher.start(), matcher.end())));
        }
        return last;
    }

    private static @Nullable Mention capitals(AnnotatedSentence sentence, int from, int at) {
        String text = sentence.sentence().text();
        Matcher matcher = CAPITALS.matcher(text).region(from, at);
        Mention last = null;
        while (matcher.find()) {
            int end = matcher.end();
            if (BETWEEN.matcher(text).region(end, at).matches() && !overlaps(sentence, matcher.start(), end)) {
                Mention named = named(text, matcher.start(), end);
                last = named == null ? null : EnglishNames.named(sentence, named.start(), named.end());
            }
        }
        return last;
    }

    private static @Nullable Mention named(String text, int start, int end) {
        int from = start;
        String[] words = text.substring(start, end).split(" ");
        int skipped = 0;
        while (skipped < words.length
                && (NOT_A_NAME.contains(words[skipped].toLowerCase(Locale.ROOT))
                        || words.length - skipped > MAX_NAME_WORDS)) {
            from += words[skipped].length() + 1;
            skipped++;
        }
        if (from >= end || words[words.length - 1].endsWith(".")) {
            return null;
        }
        String name = text.substring(from, end).replaceAll("['’]s$", "");
        boolean plain = name.length() < 2 || name.chars().allMatch(Character::isDigit);
        return plain ? null : new Mention(from, from + name.length(), Entry.unknown(name, null));
    }

    private static @Nullable Mention chinese(AnnotatedSentence sentence, int from, int at) {
        int reach = Math.min(sentence.tagged().length(), at + SHORT_NAME);
        Matcher matcher = CHINESE.matcher(sentence.tagged()).region(from, reach);
        Mention last = null;
        Mention described = null;
        int before = from;
        while (matcher.find()) {
            int start = matcher.start("name");
            int end = matcher.end("name");
            if (start > at) {
                break;
            }
            // Where no name begins, the pattern has only run out of breath.
            boolean begins = start == before
                    || matcher.start() < start
                    || !Character.isIdeographic(sentence.folded().charAt(start - 1));
            before = end;
            if (!begins) {
                continue;
            }
            String home = homeIn(sentence, start, end);
            Mention found = ChineseNames.in(sentence, start, end, home);
            found = found != null ? found : ChineseNames.behind(sentence, end, home);
            Mention written = new Mention(
                    start, end, Entry.unknown(sentence.sentence().text().substring(start, end), home));
            boolean describes =
                    written.entry().isIndefinite() || written.entry().isDescription();
            described = found == null && describes ? written : described;
            last = found == null ? last : found;
        }
        return last == null ? described : last;
    }

    private static @Nullable String homeIn(AnnotatedSentence sentence, int start, int end) {
        return sentence.mentions(Tag.PLACE)
                .filter(mention -> mention.overlaps(start, end))
                .map(Mention::place)
                .map(place -> place == null ? null : place.code())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean overlaps(AnnotatedSentence sentence, int start, int end) {
        return sentence.mentions().stream().anyMatch(mention -> mention.overlaps(start, end));
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
