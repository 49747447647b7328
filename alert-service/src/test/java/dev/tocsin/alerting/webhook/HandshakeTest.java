package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.Handshake.Agreed;
import dev.tocsin.alerting.webhook.Handshake.Declined;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "200 | tocsin  | -   | -             | 0",
                "204 | *       | *   | POST          | 0",
                "200 | Tocsin  | 120 | OPTIONS, post | 120",
                "200 | *       | 1   | -             | 1",
                "200 | *       | 999999999 | -       | 0",
            })
    void endpointAgreesByNamingUsAndMayLimitUs(
            int status, String origin, @Nullable String rate, @Nullable String allow, int perMinute) {
        assertThat(read(status, origin, rate, allow))
                .isEqualTo(new Agreed(Optional.of(perMinute).filter(limit -> limit > 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "200 | -            | -    | -       | no WebHook-Allowed-Origin",
                "200 | evil.example | -    | -       | neither tocsin nor *",
                "200 | tocsin.example | -  | -       | neither tocsin nor *",
                "201 | *            | -    | -       | answered 201",
                "307 | *            | -    | -       | answered 307",
                "405 | *            | -    | -       | answered 405",
                "200 | *            | -    | GET     | Allow does not list POST",
                "200 | *            | -    | POSTER  | Allow does not list POST",
                "200 | *            | 0    | POST    | WebHook-Allowed-Rate",
                "200 | *            | -5   | POST    | WebHook-Allowed-Rate",
                "200 | *            | many | POST    | WebHook-Allowed-Rate",
                "200 | *            | 1,2  | POST    | WebHook-Allowed-Rate",
                "200 | *            | 99999999999 | POST | WebHook-Allowed-Rate",
            })
    void whateverElseItAnswersIsNoAgreementAndSaysWhy(
            int status, @Nullable String origin, @Nullable String rate, @Nullable String allow, String reason) {
        Handshake read = read(status, origin, rate, allow);

        assertThat(read)
                .isInstanceOfSatisfying(
                        Declined.class, said -> assertThat(said.reason()).contains(reason));
    }

    @Test
    void hostIsAskedOnlySoOftenAMinute() {
        long[] now = {0};
        HostQuota quota = new HostQuota(2, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now[0]);
            }
        });

        long taken = IntStream.range(0, 5).filter(i -> quota.take("a:443")).count();
        boolean other = quota.take("b:443");
        now[0] = 60_000;
        boolean later = quota.take("a:443");

        assertThat(taken).isEqualTo(2);
        assertThat(other).isTrue();
        assertThat(later).isTrue();
    }

    private static Handshake read(int status, @Nullable String origin, @Nullable String rate, @Nullable String allow) {
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put("webhook-allowed-origin", origin);
        headers.put("webhook-allowed-rate", rate);
        headers.put("allow", allow);
        return Handshake.of(status, headers::get, "tocsin");
    }
}
