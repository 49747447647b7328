package dev.tocsin.classify.entity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of somebody whom no gazetteer knows, in the middle of a sentence: "…, while Acme's staff are …", 矿企Acme证实…. */
final class InnerNames {

    private static final Pattern CAPITALS = Pattern.compile(
            "(?<=[a-z0-9,;:—] |[“\"(])\\p{Lu}[\\p{L}\\d&.-]*(?: (?:\\p{Lu}[\\p{L}\\d&.-]*|of|the|de|&)){0,4}(?<! of| the| de| &)");

    /** What acts has its verb behind it, or owns what does. */
    private static final Pattern ACTS = Pattern.compile(
            "^(?:['’]s? |, (?:which|an?|the|whose|who|\\w+ed)\\b| and \\p{Lu}[\\w.-]*(?: \\p{Lu}[\\w.-]*){0,2} (?:are|were|have|had|will|would|plan|\\w+ed)\\b| (?:is|are|was|has|have|had|will|would|plans?|said|says|put|went|sold|\\w+(?:ed|es))\\b)");

    private static final Pattern ASIDE = Pattern.compile(
            "\\b(?:in|on|at|from|to|with|by|of|for|via|through|and|than|after|before|since|told|near|under|over|like|as|into|until) (?:the )?$");

    private static final Set<String> NO_NAMES = Set.of(
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
            "he",
            "she",
            "we",
            "they",
            "it",
            "there",
            "this",
            "that",
            "these",
            "those",
            "you",
            "our",
            "my",
            "his",
            "her",
            "its",
            "their",
            "the",
            "a",
            "an",
            "no",
            "yes",
            "not",
            "if",
            "but",
            "and",
            "when",
            "where",
            "what",
            "why",
            "how",
            "once",
            "because",
            "since",
            "some",
            "nobody",
            "everybody",
            "anyone",
            "we're",
            "we've",
            "we'll",
            "we'd",
            "i'm",
            "it's",
            "that's",
            "they're",
            "there's",
            "don't",
            "we’re",
            "we’ve",
            "it’s",
            "nft",
            "nfts",
            "i",
            "ceo",
            "bitcoin",
            "ethereum");

    private static final Pattern LATIN = Pattern.compile(
            "(?<![A-Za-z\\d《「“])(?=[A-Za-z\\d.&' -]*[A-Z])[A-Za-z][A-Za-z\\d.&'-]+(?: [A-Z][A-Za-z\\d.&'-]*){0,3}");

    private static final Pattern LATIN_ASIDE =
            Pattern.compile("(?:在|于|与|和|对|向|用|基于|通过|据|接受|的|《|“|「|链|为|由|以|、|版|至|到|同|每|：) ?$");

    private static final Set<String> LATIN_WORDS = Set.of(
            "nft",
            "nfts",
            "ceo",
            "cto",
            "coo",
            "web3",
            "btc",
            "eth",
            "mw",
            "gw",
            "kw",
            "kol",
            "app",
            "pow",
            "mica",
            "dao",
            "defi",
            "ai",
            "asic",
            "asics",
            "ip",
            "logo",
            "ipo",
            "etf",
            "usdt",
            "usdc",
            "pfp",
            "vip",
            "gpu",
            "dc",
            "pr",
            "ico",
            "bitcoin",
            "ethereum",
            "solana",
            "polygon",
            "flow",
            "bsc",
            "sec",
            "ces",
            "vr",
            "ar",
            "qr",
            "fud",
            "kyc",
            "dm");

    private InnerNames() {}

    static @Nullable String of(AnnotatedSentence sentence) {
        if (sentence.chinese()) {
            return null;
        }
        String text = sentence.sentence().text();
        Matcher matcher = CAPITALS.matcher(text);
        while (matcher.find()) {
            boolean aside = ASIDE.matcher(text.substring(Math.max(0, matcher.start() - 14), matcher.start()))
                    .find();
            boolean acts = ACTS.matcher(text.substring(matcher.end())).find();
            if (acts
                    && !aside
                    && !isTaken(sentence, matcher.start(), matcher.end())
                    && !isWord(matcher.group(), NO_NAMES)
                    && EnglishNames.named(sentence, matcher.start(), matcher.end()) != null) {
                return matcher.group();
            }
        }
        return null;
    }

    /** Chinese news writes many a firm's name in Latin letters. */
    static @Nullable String latin(AnnotatedSentence sentence) {
        String text = sentence.sentence().text();
        Matcher matcher = LATIN.matcher(text);
        while (matcher.find()) {
            boolean aside = LATIN_ASIDE
                    .matcher(text.substring(Math.max(0, matcher.start() - 4), matcher.start()))
                    .find();
            if (!aside
                    && !isTaken(sentence, matcher.start(), matcher.end())
                    && !isWord(matcher.group(), LATIN_WORDS)
                    && !ChineseNames.isModel(matcher.group())) {
                return matcher.group();
            }
        }
        return null;
    }

    private static boolean isTaken(AnnotatedSentence sentence, int start, int end) {
        return sentence.mentions().stream().anyMatch(mention -> mention.overlaps(start, end));
    }

    private static boolean isWord(String name, Set<String> words) {
        String first = name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
        return words.contains(first.toLowerCase(Locale.ROOT)) || name.length() < 2;
    }
}
