package dev.tocsin.alerting.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What it was done to.
 *
 * @param accountId whose it is
 */
public record Target(Kind kind, String id, String accountId) {
    /** Of things that are changed by requests. Names are a promise: they stand in the log. */
    public enum Kind {
        ACCOUNT,
        KEY,
        SUBSCRIPTION,
        DELIVERY,
        FILTER,
        FEEDBACK;

        public static final List<String> NAMES =
                Arrays.stream(values()).map(Kind::wireName).toList();

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
