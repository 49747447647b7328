package dev.tocsin.alerting.content;

import static dev.tocsin.alerting.content.Samples.THEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "hooks.slack.com, /services/T/B/x, SLACK",
        "HOOKS.SLACK.COM, /services/T/B/x, SLACK",
        "discord.com, /api/webhooks/1/x, DISCORD",
        "discordapp.com, /api/v10/webhooks/1/x, DISCORD",
        "discord.com, /developers, ENVELOPE",
        "acme.webhook.office.com, /webhookb2/x, TEAMS",
        "prod-1.westeurope.logic.azure.com, /workflows/x/triggers/manual/paths/invoke, TEAMS",
        "x.1.environment.api.powerplatform.com, /powerautomate/automations/direct/workflows/x/triggers, TEAMS",
        "prod-1.westeurope.logic.azure.com, /other, ENVELOPE",
        "api.telegram.org, /bot1:x/sendMessage?chat_id=-100, TELEGRAM",
        "open.feishu.cn, /open-apis/bot/v2/hook/x, FEISHU",
        "open.larksuite.com, /open-apis/bot/v2/hook/x, FEISHU",
        "oapi.dingtalk.com, /robot/send?access_token=x, DINGTALK",
        "qyapi.weixin.qq.com, /cgi-bin/webhook/send?key=x, WECOM",
        "evilwebhook.office.com.example, /x, ENVELOPE",
        "xhooks.slack.com, /services/x, ENVELOPE",
        "receiver.example, /hooks, ENVELOPE"
    })
    void chatIsKnownByItsHost(String host, String path, Content content) {
        assertThat(Content.ofHost(host, path)).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource
    void everyContentIsKnownByItsName(Content content) {
        assertThat(Content.of(content.wireName())).contains(content);
        assertThat(content.perMinute().isPresent()).isEqualTo(content.isChat());
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM, /bot1:x/sendMessage",
        "TELEGRAM, /bot1:x/sendMessage?chat_id=",
        "TELEGRAM, /bot1:x/getMe?chat_id=1",
        "DISCORD, /api/webhooks/1/x/slack",
        "SLACK, /triggers/T/1/x"
    })
    void urlThatWouldNeverWorkIsComplainedAbout(Content content, String pathAndQuery) {
        assertThat(content.complaint(pathAndQuery)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM, /bot1:x/sendMessage?disable_notification=true&chat_id=-100",
        "DISCORD, /api/webhooks/1/x?thread_id=2",
        "SLACK, /services/T/B/x",
        "ENVELOPE, /triggers/"
    })
    void urlThatWorksIsNotComplainedAbout(Content content, String pathAndQuery) {
        assertThat(content.complaint(pathAndQuery)).isEmpty();
    }

    @Test
    void telegramIsToldTheChatOfTheUrl() throws IOException {
        byte[] body = Content.TELEGRAM.render(Language.EN, "subscription.test", THEN, "{}");

        Outgoing outgoing = Content.TELEGRAM.address(body, "msg_1", "/bot1:x/sendMessage?chat_id=%40a%22b", null, THEN);

        assertThat(JSON.readTree(outgoing.body()).path("chat_id").asText()).isEqualTo("@a\"b");
        assertThat(JSON.readTree(outgoing.body()).path("parse_mode").asText()).isEqualTo("HTML");
    }

    @Test
    void cloudEventHasWhatTheSpecificationAsksFor() throws IOException {
        String data = Samples.named("raised").data();
        byte[] body = Content.CLOUDEVENTS.render(Language.EN, "alert.raised", THEN, data);

        JsonNode event = JSON.readTree(
                Content.CLOUDEVENTS.address(body, "msg_1", "/", null, THEN).body());

        assertThat(Content.CLOUDEVENTS.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("msg_1");
        assertThat(URI.create(event.path("source").asText())).hasToString("/tocsin/alerts");
        assertThat(event.path("type").asText()).isEqualTo("dev.tocsin.alert.raised.v1");
        assertThat(event.path("subject").asText()).isEqualTo("alr_01f900000000000000000000aa");
        assertThat(event.path("time").asText()).isEqualTo("2021-06-25T08:00:02.123Z");
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("data")).isEqualTo(JSON.readTree(data));
        for (Map.Entry<String, JsonNode> attribute : event.properties()) {
            assertThat(attribute.getKey()).matches("[a-z0-9]{1,20}");
            assertThat(attribute.getValue().isTextual() || attribute.getKey().equals("data"))
                    .isTrue();
        }
    }

    @Test
    void eventAboutNothingInParticularHasNoSubject() throws IOException {
        byte[] body = Content.CLOUDEVENTS.render(Language.EN, "subscription.test", THEN, "{}");

        assertThat(JSON.readTree(body).has("subject")).isFalse();
    }

    @Test
    void numbersOfTheDataStayAsTheyWereWritten() {
        String data = "{\"value\":3.10,\"large\":12345678901234567890.5}";

        assertThat(new String(Content.CLOUDEVENTS.render(Language.EN, "t", THEN, data), StandardCharsets.UTF_8))
                .contains(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "null"})
    void dataThatIsNoObjectIsRefused(String data) {
        assertThatThrownBy(() -> Content.SLACK.render(Language.EN, "alert.raised", THEN, data))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Content.CLOUDEVENTS.render(Language.EN, "alert.raised", THEN, data))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
