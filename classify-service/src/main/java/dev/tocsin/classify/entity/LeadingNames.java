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

    /** In a title every word may have a capital; with these its verb begins. */
    private static final Pattern VERB = Pattern.compile(
            "to|will|is|are|was|has|have|may|might|could|would|won|can|not|says?|said|plans?|wants?|(?:launch|drop|releas|sell|issu|mint|announc|unveil|auction|offer|put|mov|relocat|shift|ship|leav|quit|exit|flee|introduc|reveal|debut|creat|mak|bring|turn|tak|join|partner|team|enter|giv|get|open|clos|start|begin|end|cancel|scrap|pull|kill|den|reject|consider|mull|weigh|eye|tease|prepar|print|list|stamp|celebrat|mark|tokeni[sz]|hand|tweet|tell|confirm|withdraw|delay|halt|shut|head|pack|haul|truck|transfer|migrat|swap|trad|pick|choos|redomicil|bid|look|explor|plot|aim|set|roll|sign|add|go|vow|claim|swear|publish|distribut|raffl|reward|dip|step|jump|put|post|win|abandon|ditch|unplug)(?:e?s|e?d|ed|ing|ning|ping|ting|es|ies|ied)?|went|sold|made|took|gave|left|fled|brought|told|sets|let");

    private static final Set<String> NOT_A_NAME = Set.of(
            "i",
            "we",
            "he",
            "she",
            "it",
            "they",
            "you",
            "there",
            "here",
            "this",
            "that",
            "these",
            "those",
            "how",
            "why",
            "what",
            "when",
            "where",
            "who",
            "no",
            "not",
            "new",
            "first",
            "its",
            "his",
            "her",
            "their",
            "our",
            "my",
            "some",
            "many",
            "most",
            "more",
            "one",
            "two",
            "three",
            "four",
            "five",
            "each",
            "every",
            "both",
            "all",
            "another",
            "as",
            "after",
            "before",
            "if",
            "then",
            "and",
            "but",
            "or",
            "so",
            "nft",
            "nfts",
            "bitcoin",
            "crypto",
            "blockchain",
            "ethereum",
            "miners",
            "mining",
            "digital",
            "tokens",
            "token",
            "collection",
            "proceeds",
            "holders",
            "buyers",
            "fans",
            "sales",
            "bids",
            "staff",
            "employees",
            "machines",
            "rigs",
            "report",
            "sources",
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
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "yes",
            "only",
            "now",
            "today");

    private static final Pattern CHINESE_LEAD_IN = Pattern.compile(
            "^(?:[^\\p{L}\\p{N}]+|\\d+[.、)）]|据[^，。]{1,20}，|[^，。：]{0,12}(?:消息|报道|讯)[，：,:]|(?:\\d+年)?\\d+月\\d+日[^，。]{0,4}?[，,]?|(?:昨日|今日|今天|昨天|昨晚|近日|日前|上周|本周|周[一二三四五六日]|此前|随后|同日|另外|此外|同时|其中|继[^，]{1,14}(?:之后|后)，|传|快讯|独家|突发|曝)[，：,:]?)+");

    private static final Pattern CHINESE_VERB = Pattern.compile(
            "(?:今日|今天|昨日|昨天|昨晚|近日|日前|上周|本周|周[一二三四五六日]|已经|已|将|即将|拟|正式|正在|正|也|又|首次|联合|悄悄|官方|率先|计划|打算|\\d+月\\d+日|于|在|同日|再|曾|官宣)*(?:推出|发行|发售|上线|发布|宣布|推|开售|铸造|拍卖|携手|联手|联名|官宣|进军|试水|入局|取消|叫停|撤回|否认|澄清|回应|考虑|表示|称|说|透露|把|迁|搬|撤|运|转移|离开|告别|落户|出售|卖|送出|派发|赠送|公布|确认|与|和|公告|辟谣|暂停|终止|放弃|计划|打算|要发|要在|预告|披露|传|传出|被传|证实|承认)");

    private static final Pattern CHINESE_NOT_A_NAME = Pattern.compile(
            "(?:这|那|该|其|本|此|某)?[家个些]?(?:公司|平台|项目|交易所|企业|集团|品牌|他|她|它|他们|官方|消息|知情人士|记者|市场|用户|玩家|藏品|作品|系列|首批|每[份枚件]|创始人|负责人|发言人|团队|双方|有人|网传|业内|加密|比特币|数字藏品|nft|真正|提案|抽签|消息人士|.*(?:不|没|已经|未有|知情|报道|去年|今年|团队|我|你|首批|月.{1,3}日|“|「|的)|[“「].*|[\\d.]+.*)");

    private LeadingNames() {}

    public static @Nullable Entry of(AnnotatedSentence sentence) {
        String name = sentence.chinese() ? chinese(sentence) : english(sentence);
        name = name != null ? name : InnerNames.of(sentence);
        return name == null ? null : Entry.unknown(name, null);
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
            String plain = written.toLowerCase(Locale.ROOT).replaceAll("['’]s?$", "");
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
            boolean possessive = !plain.equals(written.toLowerCase(Locale.ROOT));
            if (possessive && words == 0 && isPlace(sentence, word.start())) {
                // "Uruguay's Peñarol": the club acts.
                from = word.end();
                continue;
            }
            start = start < 0 ? word.start() : start;
            end = word.start() + plain.length();
            words++;
            from = word.end();
            if (possessive) {
                break;
            }
        }
        if (start < 0) {
            return null;
        }
        String name = text.substring(start, end).replaceAll(" (?:of|the|de|&|x)$", "");
        boolean alone = words == 1;
        boolean common = NOT_A_NAME.contains(text.substring(start, Math.max(start, firstBlank(text, start, end)))
                        .toLowerCase(Locale.ROOT))
                || (alone && isPlace(sentence, start));
        return common || name.length() < 2 || name.chars().allMatch(Character::isDigit) ? null : name;
    }

    private static int firstBlank(String text, int start, int end) {
        int blank = text.indexOf(' ', start);
        return blank < 0 || blank > end ? end : blank;
    }

    private static @Nullable String chinese(AnnotatedSentence sentence) {
        String latin = InnerNames.latin(sentence);
        return latin != null ? latin : chineseSubject(sentence);
    }

    private static @Nullable String chineseSubject(AnnotatedSentence sentence) {
        String folded = sentence.folded();
        Matcher leadIn = CHINESE_LEAD_IN.matcher(folded);
        int start = leadIn.find() ? leadIn.end() : 0;
        Matcher verb = CHINESE_VERB.matcher(folded);
        if (start + 2 > folded.length() || !verb.find(start + 2)) {
            return null;
        }
        int end = verb.start();
        for (int i = end - 1; i >= start; i--) {
            if ("，。：；、！？】」》“”「『《,:;!?　".indexOf(folded.charAt(i)) >= 0) {
                if (i == end - 1) {
                    end--;
                } else {
                    start = i + 1;
                    break;
                }
            }
        }
        if (end - start < 2 || end - start > 24) {
            return null;
        }
        return named(sentence, start, end);
    }

    private static @Nullable String named(AnnotatedSentence sentence, int start, int end) {
        String name = sentence.sentence().text().substring(start, end).strip();
        boolean common = name.length() < 2
                || CHINESE_NOT_A_NAME
                        .matcher(sentence.folded().substring(start, end).strip())
                        .matches()
                || sentence.mentions(Tag.PLACE).anyMatch(place -> place.start() <= start && place.end() >= end);
        return common ? null : name;
    }

    private static boolean isPlace(AnnotatedSentence sentence, int at) {
        return sentence.mentions(Tag.PLACE).anyMatch(mention -> mention.overlaps(at, at + 1));
    }
}
