package dev.tocsin.alerting.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The signatures were computed once with the openssl command, and again with Python's hmac. */
class ChannelSignatureTest {
    private static final Instant NOW = Instant.parse("2021-06-25T08:00:02Z");
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    /** printf '1624608002000\nSECtocsin0example' | openssl dgst -sha256 -hmac SECtocsin0example -binary | openssl base64. */
    @Test
    void dingTalkIsSignedInTheQueryByMilliseconds() {
        Outgoing outgoing =
                Content.DINGTALK.address(BODY, "msg_1", "/robot/send?access_token=x", "SECtocsin0example", NOW);

        assertThat(outgoing.pathAndQuery())
                .isEqualTo("/robot/send?access_token=x&timestamp=1624608002000"
                        + "&sign=oXzn%2FNryjbXhI64ipcgPR1DAVT%2F43vQQpEoZ6g1u4LM%3D");
        assertThat(outgoing.body()).isEqualTo(BODY);
    }

    /** printf '' | openssl dgst -sha256 -mac HMAC -macopt hexkey:(1624608002\nfeishu-example-secret) -binary | openssl base64. */
    @Test
    void feishuIsSignedInTheBodyBySeconds() {
        Outgoing outgoing =
                Content.FEISHU.address(BODY, "msg_1", "/open-apis/bot/v2/hook/x", "feishu-example-secret", NOW);

        assertThat(new String(outgoing.body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"timestamp\":\"1624608002\",\"sign\":\"GErfFe4D7n8sezbAVYpzHteZPaxZ4qKifh16XyldCIo=\",\"a\":1}");
        assertThat(outgoing.pathAndQuery()).isEqualTo("/open-apis/bot/v2/hook/x");
    }

    @Test
    void robotWithoutSecretIsCalledAsItIs() {
        assertThat(Content.DINGTALK.address(BODY, "msg_1", "/robot/send?a=b", null, NOW))
                .isEqualTo(new Outgoing("/robot/send?a=b", BODY));
        assertThat(Content.FEISHU.address(BODY, "msg_1", "/hook", null, NOW)).isEqualTo(new Outgoing("/hook", BODY));
    }
}
