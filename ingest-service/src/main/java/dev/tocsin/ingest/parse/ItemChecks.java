package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is odd about items and left as it is, since those who make articles of them know what to do. */
final class ItemChecks {
    private static final Pattern ESCAPED_TAG =
            Pattern.compile("(?i)&lt;/?(?:p|div|br|a|h[1-6]|ul|ol|li|img|span|strong|em)\\b");

    private ItemChecks() {}

    static void check(List<FeedItem> items, Warnings warnings) {
        Map<String, Integer> seen = new HashMap<>();
        int number = 0;
        for (FeedItem item : items) {
            number++;
            warnings.inItem(number);
            Integer earlier = item.id() == null ? null : seen.putIfAbsent(item.id(), number);
            if (earlier != null) {
                warnings.add(Code.GUID_REUSED, "An item has the guid of item " + earlier);
            }
            if (isEscapedTwice(item.body())) {
                warnings.add(Code.DOUBLE_ESCAPED, "HTML was escaped once too often, and is read as the HTML it is");
            }
        }
        warnings.inItem(0);
    }

    /** Tags that a reader would see as tags, where there are no true ones. */
    private static boolean isEscapedTwice(@Nullable String html) {
        return html != null
                && html.indexOf('<') < 0
                && html.contains("&lt;")
                && ESCAPED_TAG.matcher(html).find();
    }
}
