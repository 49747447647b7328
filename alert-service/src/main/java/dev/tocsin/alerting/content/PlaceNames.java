package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Codes of countries and their parts as names of one language; the document names places in English. */
final class PlaceNames {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    private final Language language;
    private final int longest;

    PlaceNames(Language language, int longest) {
        this.language = language;
        this.longest = longest;
    }

    /** Of a place as the document has it. */
    String of(JsonNode place) {
        String name = CleanText.line(place.path("name").asText(""), longest);
        String code = place.path("code").asText("");
        if (!CODE.matcher(code).matches()) {
            return name;
        }
        if (name.isEmpty() || isNameOf(name, code)) {
            return ofCode(code);
        }
        return String.format(
                Term.INSIDE.in(language),
                name,
                Subdivisions.name(code, language).orElseGet(() -> country(code, language)));
    }

    /** Such as KZ or CN-SC. */
    String ofCode(String code) {
        if (!CODE.matcher(code).matches()) {
            return CleanText.line(code, longest);
        }
        if (code.length() == 2) {
            return country(code, language);
        }
        return Subdivisions.name(code, language)
                .map(name -> within(name, country(code, language)))
                .orElseGet(() -> String.format(Term.INSIDE.in(language), country(code, language), code));
    }

    private String within(String part, String country) {
        return switch (language) {
            case EN -> part + ", " + country;
            case ZH -> country + part;
        };
    }

    /** A country is left out where a part of it is named. */
    static ArrayNode withoutCovered(JsonNode codes) {
        Set<String> covered = new HashSet<>();
        codes.forEach(code -> {
            String text = code.asText("");
            if (text.contains("-")) {
                covered.add(text.substring(0, text.indexOf('-')));
            }
        });
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        codes.forEach(code -> {
            if (!covered.contains(code.asText(""))) {
                kept.add(code);
            }
        });
        return kept;
    }

    private static boolean isNameOf(String name, String code) {
        return Subdivisions.name(code, Language.EN)
                .orElseGet(() -> code.length() == 2 ? country(code, Language.EN) : "")
                .equalsIgnoreCase(name);
    }

    private static String country(String code, Language language) {
        return new Locale("", code.substring(0, 2)).getDisplayCountry(language.locale());
    }
}
