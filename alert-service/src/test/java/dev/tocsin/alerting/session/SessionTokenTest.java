package dev.tocsin.alerting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SessionTokenTest {
    private final SessionToken token = SessionToken.random(new SecureRandom());

    @Test
    void cookieReadsBackAsTheSameToken() {
        SessionToken read = SessionToken.of(token.reveal()).orElseThrow();

        assertThat(read.hash()).isEqualTo(token.hash());
        assertThat(read.formToken()).isEqualTo(token.formToken()).isNotEqualTo(token.reveal());
    }

    @Test
    void anythingElseIsNoToken() {
        assertThat(SessionToken.of("")).isEmpty();
        assertThat(SessionToken.of(token.reveal() + "A")).isEmpty();
        assertThat(SessionToken.of("'; drop table alerts.session; --aaaaaaaaaaa"))
                .isEmpty();
    }

    @Test
    void logTellsNothing() {
        assertThat(token.toString()).doesNotContain(token.reveal());
    }
}
