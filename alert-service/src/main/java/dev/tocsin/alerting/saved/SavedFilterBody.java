package dev.tocsin.alerting.saved;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.alert.AlertFilter;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Parameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A saved filter as a client writes it; what a change leaves out stays as it is. */
public record SavedFilterBody(
        @Nullable String name, @Nullable SavedFilterTerms filter) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** The filters of the list of alerts, by their names there; what is left out stands for "all". */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SavedFilterTerms(
            @Nullable List<@Nullable String> category,
            @Nullable List<@Nullable String> jurisdiction,
            @Nullable List<@Nullable String> actor,
            @Nullable List<@Nullable String> status,
            @Nullable String q,
            @Nullable BigDecimal minConfidence) {

        static SavedFilterTerms of(Map<String, List<String>> saved) {
            List<String> least = saved.get("minConfidence");
            List<String> terms = saved.get("q");
            return new SavedFilterTerms(
                    saved.get("category"),
                    saved.get("jurisdiction"),
                    saved.get("actor"),
                    saved.get("status"),
                    terms == null ? null : terms.get(0),
                    least == null ? null : new BigDecimal(least.get(0)));
        }

        /** @throws InvalidParameter that names the property that cannot be used */
        Map<String, List<String>> checked() throws InvalidParameter {
            Map<String, List<String>> given = new LinkedHashMap<>();
            put(given, "category", category);
            put(given, "jurisdiction", jurisdiction);
            put(given, "actor", actor);
            put(given, "status", status);
            put(given, "q", q == null ? null : List.of(q));
            put(given, "minConfidence", minConfidence == null ? null : List.of(minConfidence.toString()));
            AlertFilter.of(Parameters.of(given, AlertFilter.PARAMETERS));
            return given;
        }

        private static void put(
                Map<String, List<String>> given, String name, @Nullable List<? extends @Nullable String> values)
                throws InvalidParameter {
            if (values == null || values.isEmpty()) {
                return;
            }
            List<String> kept = new ArrayList<>();
            for (String value : values) {
                if (value == null || value.length() > LONGEST_VALUE || values.size() > Parameters.MOST_VALUES) {
                    throw new InvalidParameter(
                            name,
                            "It may have " + Parameters.MOST_VALUES + " texts of " + LONGEST_VALUE + " characters.");
                }
                kept.add(value);
            }
            given.put(name, kept);
        }
    }

    /** @throws InvalidParameter when it is no name that can be shown on one line */
    static String checkedName(@Nullable String name) throws InvalidParameter {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || UNPRINTABLE.matcher(stripped).find()) {
            throw new InvalidParameter("name", "It has to be a line of 1 to " + LONGEST_NAME + " characters.");
        }
        return stripped;
    }
}
