package dev.tocsin.classify.passage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A sentence as it stands in the text.
 *
 * @param start offset of its first character, in UTF-16 units of the text it was split from
 */
public record Sentence(String text, int start, Origin origin) {

    /** Where it stands: a title or heading tells what the sentences below it are about. */
    public enum Origin {
        TITLE,
        HEADING,
        BODY;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Sentence title(String title) {
        return new Sentence(title, 0, Origin.TITLE);
    }

    /** Offset behind its last character. */
    public int end() {
        return start + text.length();
    }
}
