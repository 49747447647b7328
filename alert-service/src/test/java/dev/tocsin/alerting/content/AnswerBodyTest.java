package dev.tocsin.alerting.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.content.Answer.Accepted;
import dev.tocsin.alerting.content.Answer.Rejected;
import dev.tocsin.alerting.content.Answer.Throttled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENVELOPE    | 200 | anything",
                "ENVELOPE    | 204 | ''",
                "CLOUDEVENTS | 202 | {\"code\":5}",
                "DISCORD     | 204 | ''",
                "DISCORD     | 200 | {\"id\":\"1\"}",
                "SLACK       | 200 | ok",
                "SLACK       | 200 | {\"ok\":true}",
                "TEAMS       | 200 | 1",
                "TEAMS       | 202 | ''",
                "TELEGRAM    | 200 | {\"ok\":true,\"result\":{\"message_id\":7,\"text\":\"ok false\"}}",
                "FEISHU      | 200 | {\"code\":0,\"msg\":\"success\",\"data\":{}}",
                "FEISHU      | 200 | {\"Extra\":null,\"StatusCode\":0,\"StatusMessage\":\"success\"}",
                "DINGTALK    | 200 | {\"errcode\":0,\"errmsg\":\"ok\"}",
                "WECOM       | 200 | {\"errcode\":0,\"errmsg\":\"ok\"}"
            })
    void messageIsTaken(Content content, int status, String body) {
        assertThat(judge(content, status, body)).isEqualTo(new Accepted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENVELOPE | 404 | ''                                     | answered 404",
                "SLACK    | 404 | no_service                             | answered 404: no_service",
                "SLACK    | 200 | ''                                     | answered 200: did not say ok",
                "SLACK    | 200 | <html>                                 | answered 200: did not say ok: <html>",
                "TEAMS    | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 | "
                        + "answered 200: Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413",
                "TELEGRAM | 403 | {\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was kicked\"} | "
                        + "answered 403: Forbidden: bot was kicked",
                "TELEGRAM | 200 | {\"ok\":false}                         | answered 200: did not say ok",
                "FEISHU   | 200 | {\"code\":19021,\"msg\":\"sign match fail\"} | answered 200: code 19021: sign match fail",
                "FEISHU   | 200 | {\"StatusCode\":1,\"StatusMessage\":\"no\"} | answered 200: StatusCode 1: no",
                "FEISHU   | 200 | {\"code\":19024,\"StatusCode\":0}      | answered 200: code 19024",
                "FEISHU   | 200 | ''                                     | answered 200: did not say StatusCode 0",
                "DINGTALK | 200 | {\"errcode\":310000,\"errmsg\":\"keywords not in content\"} | "
                        + "answered 200: errcode 310000: keywords not in content",
                "DINGTALK | 200 | {\"data\":{\"errcode\":0}}             | answered 200: did not say errcode 0",
                "WECOM    | 200 | {\"errcode\":93000,\"errmsg\":\"invalid webhook url\"} | "
                        + "answered 200: errcode 93000: invalid webhook url"
            })
    void messageIsNotTakenWhateverTheStatus(Content content, int status, String body, String words) {
        assertThat(judge(content, status, body)).isEqualTo(new Rejected(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENVELOPE | 429 | ''                                                         | 0",
                "DISCORD  | 429 | {\"message\":\"slow\",\"retry_after\":1.25,\"global\":false} | 1250",
                "TELEGRAM | 429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":37}} | 37000",
                "TELEGRAM | 429 | {\"parameters\":{\"retry_after\":999999999}}               | 36000000",
                "TELEGRAM | 429 | {\"parameters\":{\"retry_after\":-5}}                      | 0",
                "TELEGRAM | 429 | {\"parameters\":{\"retry_after\":1e99}}                    | 0",
                "TEAMS    | 200 | Webhook message delivery failed with error: Teams endpoint returned HTTP error 429 | 0",
                "FEISHU   | 200 | {\"code\":9499,\"msg\":\"too many request\"}               | 0",
                "FEISHU   | 200 | {\"code\":11232,\"msg\":\"frequency limited\"}             | 0",
                "DINGTALK | 200 | {\"errcode\":130101,\"errmsg\":\"send too fast\"}          | 0",
                "DINGTALK | 200 | {\"errcode\":660026}                                       | 0",
                "WECOM    | 200 | {\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}   | 0"
            })
    void receiverAsksForAPause(Content content, int status, String body, long millis) {
        assertThat(judge(content, status, body))
                .isInstanceOfSatisfying(
                        Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMillis(millis)));
    }

    @Test
    void beginningOfTheAnswerIsEnough() {
        String begun = "{\"ok\":true,\"result\":{\"text\":\"cut he";

        assertThat(judge(Content.TELEGRAM, 200, begun)).isEqualTo(new Accepted());
    }

    @Test
    void hostileAnswerIsReadSafelyAndQuotedClean() {
        assertThat(judge(Content.WECOM, 200, "{\"a\":".repeat(100_000))).isInstanceOf(Rejected.class);
        assertThat(judge(Content.SLACK, 500, "\u001B[2J\u202Eno\nservice " + "x".repeat(9_000)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.words())
                                .startsWith("answered 500: no service x")
                                .hasSizeLessThan(250));
    }

    private static Answer judge(Content content, int status, String body) {
        return content.judge(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
