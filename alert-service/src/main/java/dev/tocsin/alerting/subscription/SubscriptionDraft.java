package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.Handshake;
import dev.tocsin.alerting.webhook.WebhookUrl;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client may decide about a subscription, checked as far as that needs no network.
 *
 * @param target the url, read
 * @param types of the messages that are to come, in the order of {@link SubscriptionTypes#ALL}
 */
record SubscriptionDraft(
        String name,
        String url,
        WebhookUrl target,
        SubscriptionFilter filter,
        List<String> types,
        boolean enabled,
        EndpointDraft endpoint,
        HandshakeMode handshake,
        @Nullable Integer maxPerMinute) {

    private static final int LONGEST_NAME = 200;

    static SubscriptionDraft of(@Nullable SubscriptionRequest request) throws InvalidSubscription {
        if (request == null) {
            throw new InvalidSubscription("body", "is no JSON object");
        }
        if (request.url() == null) {
            throw new InvalidSubscription("url", "is missing: where shall alerts be sent?");
        }
        WebhookUrl target = target(request.url());
        EndpointDraft endpoint = EndpointDraft.of(request);
        HandshakeMode handshake = HandshakeMode.of(request.handshake());
        fitsContent(Endpoint.content(endpoint.content(), request.url()), target, handshake);
        return new SubscriptionDraft(
                name(request.name(), target),
                request.url(),
                target,
                SubscriptionFilter.of(request.filter()),
                SubscriptionTypes.of(request.types()),
                request.enabled() == null || request.enabled(),
                endpoint,
                handshake,
                rate(request.maxPerMinute()));
    }

    private static void fitsContent(Content content, WebhookUrl target, HandshakeMode handshake)
            throws InvalidSubscription {
        Optional<String> complaint = content.complaint(target.pathAndQuery());
        if (complaint.isPresent()) {
            throw new InvalidSubscription("url", complaint.get());
        }
        if (content.isChat() && handshake != HandshakeMode.OFF) {
            throw new InvalidSubscription("handshake", "leave it off: chat services answer none");
        }
    }

    private static @Nullable Integer rate(@Nullable Integer perMinute) throws InvalidSubscription {
        if (perMinute != null && (perMinute < 1 || perMinute > Handshake.MOST_PER_MINUTE)) {
            throw new InvalidSubscription(
                    "maxPerMinute", perMinute + " is not between 1 and " + Handshake.MOST_PER_MINUTE);
        }
        return perMinute;
    }

    private static WebhookUrl target(String url) throws InvalidSubscription {
        try {
            return WebhookUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("url", String.valueOf(e.getMessage()));
        }
    }

    private static String name(@Nullable String name, WebhookUrl target) throws InvalidSubscription {
        if (name == null || name.isBlank()) {
            return target.host();
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSubscription(
                    "name", "is longer than " + LONGEST_NAME + " characters or has control characters");
        }
        return name.strip();
    }
}
