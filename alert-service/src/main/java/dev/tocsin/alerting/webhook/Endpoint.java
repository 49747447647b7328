package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.content.Outgoing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where and how one subscription is to be rung, as it stood in one version of it.
 *
 * @param version of the subscription: every change of what stands here is a new one
 * @param target the url, read; empty where it is none that may be a target, by rules that came after it
 * @param content what a message looks like to this receiver
 * @param language of messages that people read
 * @param channelSecret with which a chat's channel wants its messages signed
 */
public record Endpoint(
        String subscriptionId,
        int version,
        String url,
        Optional<WebhookUrl> target,
        KeyRing keys,
        CustomHeaders headers,
        Content content,
        Language language,
        Optional<String> channelSecret) {

    public Endpoint(
            String subscriptionId,
            int version,
            String url,
            KeyRing keys,
            CustomHeaders headers,
            Content content,
            Language language,
            Optional<String> channelSecret) {
        this(subscriptionId, version, url, target(url), keys, headers, content, language, channelSecret);
    }

    /** One that gets the envelope, signed with one key. */
    public Endpoint(String subscriptionId, int version, String url, SigningKey key) {
        this(
                subscriptionId,
                version,
                url,
                KeyRing.of(key),
                CustomHeaders.NONE,
                Content.ENVELOPE,
                Language.EN,
                Optional.empty());
    }

    /** What messages look like: as was chosen, or else as the url lets expect. */
    public static Content content(@Nullable String chosen, String url) {
        return Optional.ofNullable(chosen)
                .flatMap(Content::of)
                .or(() -> target(url).map(at -> Content.ofHost(at.host(), at.pathAndQuery())))
                .orElse(Content.ENVELOPE);
    }

    /** What a try at a time sends there. */
    Outgoing outgoing(WebhookUrl at, WebhookMessage message, Instant now) {
        return content.address(message.body(), message.id(), at.pathAndQuery(), channelSecret.orElse(null), now);
    }

    /** @param body the beginning of the answer's */
    AttemptOutcome judged(AttemptOutcome outcome, byte[] body) {
        return content.isChat() ? outcome.judged(content.judge(outcome.status(), headers.masked(body))) : outcome;
    }

    /** A url as it was stored, read; empty where it is none that may be a target any more. */
    public static Optional<WebhookUrl> target(String url) {
        try {
            return Optional.of(WebhookUrl.parse(url));
        } catch (IllegalArgumentException notAnyMore) {
            return Optional.empty();
        }
    }

    /** Without the URL, which is a secret where it leads to a chat's channel. */
    @Override
    public String toString() {
        return "Endpoint[subscriptionId=" + subscriptionId + ", version=" + version + "]";
    }
}
