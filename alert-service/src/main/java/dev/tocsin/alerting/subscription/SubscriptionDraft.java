package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tocsin.alerting.webhook.WebhookUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a client may decide about a subscription, checked as far as that needs no network.
 *
 * @param target the url, read
 */
record SubscriptionDraft(
        String name, String url, @JsonIgnore WebhookUrl target, SubscriptionFilter filter, boolean enabled) {

    private static final int LONGEST_NAME = 200;

    static SubscriptionDraft of(SubscriptionRequest request) throws InvalidSubscription {
        if (request.url() == null) {
            throw new InvalidSubscription("url", "is missing: where shall alerts be sent?");
        }
        WebhookUrl target = target(request.url());
        return new SubscriptionDraft(
                name(request.name(), target),
                request.url(),
                target,
                SubscriptionFilter.of(request.filter()),
                request.enabled() == null || request.enabled());
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
