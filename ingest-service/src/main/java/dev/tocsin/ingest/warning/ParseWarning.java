package dev.tocsin.ingest.warning;

import java.util.Locale;

/**
 * What was repaired in a document, or not understood of it.
 *
 * @param code stable, for programs: a {@link Code} in lower case with hyphens
 * @param message a sentence for people: what was done, where first, and how often
 */
public record ParseWarning(String code, String message) {
    private static final int QUOTED = 60;

    ParseWarning(Code code, String message) {
        this(code.written(), message);
    }

    /** A piece of the document for a sentence: short, on one line. */
    public static String quoted(String piece) {
        String line = piece.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+", " ").strip();
        return line.length() <= QUOTED
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, QUOTED - 1))) + "…";
    }

    /** Every kind of repair. The names are part of the API: a new one may come, none changes its meaning. */
    public enum Code {
        /** The bytes are in another charset than the document or HTTP says. */
        CHARSET_MISLABELLED,
        /** Nobody names the charset and it is not UTF-8: what the bytes look like decided. */
        CHARSET_GUESSED,
        /** The charset that is named does not exist here. */
        CHARSET_UNKNOWN,
        /** Some bytes mean nothing in any charset that fits; they became U+FFFD. */
        BYTES_REPLACED,
        /** Something that is no XML stood before the feed. */
        LEADING_JUNK,
        /** Control characters and the like, which no XML may hold. */
        FORBIDDEN_CHARACTERS,
        /** An ampersand that begins no reference. */
        BARE_AMPERSAND,
        /** HTML's names for characters, which XML does not know. */
        HTML_ENTITY,
        /** The document type declares abbreviations; plain ones were written out. */
        OWN_ENTITIES,
        /** The document type declares what reads files, opens connections or multiplies; it was left alone. */
        UNSAFE_ENTITIES,
        /** A CDATA section without an end. */
        OPEN_CDATA,
        /** Tags that are not closed, not nested, or no tags. */
        NOT_WELL_FORMED,
        /** The feed was found inside or under an element that begins none. */
        WRONG_ROOT,
        /** The document ends too early. */
        TRUNCATED,
        /** JSON with comments, trailing commas or the like. */
        LENIENT_JSON,
        /** A JSON Feed that does not say which version it is. */
        MISSING_VERSION,
        /** Only so many items are read. */
        TOO_MANY_ITEMS,
        /** More elements than a feed can need. */
        TOO_LARGE,
        /** Elements in elements without end. */
        TOO_DEEP,
        /** HTML that was escaped once too often. */
        DOUBLE_ESCAPED,
        /** A date that is none. */
        DATE_NOT_UNDERSTOOD,
        /** A ttl, skipHours, skipDays or sy: element that says nothing. */
        SCHEDULE_NOT_UNDERSTOOD,
        /** Several items have one guid, which so tells none of them. */
        GUID_REUSED;

        public String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
