package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.webhook.SigningSecret;
import dev.tocsin.alerting.webhook.WebhookUrl;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client may decide about a subscription, checked as far as that needs no network.
 *
 * @param target the url, read
 * @param types of the messages that are to come, in the order of {@link SubscriptionTypes#ALL}
 * @param ownSecret the client's, if it brought one
 */
record SubscriptionDraft(
        String name,
        String url,
        WebhookUrl target,
        SubscriptionFilter filter,
        List<String> types,
        boolean enabled,
        Optional<SigningSecret> ownSecret) {

    private static final int LONGEST_NAME = 200;

    static SubscriptionDraft of(@Nullable SubscriptionRequest request) throws InvalidSubscription {
        if (request == null) {
            throw new InvalidSubscription("body", "is no JSON object");
        }
        if (request.url() == null) {
            throw new InvalidSubscription("url", "is missing: where shall alerts be sent?");
        }
        WebhookUrl target = target(request.url());
        return new SubscriptionDraft(
                name(request.name(), target),
                request.url(),
                target,
                SubscriptionFilter.of(request.filter()),
                SubscriptionTypes.of(request.types()),
                request.enabled() == null || request.enabled(),
                secret(request.secret()));
    }

    private static WebhookUrl target(String url) throws InvalidSubscription {
        try {
            return WebhookUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("url", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<SigningSecret> secret(@Nullable String text) throws InvalidSubscription {
        try {
            return Optional.ofNullable(text).map(SigningSecret::parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("secret", String.valueOf(e.getMessage()));
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
