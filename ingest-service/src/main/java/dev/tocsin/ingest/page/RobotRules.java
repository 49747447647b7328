package dev.tocsin.ingest.page;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.tocsin.ingest.fetch.FetchOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What sites let us read, by their robots.txt, remembered for a day (RFC 9309, section 2.4). Where there is none, all;
 * where it cannot be had, nothing until it can (section 2.3.1.4).
 */
public final class RobotRules {
    private static final int MOST_SITES = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration UNREACHABLE = Duration.ofMinutes(10);
    /** RFC 9309, section 2.5. */
    private static final int MAX_BYTES = 512 * 1024;

    private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    private final String product;
    private final Clock clock;

    private record Remembered(BaseRobotRules rules, Instant until) {}

    private final Map<String, Remembered> sites = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST_SITES;
        }
    };

    /** @param userAgent as we send it: its product token is who we are in a robots.txt */
    public RobotRules(String userAgent, Clock clock) {
        this.product = userAgent.replaceFirst("[/ (].*", "").toLowerCase(Locale.ROOT);
        this.clock = clock;
    }

    /** Where a page's robots.txt stands. */
    static String address(String page) {
        return page.replaceFirst("^(https?://[^/?#]+).*", "$1/robots.txt");
    }

    /** @return empty where it is not known yet: ask for {@link #address} and {@link #learn} */
    synchronized Optional<Permission> permission(String page) {
        Remembered site = sites.get(address(page));
        if (site == null || site.until.isBefore(clock.instant())) {
            return Optional.empty();
        }
        if (site.rules.isDeferVisits()) {
            return Optional.of(Permission.LATER);
        }
        return Optional.of(site.rules.isAllowed(page) ? Permission.YES : Permission.NO);
    }

    synchronized void learn(String page, FetchOutcome answer) {
        String address = address(page);
        boolean unreachable = isUnreachable(answer);
        sites.put(
                address,
                new Remembered(
                        rules(address, answer, unreachable),
                        clock.instant().plus(unreachable ? UNREACHABLE : REMEMBERED)));
    }

    private BaseRobotRules rules(String address, FetchOutcome answer, boolean unreachable) {
        if (answer instanceof FetchOutcome.Modified document) {
            byte[] body = document.body();
            byte[] read = body.length > MAX_BYTES ? java.util.Arrays.copyOf(body, MAX_BYTES) : body;
            return parser.parseContent(address, read, "text/plain", List.of(product));
        }
        SimpleRobotRules all = new SimpleRobotRules(unreachable ? RobotRulesMode.ALLOW_NONE : RobotRulesMode.ALLOW_ALL);
        all.setDeferVisits(unreachable);
        return all;
    }

    private static boolean isUnreachable(FetchOutcome answer) {
        return answer instanceof FetchOutcome.TimedOut
                || answer instanceof FetchOutcome.Failed
                || answer instanceof FetchOutcome.RateLimited
                || (answer instanceof FetchOutcome.BadStatus status && status.status() >= 500);
    }

    enum Permission {
        YES,
        NO,
        LATER
    }
}
