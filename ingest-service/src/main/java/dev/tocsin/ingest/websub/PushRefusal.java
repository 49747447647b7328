package dev.tocsin.ingest.websub;

import java.time.Duration;

/**
 * What a hub is told where we do not take what it sends.
 *
 * @param slug of the problem's type (RFC 9457)
 */
record PushRefusal(int status, String slug, String title, String detail) {
    static final PushRefusal UNKNOWN =
            new PushRefusal(404, "no-such-subscription", "No such subscription", "We have not asked for this.");
    static final PushRefusal ENDED =
            new PushRefusal(410, "subscription-ended", "This subscription has ended", "Please forget this callback.");
    static final PushRefusal TOO_MANY =
            new PushRefusal(429, "too-many-pushes", "Too many requests", "Try again in a minute.");

    static PushRefusal tooSlow(Duration deadline) {
        return new PushRefusal(
                408,
                "push-too-slow",
                "The push came too slowly",
                "Send it within " + deadline.toSeconds() + " seconds.");
    }

    static PushRefusal tooLarge(int maxBytes) {
        return new PushRefusal(
                413, "push-too-large", "The push is too large", "A feed may have " + maxBytes + " bytes.");
    }
}
