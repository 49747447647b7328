package dev.tocsin.alerting.account;

import org.jspecify.annotations.Nullable;

/**
 * The request behind what a caller does, for the audit log.
 *
 * @param requestId the client's own or one that was made for it; answered as {@code X-Request-Id}
 * @param address of the client, as the server sees it; null where addresses are not to be kept
 */
public record Origin(String requestId, @Nullable String address) {
    /** Of what no request has asked for. */
    public static final Origin NONE = new Origin("none", null);
}
