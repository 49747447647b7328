package dev.tocsin.classify.article;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/** The languages that we read, by their BCP 47 tags. */
public enum Language {
    ENGLISH("en"),
    SIMPLIFIED_CHINESE("zh-Hans"),
    TRADITIONAL_CHINESE("zh-Hant"),
    UNDETERMINED("und");

    /** Enough to judge by; a longer text is no surer and costs time. */
    private static final int SAMPLE_CHARS = 4000;

    /** Below this many words a Latin text is taken for English: headlines often hold no function word at all. */
    private static final int WORDS_TO_JUDGE = 10;

    private static final Set<String> ENGLISH_WORDS = Set.of(
            "the", "of", "and", "to", "in", "for", "is", "on", "that", "with", "by", "its", "has", "was", "will",
            "from", "at", "are", "be", "it", "said");

    private static final Set<String> OTHER_LATIN_WORDS = Set.of(
            "el", "los", "las", "que", "del", "una", "por", "con", "le", "les", "des", "et", "est", "pour", "dans",
            "une", "der", "die", "und", "das", "den", "von", "mit", "ist", "ein", "il", "della", "che", "di", "per",
            "um", "uma", "não", "para", "het", "een", "och", "att", "yang", "dan", "dengan", "ve", "bir");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    @JsonValue
    public String tag() {
        return tag;
    }

    public boolean isChinese() {
        return this == SIMPLIFIED_CHINESE || this == TRADITIONAL_CHINESE;
    }

    /**
     * Tells the language by the share of Chinese characters among the letters; simplified or traditional by which
     * characters only one of the two scripts has.
     */
    public static Language of(String text) {
        String sample = text.length() > SAMPLE_CHARS ? text.substring(0, SAMPLE_CHARS) : text;
        int han = 0;
        int latin = 0;
        int other = 0;
        int traditional = 0;
        int simplified = 0;
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (!Character.isLetter(c)) {
                continue;
            }
            Character.UnicodeScript script = Character.UnicodeScript.of(c);
            if (script == Character.UnicodeScript.HAN) {
                han++;
                traditional += HanFolding.isOnlyTraditional(c) ? 1 : 0;
                simplified += HanFolding.isOnlySimplified(c) ? 1 : 0;
            } else if (script == Character.UnicodeScript.LATIN) {
                latin++;
            } else {
                other++;
            }
        }
        // One Chinese character says about as much as a Latin word of five letters.
        int weighedHan = han * 5;
        if (other > weighedHan / 5 + latin / 2) {
            return UNDETERMINED;
        }
        if (weighedHan > latin && han > 0) {
            return traditional > simplified ? TRADITIONAL_CHINESE : SIMPLIFIED_CHINESE;
        }
        return latin > 0 && isEnglish(sample) ? ENGLISH : UNDETERMINED;
    }

    private static boolean isEnglish(String sample) {
        int words = 0;
        int english = 0;
        int foreign = 0;
        String lower = sample.toLowerCase(java.util.Locale.ROOT);
        // Words are counted from the first one's beginning: what stands before it counts as one too.
        int start = 0;
        while (start < lower.length() || words == 0) {
            int end = start;
            while (end < lower.length() && Character.isLetter(lower.codePointAt(end))) {
                end += Character.charCount(lower.codePointAt(end));
            }
            String word = lower.substring(start, end);
            words++;
            english += ENGLISH_WORDS.contains(word) ? 1 : 0;
            foreign += OTHER_LATIN_WORDS.contains(word) ? 1 : 0;
            while (end < lower.length() && !Character.isLetter(lower.codePointAt(end))) {
                end += Character.charCount(lower.codePointAt(end));
            }
            start = end;
        }
        return words < WORDS_TO_JUDGE ? foreign <= english + 1 : foreign <= english;
    }
}
