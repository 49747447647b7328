package dev.tocsin.classify.entity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who acts.
 *
 * @param id the same over languages and spellings; null for an actor that the gazetteers do not know
 * @param group id of the house that it belongs to, its own where it is the head of one; null for one that stands alone or
 *     is unknown
 */
public record Actor(
        String name,
        Kind kind,
        @Nullable String id,
        @Nullable String group) {

    private static final int MAX_NAME_CHARS = 200;

    public enum Kind {
        COMPANY,
        POOL,
        EXCHANGE,
        INSTITUTION,
        AUTHORITY,
        OFFICIAL,
        OTHER;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An actor has a name");
        }
        name = name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) : name;
    }

    /** Of no house that we know. */
    public Actor(String name, Kind kind, @Nullable String id) {
        this(name, kind, id, null);
    }

    /** What tells this actor from another: the id where there is one, else the name. */
    public String key() {
        return id != null ? id : name.toLowerCase(Locale.ROOT);
    }

    /** True of "Chinese authorities": a place's, of whatever kind. */
    @JsonIgnore
    public boolean isNobodyInParticular() {
        return kind == Kind.AUTHORITY && id != null && id.endsWith("-" + Agency.AUTHORITIES.slug());
    }
}
