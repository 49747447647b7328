package dev.tocsin.alerting.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key allows. */
public enum Role {
    /** Runs Tocsin: everything, of every account. */
    @JsonProperty("operator")
    OPERATOR,
    /** Everything of its own account. */
    @JsonProperty("owner")
    OWNER,
    /**
     * Reads what its own account may see; every other method than GET and HEAD is answered 403 before it is reached,
     * except where it is {@link OpenToReaders}.
     */
    @JsonProperty("reader")
    READER
}
