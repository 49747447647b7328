package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.parse.ParseWarning.Code;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text. A byte order mark is believed first, then HTTP, then the XML declaration, then what the bytes look
 * like; a charset that cannot decode all of the document gives way to the next, since publishers mislabel.
 */
final class TextDecoder {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern HTTP_CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");
    private static final Pattern XML_ENCODING =
            Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

    private TextDecoder() {}

    static String decode(byte[] bytes, @Nullable String contentType, Warnings warnings) {
        Charset marked = byteOrderMark(bytes);
        if (marked != null) {
            return lenient(bytes, marked).substring(1);
        }
        Charset guessed = utf16WithoutMark(bytes);
        if (guessed != null) {
            return lenient(bytes, guessed);
        }
        Charset http = contentType == null ? null : named(HTTP_CHARSET.matcher(contentType), warnings);
        Charset declared = named(XML_ENCODING.matcher(head(bytes)), warnings);
        Charset said = http != null ? http : declared != null ? declared : StandardCharsets.UTF_8;
        for (Charset candidate : candidates(http, declared)) {
            String text = strict(bytes, candidate);
            if (text != null) {
                if (!candidate.equals(said) && text.chars().anyMatch(c -> c > 127)) {
                    warnings.add(
                            Code.CHARSET_MISLABELLED,
                            "The document says it is " + said.name() + " but is not; it was read as "
                                    + candidate.name());
                }
                return text;
            }
        }
        warnings.add(Code.BYTES_REPLACED, "Some characters cannot be read as " + said.name() + " and were replaced");
        return lenient(bytes, said);
    }

    private static Set<Charset> candidates(@Nullable Charset http, @Nullable Charset declared) {
        Set<Charset> candidates = new LinkedHashSet<>();
        for (Charset candidate : new Charset[] {http, declared, StandardCharsets.UTF_8}) {
            // The declaration was read as single bytes, so it cannot truly be UTF-16. And Latin 1, which many servers
            // say
            // of anything and which decodes anything, is believed after all that could contradict it.
            if (candidate != null && !candidate.name().startsWith("UTF-16") && !candidate.equals(WINDOWS_1252)) {
                candidates.add(candidate);
            }
        }
        if (WINDOWS_1252.equals(http) || WINDOWS_1252.equals(declared)) {
            candidates.add(WINDOWS_1252);
        }
        candidates.add(GB18030);
        return candidates;
    }

    /** What publishers mean by a name, which is often more than it says (WHATWG Encoding labels). */
    private static @Nullable Charset named(Matcher matcher, Warnings warnings) {
        if (!matcher.find()) {
            return null;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        String meant = switch (name) {
            case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "windows-936" -> "GB18030";
            case "big5", "big-5", "x-x-big5", "cn-big5" -> "Big5-HKSCS";
            case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii" -> "windows-1252";
            case "utf8", "unicode-1-1-utf-8" -> "UTF-8";
            default -> name;
        };
        try {
            return Charset.forName(meant);
        } catch (IllegalArgumentException e) {
            warnings.add(Code.CHARSET_UNKNOWN, "The document names an unknown charset, " + ParseWarning.quoted(name));
            return null;
        }
    }

    private static @Nullable Charset byteOrderMark(byte[] b) {
        if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    /** XML 1.0, appendix F: the said character is {@code <}, and its other byte is zero. */
    private static @Nullable Charset utf16WithoutMark(byte[] b) {
        if (b.length >= 4 && b[0] == 0 && b[1] == '<' && b[2] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (b.length >= 4 && b[0] == '<' && b[1] == 0 && b[3] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static String head(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            CharBuffer decoded = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            String text = decoded.toString();
            return text.indexOf('\uFFFD') >= 0 && !charset.equals(StandardCharsets.UTF_8) ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String lenient(byte[] bytes, Charset charset) {
        return new String(bytes, charset);
    }
}
