package dev.tocsin.alerting.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A bundle of scopes, and whose rows they are about. */
public enum Role {
    /** Runs Tocsin: everything, of every account. */
    @JsonProperty("operator")
    OPERATOR(EnumSet.allOf(Scope.class)),
    /** Everything of its own account. */
    @JsonProperty("owner")
    OWNER(EnumSet.complementOf(EnumSet.of(Scope.ACCOUNTS_MANAGE, Scope.FEEDBACK_REVIEW))),
    /**
     * Reads what its own account may see; every other method than GET and HEAD is answered 403 before it is reached,
     * except where it is {@link OpenToReaders}.
     */
    @JsonProperty("reader")
    READER(EnumSet.of(
            Scope.ALERTS_READ,
            Scope.SUBSCRIPTIONS_READ,
            Scope.DELIVERIES_READ,
            Scope.FILTERS_READ,
            Scope.FEEDBACK_WRITE,
            Scope.KEYS_READ));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = Collections.unmodifiableSet(scopes);
    }

    /** The most that a key of this role may have. */
    public Set<Scope> scopes() {
        return scopes;
    }

    /** As on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException where there is none of this name */
    public static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
