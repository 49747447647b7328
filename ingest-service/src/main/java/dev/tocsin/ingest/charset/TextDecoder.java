package dev.tocsin.ingest.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text. A byte order mark is believed first, then HTTP, then the XML declaration, then an HTML meta element,
 * then what the bytes look like. Publishers mislabel: a charset that leaves bytes over, or makes of them what no
 * language is written in, gives way to the next.
 */
public final class TextDecoder {
    /** Where one reads well, no other is tried. */
    private static final double GOOD = 0.85;

    private static final int DETECTED_BY = 64 * 1024;

    private TextDecoder() {}

    public static String decode(byte[] bytes, @Nullable String contentType, Warnings warnings) {
        Charset wide = CharsetLabel.wide(bytes);
        if (wide != null) {
            return withoutMark(new String(bytes, wide));
        }
        Charset http = named(CharsetLabel.inContentType(contentType), warnings);
        Charset declared = named(CharsetLabel.inXmlDeclaration(bytes), warnings);
        Charset meta = named(CharsetLabel.inMeta(bytes), warnings);
        Charset said = http != null ? http : declared != null ? declared : meta;
        Utf8 utf8 = Utf8.of(bytes);
        if (utf8 == Utf8.ASCII && (said == null || readsAscii(said))) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        Reading best = utf8 == Utf8.CERTAINLY
                ? new Reading(StandardCharsets.UTF_8, new String(bytes, StandardCharsets.UTF_8), 1)
                : best(bytes, utf8, http, declared, meta);
        warn(best, said, warnings);
        return best.text;
    }

    private record Reading(Charset charset, String text, double plausibility) {
        static Reading of(byte[] bytes, Charset charset) {
            String text = new String(bytes, charset);
            return new Reading(charset, text, Plausibility.of(text));
        }

        boolean isComplete() {
            return text.indexOf('\uFFFD') < 0;
        }
    }

    private static Reading best(byte[] bytes, Utf8 utf8, @Nullable Charset... said) {
        Reading best = null;
        for (Charset candidate : candidates(bytes, utf8, said)) {
            Reading reading = Reading.of(bytes, candidate);
            if (reading.isComplete() && reading.plausibility >= GOOD) {
                return reading;
            }
            if (best == null || reading.plausibility > best.plausibility + 0.05) {
                best = reading;
            }
        }
        return best == null ? Reading.of(bytes, StandardCharsets.UTF_8) : best;
    }

    private static Set<Charset> candidates(byte[] bytes, Utf8 utf8, @Nullable Charset... said) {
        Set<Charset> candidates = new LinkedHashSet<>();
        for (Charset charset : said) {
            // The declaration was read as single bytes, so it cannot truly be UTF-16. And Latin 1, which many servers
            // say of anything and which decodes anything, is believed after all that could contradict it.
            if (charset != null && !charset.name().startsWith("UTF-") && !charset.equals(CharsetLabel.WINDOWS_1252)) {
                candidates.add(charset);
            }
        }
        // One character may be UTF-8 by accident, and be meant as what was said.
        boolean saidUtf8 = Arrays.asList(said).contains(StandardCharsets.UTF_8);
        if (utf8 == Utf8.PERHAPS || saidUtf8 || candidates.isEmpty()) {
            candidates.add(StandardCharsets.UTF_8);
        }
        if (Arrays.asList(said).contains(CharsetLabel.WINDOWS_1252)) {
            candidates.add(CharsetLabel.WINDOWS_1252);
        }
        candidates.addAll(detected(bytes));
        candidates.add(CharsetLabel.GB18030);
        candidates.add(CharsetLabel.BIG5);
        candidates.add(CharsetLabel.WINDOWS_1252);
        candidates.add(StandardCharsets.UTF_8);
        return candidates;
    }

    /** By statistics of byte pairs and letters, on what is outside of tags. */
    private static Set<Charset> detected(byte[] bytes) {
        Set<Charset> found = new LinkedHashSet<>();
        CharsetDetector detector = new CharsetDetector();
        detector.enableInputFilter(true);
        detector.setText(Arrays.copyOf(bytes, Math.min(bytes.length, DETECTED_BY)));
        for (CharsetMatch match : detector.detectAll()) {
            String label = match.getName().toLowerCase(Locale.ROOT);
            Charset charset =
                    label.startsWith("utf-") || match.getConfidence() < 10 ? null : CharsetLabel.charset(label);
            if (charset != null && found.size() < 5) {
                found.add(charset);
            }
        }
        return found;
    }

    private static void warn(Reading best, @Nullable Charset said, Warnings warnings) {
        if (!best.isComplete()) {
            warnings.add(
                    Code.BYTES_REPLACED,
                    "Some bytes cannot be read as " + best.charset.name() + " and were replaced by \uFFFD");
        }
        if (said == null && !best.charset.equals(StandardCharsets.UTF_8)) {
            warnings.add(
                    Code.CHARSET_GUESSED,
                    "Nobody says in which charset the document is; it was read as " + best.charset.name());
        } else if (said != null && !best.charset.equals(said)) {
            warnings.add(
                    Code.CHARSET_MISLABELLED,
                    "The document is said to be " + said.name() + " but is not; it was read as " + best.charset.name());
        }
    }

    private static @Nullable Charset named(@Nullable String label, Warnings warnings) {
        Charset charset = label == null ? null : CharsetLabel.charset(label);
        if (label != null && charset == null) {
            warnings.add(Code.CHARSET_UNKNOWN, "The document names an unknown charset, " + ParseWarning.quoted(label));
        }
        return charset;
    }

    /** False for EBCDIC, and for ISO 2022, which writes other scripts in ASCII's bytes. */
    private static boolean readsAscii(Charset charset) {
        return charset.name().startsWith("UTF-")
                || (!charset.name().startsWith("ISO-2022") && new String(new byte[] {'<', 'a'}, charset).equals("<a"));
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** How far bytes speak for UTF-8, which other charsets' texts hardly ever are by accident. */
    private enum Utf8 {
        ASCII,
        CERTAINLY,
        PERHAPS,
        NOT;

        static Utf8 of(byte[] bytes) {
            boolean ascii = true;
            for (byte b : bytes) {
                ascii &= b >= 0;
            }
            if (ascii) {
                return ASCII;
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            long replaced = text.chars().filter(c -> c == 0xFFFD).count();
            long read = text.chars().filter(c -> c >= 0x80).count() - replaced;
            boolean longSequence = text.chars().anyMatch(c -> c >= 0x800 && c != 0xFFFD);
            if (replaced == 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
                return longSequence || read >= 3 ? CERTAINLY : PERHAPS;
            }
            // A character was cut, or something pasted; no other charset's bytes come so close.
            return read >= 3 && replaced * 10 <= read ? CERTAINLY : NOT;
        }
    }
}
