package dev.tocsin.alerting.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far an event has come. The constants stand in the order in which an event moves; reports of one event arrive in
 * any order, and the furthest that any of them says holds. A denial stands behind an announcement, but before what is
 * in force: what happens is no rumour, whoever denies it.
 */
public enum Status {
    @JsonProperty("rumoured")
    RUMOURED("rumoured"),
    @JsonProperty("proposed")
    PROPOSED("proposed"),
    @JsonProperty("announced")
    ANNOUNCED("announced"),
    @JsonProperty("denied")
    DENIED("denied"),
    @JsonProperty("in_force")
    IN_FORCE("in_force"),
    @JsonProperty("reversed")
    REVERSED("reversed");

    private final String wireName;

    Status(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The further of the two. */
    public Status furthest(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
