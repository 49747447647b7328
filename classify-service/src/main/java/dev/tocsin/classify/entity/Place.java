package dev.tocsin.classify.entity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A country, a subdivision or a city.
 *
 * @param name as the world writes it in English
 * @param code ISO 3166-1 alpha-2 or ISO 3166-2, of the country or subdivision that it is or lies in
 * @param geonamesId of a city, where we are certain of it
 */
public record Place(
        String name, @Nullable String code, @Nullable Integer geonamesId) {

    /** The ISO 3166-1 code of the country that it is or lies in. */
    @JsonIgnore
    public @Nullable String country() {
        return code == null ? null : countryOf(code);
    }

    public static String countryOf(String code) {
        return code.substring(0, 2);
    }

    /** True when one lies within the other, or both are the same: Miami and Florida, Florida and the United States. */
    public boolean agreesWith(Place other) {
        if (code == null || other.code == null) {
            return name.equals(other.name);
        }
        if (code.equals(other.code)) {
            return true;
        }
        return code.startsWith(other.code + "-") || other.code.startsWith(code + "-");
    }

    /** The lower-case letters and digits of the name, for ids. */
    String slug() {
        return name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
