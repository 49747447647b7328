package dev.tocsin.ingest.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The charsets that a document and its sender name, read as what publishers mean by them, which is often more than they
 * say.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#names-and-labels">WHATWG Encoding, labels</a>
 */
final class CharsetLabel {
    static final Charset GB18030 = Charset.forName("GB18030");
    static final Charset BIG5 = Charset.forName("Big5-HKSCS");
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Charset EBCDIC = Charset.forName("IBM037");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final int HEAD = 1024;
    private static final Pattern HTTP = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");
    private static final Pattern XML =
            Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']\\s*([\\w.:-]+)\\s*[\"']");
    private static final Pattern META =
            Pattern.compile("(?i)<meta\\s[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)");

    private CharsetLabel() {}

    /** RFC 7303, section 3: the charset parameter outranks what the document says of itself. */
    static @Nullable String inContentType(@Nullable String contentType) {
        return contentType == null ? null : found(HTTP, contentType);
    }

    static @Nullable String inXmlDeclaration(byte[] bytes) {
        return found(XML, new String(bytes, 0, Math.min(bytes.length, HEAD), family(bytes)));
    }

    static @Nullable String inMeta(byte[] bytes) {
        return found(META, new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1));
    }

    private static @Nullable String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    /** XML 1.0, appendix F: a document in EBCDIC begins with {@code <?xm} in it. */
    private static Charset family(byte[] b) {
        return startsWith(b, 0x4C, 0x6F, 0xA7, 0x94) ? EBCDIC : StandardCharsets.ISO_8859_1;
    }

    /** @return null where this JVM knows no such charset */
    static @Nullable Charset charset(String label) {
        String meant = switch (label) {
            case "gb2312", "gbk", "gb_2312-80", "gb_2312", "x-gbk", "cp936", "windows-936", "ms936", "euc-cn" ->
                "GB18030";
            case "big5", "big-5", "x-x-big5", "cn-big5", "big5-eten", "cp950" -> "Big5-HKSCS";
            case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "ansi" ->
                "windows-1252";
            case "iso-8859-9", "latin5" -> "windows-1254";
            case "iso-8859-11", "tis-620" -> "windows-874";
            case "shift_jis", "shift-jis", "sjis", "x-sjis" -> "windows-31j";
            case "euc-kr", "ks_c_5601-1987", "ksc5601", "korean" -> "x-windows-949";
            case "utf8", "utf", "unicode-1-1-utf-8" -> "UTF-8";
            default -> label;
        };
        try {
            return Charset.forName(meant);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A byte order mark, or XML 1.0's appendix F: the first character is {@code <}, and its other bytes are zero. */
    static @Nullable Charset wide(byte[] b) {
        if (startsWith(b, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(b, 0x00, 0x00, 0xFE, 0xFF) || startsWith(b, 0, 0, 0, '<')) {
            return UTF_32BE;
        }
        if (startsWith(b, 0xFF, 0xFE, 0, 0) || startsWith(b, '<', 0, 0, 0)) {
            return UTF_32LE;
        }
        if (startsWith(b, 0xFE, 0xFF) || startsWith(b, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(b, 0xFF, 0xFE) || startsWith(b, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, int... values) {
        if (bytes.length < values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((bytes[i] & 0xFF) != values[i]) {
                return false;
            }
        }
        return true;
    }
}
