package dev.tocsin.alerting.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a form may lead back to: a place of this page and nowhere else. */
final class LocalPath {
    /** One slash and then no other, nor a backslash, which browsers take for one; nothing unseen. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]{0,2000}");

    private LocalPath() {}

    /** The path, or the page's root. */
    static String of(@Nullable String given) {
        return given != null && LOCAL.matcher(given).matches() ? given : "/";
    }
}
