package dev.tocsin.classify.gazetteer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From what CLDR and GeoNames call a subdivision to its ISO 3166-2 code: by its name, else by a typed line. */
final class IsoCodes {

    private static final String LEFT_OUT = "-";

    private final Map<String, String> typedCldr = new HashMap<>();
    private final Map<String, String> byAdmin1 = new HashMap<>();

    IsoCodes(Path typedCodes, UnicodeNames unicode, GeoNames geoNames) throws IOException {
        Map<String, String> byName = byName(unicode, typedCodes);
        geoNames.admin1.forEach((admin1, name) -> {
            String country = admin1.substring(0, 2);
            String ofLetters = byName.get(country + " " + Spelling.key(name));
            if (ofLetters != null && !ofLetters.isEmpty()) {
                byAdmin1.put(admin1, ofLetters);
            }
        });
        for (String[] row : Tsv.rows(typedCodes, 3)) {
            if (row[0].equals("geonames")) {
                byAdmin1.put(row[1], row[2]);
            }
        }
    }

    /** Keyed by country and name; an empty code where two subdivisions of a country share the name. */
    private Map<String, String> byName(UnicodeNames unicode, Path typedCodes) throws IOException {
        for (String[] row : Tsv.rows(typedCodes, 3)) {
            if (row[0].equals("cldr")) {
                typedCldr.put(row[1], row[2]);
            }
        }
        Map<String, String> byName = new HashMap<>();
        for (boolean top : new boolean[] {true, false}) {
            Map<String, String> level = new HashMap<>();
            for (String id : subdivisions(unicode)) {
                String code = ofCldr(id);
                if (code != null && unicode.isTop(id) == top) {
                    String key = code.substring(0, 2) + " " + Spelling.key(unicode.englishOf(id));
                    level.merge(key, code, (one, other) -> "");
                }
            }
            level.forEach(byName::putIfAbsent);
        }
        return byName;
    }

    /** CLDR's ids, those with it that only a typed line names. */
    Set<String> subdivisions(UnicodeNames unicode) {
        Set<String> ids = new HashSet<>(unicode.subdivisions());
        ids.addAll(typedCldr.keySet());
        return ids;
    }

    /** Null for what has no code of its own today, and for the parts of China that have a country's. */
    @Nullable String ofCldr(String id) {
        String typed = typedCldr.get(id);
        if (typed != null) {
            return typed.equals(LEFT_OUT) ? null : typed;
        }
        boolean elsewhere = id.matches(
                "cn(?:hk|mo|tw)|fr(?:bl|cp|mf|nc|pf|pm|tf|wf)|nl(?:aw|cw|sx|bq\\d)|us(?:as|gu|mp|um|vi)|fi01|no2[12]");
        String upper = id.toUpperCase(Locale.ROOT);
        return elsewhere ? null : upper.substring(0, 2) + "-" + upper.substring(2);
    }

    /** The subdivision that a city lies in, else its country. */
    String of(GeoNames.City city) {
        String code = byAdmin1.get(city.country() + "." + city.admin1());
        return code != null ? code : byAdmin1.getOrDefault(city.country(), city.country());
    }

    /** GeoNames' own code of a subdivision of China. */
    String admin1OfChina(String iso) {
        return byAdmin1.entrySet().stream()
                .filter(entry -> entry.getValue().equals(iso))
                .map(entry -> entry.getKey().substring(3))
                .findFirst()
                .orElseThrow();
    }
}
