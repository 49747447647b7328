package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as a client writes it.
 *
 * @param types of the messages that are to come; left out: raised, updated and retracted
 * @param secret the client's own; only when the subscription is created, as is the scheme: v1 unless it is v1a
 * @param headers that every request is to carry too
 * @param content what a message looks like; left out: what is usual for the url
 * @param language of messages that people read: en (when left out) or zh
 * @param expiresAfter ISO 8601: how long a message is worth sending; left out: as long as the schedule lasts
 * @param channelSecret with which a DingTalk or Feishu channel wants its messages signed
 * @param handshake whether the endpoint is asked first: off (as when left out), optional or required
 * @param maxPerMinute the most requests per minute that it shall get
 */
public record SubscriptionRequest(
        @Nullable String name,
        @JsonAlias("endpoint") @Nullable String url,
        @Nullable Filter filter,
        @Nullable List<@Nullable String> types,
        @Nullable Boolean enabled,
        @Nullable String secret,
        @Nullable String scheme,
        @Nullable Map<String, @Nullable String> headers,
        @Nullable String content,
        @Nullable String language,
        @Nullable String expiresAfter,
        @Nullable String channelSecret,
        @Nullable String handshake,
        @Nullable Integer maxPerMinute) {

    /** What is left out stands for "all". */
    public record Filter(
            @Nullable List<@Nullable String> categories,
            @Nullable List<@Nullable String> jurisdictions,
            @Nullable List<@Nullable String> actors,
            @Nullable List<@Nullable String> statuses,
            @Nullable List<@Nullable String> languages,
            @Nullable List<@Nullable String> words,
            @Nullable Double minConfidence) {}

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SubscriptionRequest[name=" + name + ", url=" + url + "]";
    }
}
