package dev.tocsin.alerting.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Blocks of an event stream (WHATWG HTML, section "Server-sent events"), each with the blank line that ends it. */
final class ServerSentEvent {
    /** What ends a line of a stream. */
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private ServerSentEvent() {}

    /** @param data as many lines as it has */
    static byte[] of(Position id, String type, String data) {
        StringBuilder block = new StringBuilder(data.length() + 120)
                .append("id: ")
                .append(id.encode())
                .append("\nevent: ")
                .append(type)
                .append('\n');
        for (String line : LINE_END.split(data, -1)) {
            block.append("data: ").append(line).append('\n');
        }
        return bytes(block.append('\n'));
    }

    /**
     * A comment, and where its reader has come to: an id without data raises no event, but is what a client resumes from,
     * so that a reader whom nothing concerned for a week has not fallen a week behind.
     */
    static byte[] comment(String text, Position id) {
        return bytes(": " + LINE_END.matcher(text).replaceAll(" ") + "\nid: " + id.encode() + "\n\n");
    }

    /** How long a client is to wait before it connects again, and where it has come to. */
    static byte[] retry(Duration wait, Position id) {
        return bytes("retry: " + wait.toMillis() + "\nid: " + id.encode() + "\n\n");
    }

    private static byte[] bytes(CharSequence block) {
        return block.toString().getBytes(StandardCharsets.UTF_8);
    }
}
