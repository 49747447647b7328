package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.content.Language;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A saved filter's alerts, to be written.
 *
 * @param title a line, as its owner typed it
 * @param link where it was asked for
 * @param updatedAt of the alert that changed last, or of the filter
 * @param entries those that changed last first
 */
record Feed(String id, String title, String link, Language language, Instant updatedAt, List<FeedEntry> entries) {
    Feed {
        entries = List.copyOf(entries);
    }

    /** As many entries as find room, in UTF-8. */
    byte[] write(FeedWriter writer, int maxBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] end = bytes(writer.end());
        out.writeBytes(bytes(writer.begin(this)));
        boolean first = true;
        for (FeedEntry entry : entries) {
            String written = writer.entry(entry);
            if (!written.isEmpty()) {
                byte[] next = bytes(first ? written : writer.separator() + written);
                if (out.size() + next.length + end.length > maxBytes) {
                    break;
                }
                out.writeBytes(next);
                first = false;
            }
        }
        out.writeBytes(end);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
