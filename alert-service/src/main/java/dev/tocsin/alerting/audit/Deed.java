package dev.tocsin.alerting.audit;

import org.jspecify.annotations.Nullable;

/** One change, to be written down with it. */
public record Deed(Actor actor, Action action, Target target, Changes changes) {
    /**
     * @param keyId the key that was used
     * @param address of the client; null where addresses are not to be kept
     */
    public record Actor(
            String accountId,
            String keyId,
            String role,
            String requestId,
            @Nullable String address) {}
}
