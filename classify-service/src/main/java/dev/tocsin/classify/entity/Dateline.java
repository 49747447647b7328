package dev.tocsin.classify.entity;

import dev.tocsin.classify.passage.Sentence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that an agency's item begins with: where and when it was written, which is not where anything happened. */
final class Dateline {

    private static final String DAY = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*\\.? \\d{1,2}";

    private static final String AGENCY = "(?: ?\\([^()]{2,40}\\)| ?/[A-Z-]{2,15}/\\.?)";

    /** "DUBAI - ", "HANOI, June 14 (VNA) — ", "KRASNOYARSK, October 15. /TASS/. ", "Dubai (Reuters) - ". */
    private static final Pattern ENGLISH = Pattern.compile(
            "^(?:(?=[\\p{Lu} .'’-]*\\p{Lu}{3})\\p{Lu}[\\p{Lu}.'’ -]{2,30}(?:, [\\p{L}. ]{2,20})?(?:[,.] "
                    + DAY + ")?\\.?" + AGENCY + "? ?[-–—]{1,2} |\\p{Lu}[\\p{Lu}'’ -]{2,30}(?:[,.] " + DAY + ")?\\.(?:"
                    + AGENCY
                    + "|$)|\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+){0,2}(?:, [\\p{L}. ]{2,20})?(?:[,.] " + DAY
                    + ")?\\.? ?\\([^()]{2,40}\\) ?[-–—]{1,2} )");

    /** 中新社兰州11月7日电, （中央社台北8日電）. */
    private static final Pattern CHINESE = Pattern.compile(
            "^[（(【\\[]?[\\p{IsHan}]{0,8}(?:社|网|报|记者)[\\p{IsHan}]{2,8}?(?:\\d{1,2}月)?\\d{1,2}日(?:综合)?(?:电|讯|電|訊)");

    private Dateline() {}

    /** Where the dateline of a sentence ends; 0 where it has none. */
    static int end(Sentence sentence) {
        if (sentence.origin() != Sentence.Origin.BODY) {
            return 0;
        }
        Matcher english = ENGLISH.matcher(sentence.text());
        Matcher chinese = CHINESE.matcher(sentence.text());
        return english.find() ? english.end() : chinese.find() ? chinese.end() : 0;
    }
}
