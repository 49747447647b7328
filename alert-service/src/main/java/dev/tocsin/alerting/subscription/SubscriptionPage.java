package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.id.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page; {@code nextCursor} is null on the last. */
public record SubscriptionPage(
        List<SubscriptionView> data, @Nullable String nextCursor) {

    /** @param found one more than the limit, when there are more */
    static SubscriptionPage of(List<SubscriptionView> found, int limit) {
        if (found.size() <= limit) {
            return new SubscriptionPage(found, null);
        }
        SubscriptionView last = found.get(limit - 1);
        return new SubscriptionPage(found.subList(0, limit), new Cursor(last.createdAt(), last.id()).encode());
    }
}
