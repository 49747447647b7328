package dev.tocsin.classify.category;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an event has come, as its article tells it. */
public enum Status {
    RUMOURED,
    PROPOSED,
    ANNOUNCED,
    IN_FORCE,
    REVERSED,
    DENIED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True of a claim that the event does not, or does no longer, stand. */
    public boolean isTakenBack() {
        return this == REVERSED || this == DENIED;
    }
}
