package dev.tocsin.classify.gazetteer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The subdivisions of all countries that no line was typed for. */
final class Subdivisions {

    /** Where a country has more parts than this, they are communes. */
    private static final int MAX_PARTS = 60;

    private static final long SMALL_COUNTRY = 1_000_000;

    /** Countries whose provinces stand on ISO's second level. */
    private static final Set<String> TWO_LEVELS = Set.of("ID", "ES", "IT", "FR", "PH", "BE");

    private Subdivisions() {}

    static List<Candidate> of(UnicodeNames unicode, IsoCodes codes, GeoNames geoNames, Set<String> typed) {
        Map<String, Integer> parts = new HashMap<>();
        for (String id : unicode.subdivisions()) {
            parts.merge(unicode.isTop(id) ? id.substring(0, 2) : "", 1, Integer::sum);
        }
        List<Candidate> all = new ArrayList<>();
        Set<String> seen = new TreeSet<>(typed);
        for (String id : new TreeSet<>(codes.subdivisions(unicode))) {
            String code = codes.ofCldr(id);
            String name = unicode.englishOf(id);
            if (code == null || name.isEmpty() || !seen.add(code)) {
                continue;
            }
            Candidate candidate = new Candidate(Candidate.Kind.SUBDIVISION, false, code, name, 0);
            boolean small = geoNames.populations.getOrDefault(candidate.country(), 0L) < SMALL_COUNTRY;
            boolean commune = parts.getOrDefault(id.substring(0, 2), 0) > MAX_PARTS;
            candidate.minor = small || commune || !unicode.isTop(id) && !TWO_LEVELS.contains(candidate.country());
            candidate.english.add(name);
            candidate.english.add(Spelling.ascii(name));
            addChinese(candidate, unicode.chineseOf(id));
            all.add(candidate);
        }
        return all;
    }

    private static void addChinese(Candidate candidate, String chinese) {
        String brief = Spelling.shortChinese(chinese);
        if (brief.length() >= 2) {
            candidate.chinese.add(brief);
        }
        if (!chinese.isEmpty()) {
            candidate.chinese.add(chinese);
        }
    }
}
