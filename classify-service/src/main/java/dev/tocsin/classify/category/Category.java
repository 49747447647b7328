package dev.tocsin.classify.category;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an event is. */
public enum Category {
    MINING_BAN,
    RELOCATION,
    NFT_LAUNCH,
    CITY_INVITATION;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
