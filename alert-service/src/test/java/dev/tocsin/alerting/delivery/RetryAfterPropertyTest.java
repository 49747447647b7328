package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever an answer says about when to come again: never before the schedule, never later than both allow. */
class RetryAfterPropertyTest {

    private static final int ANSWERS = 20_000;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(10);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<Integer> LISTENED_TO = List.of(429, 502, 503, 504);
    private static final RetrySchedule SCHEDULE = new RetrySchedule(List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24)));

    @Test
    void nextTryIsBetweenTheScheduleAndTenHours() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < ANSWERS; i++) {
            String asked = form(random);
            int status = 300 + random.nextInt(300);
            int tries = random.nextInt(SCHEDULE.gaps().size() - 1);
            long jitter = random.nextLong();
            Duration scheduled =
                    SCHEDULE.pauseAfter(tries + 1, new Random(jitter)).orElseThrow();

            AttemptOutcome outcome = AttemptOutcome.ofStatus(status, RetryAfter.parse(asked, CLOCK));
            if (status == 410) {
                continue;
            }
            Duration pause =
                    ((Pending) new Pending(tries, Duration.ZERO).after(outcome, SCHEDULE, new Random(jitter))).pause();

            Duration most = scheduled.compareTo(LONGEST_PAUSE) > 0 ? scheduled : LONGEST_PAUSE;
            assertThat(pause)
                    .as("seed %d, %d, Retry-After: %s", seed, status, asked)
                    .isBetween(scheduled, LISTENED_TO.contains(status) ? most : scheduled);
        }
    }

    @Test
    void readablePauseIsKeptToTheSecond() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Duration asked = Duration.ofSeconds(random.nextInt((int) LONGEST_PAUSE.toSeconds()));
            Instant until = NOW.plus(asked);
            for (String form : List.of(
                    Long.toString(asked.toSeconds()), date("EEE, dd MMM yyyy HH:mm:ss 'GMT'", until),
                    date("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", until), date("EEE MMM ppd HH:mm:ss yyyy", until))) {
                for (int status : LISTENED_TO) {
                    AttemptOutcome outcome = AttemptOutcome.ofStatus(status, RetryAfter.parse(form, CLOCK));

                    assertThat(outcome).as(form).isEqualTo(new AttemptOutcome.Throttled(status, asked));
                }
            }
        }
    }

    private static String form(Random random) {
        Instant when = NOW.plusSeconds(random.nextLong(-100_000_000_000L, 100_000_000_000L));
        return switch (random.nextInt(14)) {
            case 0 -> Integer.toString(random.nextInt(100_000));
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "-" + random.nextInt(100_000);
            case 3 -> Double.toString(random.nextDouble() * 1e6);
            case 4 ->
                List.of("NaN", "Infinity", "-Infinity", "1e3", "0x1f", "null", "", " ", "\t")
                        .get(random.nextInt(9));
            case 5 -> "9".repeat(1 + random.nextInt(40));
            case 6 -> "0".repeat(random.nextInt(40)) + random.nextInt(1_000);
            case 7 -> " " + random.nextInt(1_000) + " ";
            case 8 -> random.nextInt(1_000) + ", " + random.nextInt(1_000);
            case 9 -> date("EEE, dd MMM yyyy HH:mm:ss 'GMT'", NOW.plusSeconds(random.nextInt(1_000_000) - 500_000));
            case 10 -> date("EEE, dd MMM yyyy HH:mm:ss 'GMT'", when);
            case 11 -> date("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", when);
            case 12 -> date("EEE MMM ppd HH:mm:ss yyyy", when);
            default ->
                random.ints(random.nextInt(30), 32, 256)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        };
    }

    private static String date(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
