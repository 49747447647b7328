package dev.tocsin.alerting.session;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a request that changes something was made by a page of ours. */
public final class RequestOrigin {
    private RequestOrigin() {}

    /**
     * Browsers say of every request where it comes from; older ones name the origin only. One that says neither is no
     * browser, and has no cookie by accident.
     *
     * @param site header Sec-Fetch-Site
     * @param origin header Origin
     * @param host header Host, as the browser has it in its address line
     */
    public static boolean isOurs(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        return origin == null || host != null && authority(origin).equals(host.toLowerCase(Locale.ROOT));
    }

    private static String authority(String origin) {
        try {
            return Objects.requireNonNullElse(URI.create(origin).getRawAuthority(), "")
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
