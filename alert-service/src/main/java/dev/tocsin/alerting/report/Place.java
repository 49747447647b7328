package dev.tocsin.alerting.report;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place as a report names it.
 *
 * @param name as the world writes it in English
 * @param code ISO 3166-1 alpha-2 or ISO 3166-2 code of the country or subdivision that it is or lies in
 * @param geonamesId GeoNames id of a city
 */
public record Place(
        String name, @Nullable String code, @Nullable Long geonamesId) {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    public Place {
        EventReported.limit("name of a place", name, 0, 200);
        if (code != null) {
            requireCode(code);
        }
    }

    /** Whether the text has the form of an ISO 3166 code; no list of codes in use is asked. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    static void requireCode(String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("a place's code is ISO 3166, such as US or US-FL");
        }
    }
}
