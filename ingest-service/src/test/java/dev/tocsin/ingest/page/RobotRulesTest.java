package dev.tocsin.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.page.RobotRules.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotRulesTest {
    private static final String PAGE = "https://o.example/news/a";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private final RobotRules robots = new RobotRules("Tocsin/0.1 (+https://tocsin.example/bot)", clock());

    @Test
    void unknownSiteIsToBeAsked() {
        assertThat(robots.permission(PAGE)).isEmpty();
        assertThat(RobotRules.address(PAGE)).isEqualTo("https://o.example/robots.txt");
        assertThat(RobotRules.address("http://o.example:81?x")).isEqualTo("http://o.example:81/robots.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User-agent: *\\nDisallow: /private | YES",
                "User-agent: *\\nDisallow: /news | NO",
                "User-agent: *\\nDisallow: /\\n\\nUser-agent: tocsin\\nDisallow: | YES",
                "User-agent: tocsin\\nDisallow: / | NO",
                "User-agent: *\\nDisallow: /news\\nAllow: /news/a | YES",
                "'' | YES"
            })
    void rulesHold(String file, Permission permission) {
        robots.learn(PAGE, document(file.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8)));

        assertThat(robots.permission(PAGE)).contains(permission);
    }

    @Test
    void siteWithoutRulesLetsUsReadAll() {
        robots.learn(PAGE, new FetchOutcome.Missing());

        assertThat(robots.permission(PAGE)).contains(Permission.YES);
    }

    @Test
    void siteWhoseRulesCannotBeHadIsLeftAloneAndAskedAgain() {
        robots.learn(PAGE, new FetchOutcome.Failed(Fault.CUT_OFF, "cut"));

        assertThat(robots.permission(PAGE)).contains(Permission.LATER);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
        assertThat(robots.permission(PAGE)).isEmpty();
    }

    @Test
    void rulesAreRememberedForADay() {
        robots.learn(PAGE, new FetchOutcome.RateLimited(429, Optional.empty()));
        robots.learn(PAGE, document("User-agent: *\nDisallow: /".getBytes(StandardCharsets.UTF_8)));

        now.updateAndGet(time -> time.plus(Duration.ofHours(23)));
        assertThat(robots.permission(PAGE)).contains(Permission.NO);
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        assertThat(robots.permission(PAGE)).isEmpty();
    }

    private static FetchOutcome document(byte[] body) {
        return new FetchOutcome.Modified(
                body,
                "text/plain",
                WebUrl.parse("https://o.example/robots.txt"),
                List.of(),
                body.length,
                new FetchOutcome.Terms(Validators.NONE, Duration.ZERO, null));
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }
}
