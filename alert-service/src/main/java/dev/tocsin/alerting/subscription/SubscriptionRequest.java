package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as a client writes it.
 *
 * @param types of the messages that are to come; left out: raised, updated and retracted
 * @param secret the client's own; only when the subscription is created
 */
public record SubscriptionRequest(
        @Nullable String name,
        @JsonAlias("endpoint") @Nullable String url,
        @Nullable Filter filter,
        @Nullable List<@Nullable String> types,
        @Nullable Boolean enabled,
        @Nullable String secret) {

    /** What is left out stands for "all". */
    public record Filter(
            @Nullable List<@Nullable String> categories,
            @Nullable List<@Nullable String> jurisdictions,
            @Nullable List<@Nullable String> actors,
            @Nullable List<@Nullable String> statuses,
            @Nullable List<@Nullable String> languages,
            @Nullable Double minConfidence) {}

    /** Without the secret. */
    @Override
    public String toString() {
        return "SubscriptionRequest[name=" + name + ", url=" + url + "]";
    }
}
