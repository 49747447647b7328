package dev.tocsin.ingest.websub;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.time.Duration;

/** What hubs are told where we do not take what they send (RFC 9457). */
final class PushProblems {
    private PushProblems() {}

    static HttpProblem notFound() {
        return problem(404, "no-such-subscription", "No such subscription", "We have not asked for this.")
                .build();
    }

    static HttpProblem ended() {
        return problem(410, "subscription-ended", "This subscription has ended", "Please forget this callback.")
                .build();
    }

    static HttpProblem tooSlow(Duration deadline) {
        return problem(
                        408,
                        "push-too-slow",
                        "The push came too slowly",
                        "Send it within " + deadline.toSeconds() + " seconds.")
                .build();
    }

    static HttpProblem tooLarge(int maxBytes) {
        return problem(413, "push-too-large", "The push is too large", "A feed may have " + maxBytes + " bytes.")
                .build();
    }

    static HttpProblem tooMany() {
        return problem(429, "too-many-pushes", "Too many requests", "Try again in a minute.")
                .withHeader("Retry-After", "60")
                .build();
    }

    private static HttpProblem.Builder problem(int status, String slug, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("https://tocsin.dev/problems/" + slug))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
    }
}
