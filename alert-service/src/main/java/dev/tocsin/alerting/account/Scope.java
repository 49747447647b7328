package dev.tocsin.alerting.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** One thing that a key may allow. Names are a promise: they stand in keys and in refusals. */
public enum Scope {
    ALERTS_READ,
    SUBSCRIPTIONS_READ,
    SUBSCRIPTIONS_WRITE,
    DELIVERIES_READ,
    /** To send again, and to discard. */
    DELIVERIES_REPLAY,
    /** Saved filters; their links are shown only to who makes them. */
    FILTERS_READ,
    FILTERS_WRITE,
    FEEDBACK_WRITE,
    /** Feedback of all accounts. */
    FEEDBACK_REVIEW,
    KEYS_READ,
    /** To make, rotate and revoke keys, none of which can do more than the one that makes it. */
    KEYS_MANAGE,
    AUDIT_READ,
    /** Accounts, and the keys of every one. */
    ACCOUNTS_MANAGE;

    /** As in {@code alerts:read}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** @throws IllegalArgumentException where there is none of this name */
    public static Scope of(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no scope: " + wireName));
    }
}
