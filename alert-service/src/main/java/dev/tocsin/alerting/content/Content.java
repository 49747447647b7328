package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription's messages look like. Limits are those that the services document; where one names no limit of the
 * whole body, it is ours.
 *
 * <p>A message is made in two steps, so that one alert to ten thousand subscriptions is rendered once: {@link #render} is
 * the same for all that chose this content and language, {@link #address} adds what is one message's, one
 * subscription's and one try's own.
 */
public enum Content {
    /** {@code {type, timestamp, data}}, of Standard Webhooks. */
    ENVELOPE("envelope", "application/json", 0, Envelope.MAX_BYTES, null),
    /** CloudEvents 1.0, structured mode. */
    CLOUDEVENTS("cloudevents", "application/cloudevents+json", 0, Envelope.MAX_BYTES, null),
    /** One a second for each webhook. */
    SLACK("slack", "application/json", 60, 40_000, new SlackFormat()),
    /** Five in two seconds, and thirty a minute for a channel. */
    DISCORD("discord", "application/json", 30, 40_000, new DiscordFormat()),
    /** Four a second in a burst; twice a second goes on. */
    TEAMS("teams", "application/json", 120, 28_000, new TeamsFormat()),
    /** Twenty a minute for a group. */
    TELEGRAM("telegram", "application/json", 20, 40_000, new TelegramFormat()),
    /** A hundred a minute and five a second for a robot; Lark is the same abroad. */
    FEISHU("feishu", "application/json", 100, 20_000, new FeishuFormat()),
    /** Twenty a minute for a robot; who sends more is muted for ten. */
    DINGTALK("dingtalk", "application/json", 20, 20_000, new DingTalkFormat()),
    /** Twenty a minute for a robot. */
    WECOM("wecom", "application/json", 20, 20_000, new WeComFormat());

    /** What {@link #address} may add: Feishu's timestamp and signature, Telegram's chat. */
    static final int ROOM_TO_ADDRESS = 300;

    private static final Pattern CHAT_ID = Pattern.compile("(?:^|&)chat_id=([^&]{1,200})");

    private final String wireName;
    private final String contentType;
    private final int perMinute;
    private final int maxBytes;
    private final @Nullable ChatFormat format;

    Content(String wireName, String contentType, int perMinute, int maxBytes, @Nullable ChatFormat format) {
        this.wireName = wireName;
        this.contentType = contentType;
        this.perMinute = perMinute;
        this.maxBytes = maxBytes;
        this.format = format;
    }

    public String wireName() {
        return wireName;
    }

    /** The request's {@code content-type}. */
    public String contentType() {
        return contentType;
    }

    /** How many messages a minute the service takes from one webhook; none where only the receiver can say. */
    public OptionalInt perMinute() {
        return perMinute == 0 ? OptionalInt.empty() : OptionalInt.of(perMinute);
    }

    /** Of the request's body. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Whether people read it, so that {@link Language} matters. */
    public boolean isChat() {
        return format != null;
    }

    public static Optional<Content> of(String wireName) {
        return Arrays.stream(values())
                .filter(content -> content.wireName.equals(wireName))
                .findFirst();
    }

    /**
     * What the owner of a URL most likely wants: the chat whose address it is, else the envelope.
     *
     * @param path with or without its query
     */
    public static Content ofHost(String host, String path) {
        String name = host.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "hooks.slack.com", "hooks.slack-gov.com" -> SLACK;
            case "discord.com", "discordapp.com", "canary.discord.com", "ptb.discord.com" ->
                path.matches("/api(/v\\d+)?/webhooks/.*") ? DISCORD : ENVELOPE;
            case "outlook.office.com" -> path.startsWith("/webhook/") ? TEAMS : ENVELOPE;
            case "api.telegram.org" -> TELEGRAM;
            case "open.feishu.cn", "open.larksuite.com" -> FEISHU;
            case "oapi.dingtalk.com" -> DINGTALK;
            case "qyapi.weixin.qq.com" -> WECOM;
            default -> isTeams(name, path) ? TEAMS : ENVELOPE;
        };
    }

    private static boolean isTeams(String host, String path) {
        boolean workflows = host.endsWith(".logic.azure.com") || host.endsWith(".powerplatform.com");
        return host.endsWith(".webhook.office.com") || workflows && path.contains("/workflows/");
    }

    /** What is wrong with a URL for this content, for the person who typed it. */
    public Optional<String> complaint(String pathAndQuery) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        if (this == TELEGRAM
                && (!path.endsWith("/sendMessage") || chatId(pathAndQuery).isEmpty())) {
            return Optional.of("a Telegram URL ends in /bot<token>/sendMessage?chat_id=<the chat's id>");
        }
        if (this == DISCORD && (path.endsWith("/slack") || path.endsWith("/github"))) {
            return Optional.of("take " + path.substring(path.lastIndexOf('/')) + " off the Discord URL");
        }
        if (this == SLACK && (path.startsWith("/triggers/") || path.startsWith("/workflows/"))) {
            return Optional.of("a Slack workflow takes variables, not messages: use an incoming webhook"
                    + " (https://hooks.slack.com/services/...), or content envelope");
        }
        return Optional.empty();
    }

    /**
     * The message, the same bytes for the same arguments, and never more than the service takes.
     *
     * @param language of the labels; without meaning unless {@link #isChat}
     * @param occurredAt when the event was recorded, not when it is sent
     * @param data a JSON object
     * @throws IllegalArgumentException when the data is no JSON object, or an envelope cannot be brought below its limit
     */
    public byte[] render(Language language, String type, Instant occurredAt, String data) {
        if (format == null) {
            return this == CLOUDEVENTS
                    ? Envelope.cloudEvent(type, occurredAt, data)
                    : Envelope.of(type, occurredAt, data);
        }
        ObjectNode object = Envelope.read(data);
        for (Detail detail : Detail.values()) {
            ObjectNode message = format.write(new Stories(language, detail).tell(type, occurredAt, object));
            byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
            if (body.length <= maxBytes - ROOM_TO_ADDRESS && format.fits(message)) {
                return body;
            }
        }
        throw new IllegalStateException("The gist of a message fits everywhere");
    }

    /**
     * What one try sends.
     *
     * @param rendered by {@link #render}
     * @param messageId the webhook-id
     * @param channelSecret of a DingTalk or Feishu robot that checks signatures; others have none
     * @param now the time of the try
     */
    public Outgoing address(
            byte[] rendered, String messageId, String pathAndQuery, @Nullable String channelSecret, Instant now) {
        return switch (this) {
            case CLOUDEVENTS -> new Outgoing(pathAndQuery, with(rendered, "\"id\":" + quoted(messageId)));
            case TELEGRAM ->
                new Outgoing(
                        pathAndQuery,
                        chatId(pathAndQuery)
                                .map(chat -> with(rendered, "\"chat_id\":" + quoted(chat)))
                                .orElse(rendered));
            case FEISHU ->
                new Outgoing(
                        pathAndQuery,
                        channelSecret == null
                                ? rendered
                                : with(rendered, ChannelSignature.feishuFields(channelSecret, now)));
            case DINGTALK ->
                new Outgoing(
                        channelSecret == null
                                ? pathAndQuery
                                : pathAndQuery
                                        + (pathAndQuery.contains("?") ? "&" : "?")
                                        + ChannelSignature.dingTalkQuery(channelSecret, now),
                        rendered);
            default -> new Outgoing(pathAndQuery, rendered);
        };
    }

    /**
     * What the receiver meant. Of a status other than 2xx the status itself says what follows, and this only adds the words
     * and the pause of the body.
     *
     * @param body its beginning is enough
     */
    public Answer judge(int status, byte[] body) {
        return AnswerBody.judge(this, status, body);
    }

    private static Optional<String> chatId(String pathAndQuery) {
        Matcher chat = CHAT_ID.matcher(pathAndQuery.substring(pathAndQuery.indexOf('?') + 1));
        return chat.find() ? decoded(chat.group(1)) : Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        try {
            String chat = CleanText.line(URLDecoder.decode(text, StandardCharsets.UTF_8));
            return chat.isEmpty() ? Optional.empty() : Optional.of(chat);
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** A JSON object with fields before its first. */
    private static byte[] with(byte[] object, String fields) {
        byte[] first = ("{" + fields + ",").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + object.length - 1);
        System.arraycopy(object, 1, all, first.length, object.length - 1);
        return all;
    }
}
