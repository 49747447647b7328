package dev.tocsin.alerting.subscription;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether an endpoint is asked before it is rung. */
enum HandshakeMode {
    /** It is not. */
    OFF,
    /** It is, for the rate that it allows; it is rung all the same if it does not agree. */
    OPTIONAL,
    /** It is rung only once it has agreed: until then the subscription is disabled. */
    REQUIRED;

    private static final List<String> NAMES =
            Arrays.stream(values()).map(HandshakeMode::wireName).toList();

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HandshakeMode of(@Nullable String given) throws InvalidSubscription {
        if (given == null) {
            return OFF;
        }
        if (!NAMES.contains(given)) {
            throw new InvalidSubscription("handshake", "is none of " + NAMES);
        }
        return valueOf(given.toUpperCase(Locale.ROOT));
    }

    /** Whether an endpoint has to be asked before it is changed to this: it is another one, or has not agreed yet. */
    static boolean hasToAsk(SubscriptionEntity present, SubscriptionDraft draft) {
        HandshakeMode next = draft.handshake();
        boolean waits = next == REQUIRED && draft.enabled() && present.agreedAt() == null;
        boolean differs =
                !present.url().equals(draft.url()) || !present.handshake().equals(next.wireName());
        return next != OFF && (differs || waits);
    }
}
