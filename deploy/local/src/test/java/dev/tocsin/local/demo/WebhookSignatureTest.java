package dev.tocsin.local.demo;

import static dev.tocsin.local.demo.WebhookSignature.Verdict.INCOMPLETE;
import static dev.tocsin.local.demo.WebhookSignature.Verdict.OK;
import static dev.tocsin.local.demo.WebhookSignature.Verdict.STALE;
import static dev.tocsin.local.demo.WebhookSignature.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSignatureTest {
    /** The conformance vector of the Standard Webhooks libraries. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);

    private final WebhookSignature signature = new WebhookSignature(SECRET);

    @Test
    void conformanceVectorIsRight() {
        assertThat(signature.check(ID, TIMESTAMP, BODY, SIGNED, NOW)).isEqualTo(OK);
    }

    @Test
    void whatTheReferenceLibrarySignsIsRight() throws Exception {
        String text = "{\"title\":\"嘉楠科技把矿机开到了哈萨克斯坦\"}";

        String signed = new Webhook(SECRET).sign("msg_1", 1614265330, text);

        assertThat(signature.check("msg_1", TIMESTAMP, text.getBytes(StandardCharsets.UTF_8), signed, NOW))
                .isEqualTo(OK);
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        assertThat(signature.check(ID, TIMESTAMP, BODY, "v1a,AAAA v1,AAAA " + SIGNED, NOW))
                .isEqualTo(OK);
    }

    @Test
    void anyChangedPartIsWrong() {
        byte[] other = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);

        assertThat(signature.check(ID, TIMESTAMP, other, SIGNED, NOW)).isEqualTo(WRONG);
        assertThat(signature.check("msg_other", TIMESTAMP, BODY, SIGNED, NOW)).isEqualTo(WRONG);
        assertThat(signature.check(ID, "1614265331", BODY, SIGNED, NOW)).isEqualTo(WRONG);
        assertThat(new WebhookSignature("whsec_AAAA").check(ID, TIMESTAMP, BODY, SIGNED, NOW))
                .isEqualTo(WRONG);
    }

    @ParameterizedTest
    @CsvSource({"PT5M,OK", "PT5M1S,STALE", "PT-5M,OK", "PT-5M-1S,STALE"})
    void moreThanFiveMinutesEitherWayAreStale(Duration later, WebhookSignature.Verdict verdict) {
        assertThat(signature.check(ID, TIMESTAMP, BODY, SIGNED, NOW.plus(later)))
                .isEqualTo(verdict);
    }

    @Test
    void wrongSignatureOfAnOldMessageIsWrongAndNotMerelyStale() {
        assertThat(signature.check(ID, TIMESTAMP, BODY, "v1,AAAA", NOW.plusSeconds(3600)))
                .isEqualTo(WRONG)
                .isNotEqualTo(STALE);
    }

    @Test
    void missingHeaderOrSenselessTimestampIsIncomplete() {
        assertThat(signature.check("", TIMESTAMP, BODY, SIGNED, NOW)).isEqualTo(INCOMPLETE);
        assertThat(signature.check(ID, "yesterday", BODY, SIGNED, NOW)).isEqualTo(INCOMPLETE);
        assertThat(signature.check(ID, TIMESTAMP, BODY, "", NOW)).isEqualTo(INCOMPLETE);
    }
}
