package dev.tocsin.ingest.opml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list's bytes to text. What is valid UTF-8 is UTF-8 whatever it calls itself, since text in another charset hardly
 * ever is by chance; else its declaration is believed, and nothing is guessed.
 */
final class OpmlText {
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}\\bencoding\\s*=\\s*[\"']([^\"']{1,40})");

    private OpmlText() {}

    /** @return null where the bytes are not what they are said to be */
    static @Nullable String decode(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        String text = mark == 0xfeff || mark == 0xfffe
                ? strictly(bytes, StandardCharsets.UTF_16)
                : strictly(bytes, StandardCharsets.UTF_8);
        if (text == null) {
            Charset declared = declared(bytes);
            text = declared == null ? null : strictly(bytes, declared);
        }
        return text != null && text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static @Nullable Charset declared(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, 256), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARED.matcher(beginning);
        if (!declaration.find()) {
            return null;
        }
        String name = declaration.group(1).toLowerCase(Locale.ROOT);
        try {
            // Whoever says gb2312 writes its successors' characters too.
            return Charset.forName(name.equals("gb2312") || name.equals("gbk") ? "gb18030" : name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
