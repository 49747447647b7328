package dev.tocsin.alerting.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page; {@code nextCursor} is null on the last. */
public record SubscriptionPage(
        List<SubscriptionView> data, @Nullable String nextCursor) {}
