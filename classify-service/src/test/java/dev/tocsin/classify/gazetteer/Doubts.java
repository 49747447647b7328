package dev.tocsin.classify.gazetteer;

import dev.tocsin.classify.article.Folding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides for each name that the sources give a place whether it may stand alone. A typed line decides for itself and
 * keeps its names; a country keeps its name before a subdivision and that before a city, unless the city is far bigger
 * than everything else of the name.
 */
final class Doubts {

    private static final String SURE = "";
    private static final String NAMED = "?";
    private static final String JOINED = "+";
    private static final String LEFT_OUT = "-";

    /** A namesake counts for little beside a city of five times its people. */
    private static final long FAR_BIGGER = 5;

    private static final long METROPOLIS = 1_000_000;

    /** Three characters that spell a foreign name stand in many a longer one: 卡拉季 in 卡拉季奇. */
    private static final int FRAGMENT = 3;

    private final Map<String, String> words = new HashMap<>();
    private final Set<String> actors = new HashSet<>();
    private final Map<String, List<Candidate>> claims = new HashMap<>();
    private final Map<String, Long> people = new HashMap<>();

    Doubts(Path typedWords, Path actorsFile, GeoNames geoNames) throws IOException {
        for (String[] row : Tsv.rows(typedWords, 3)) {
            words.put(Folding.fold(row[0]), row[1]);
        }
        for (String[] row : Tsv.rows(actorsFile, 7)) {
            Tsv.names(row[3] + "|" + row[4] + "|" + row[5]).forEach(name -> actors.add(Folding.fold(name)));
        }
        for (GeoNames.City city : geoNames.cities) {
            Set<String> names = new HashSet<>();
            city.english().forEach(name -> names.add(Folding.fold(name)));
            names.addAll(city.chinese());
            names.forEach(name -> people.merge(name, city.population(), Long::sum));
        }
    }

    void claim(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            for (String name : new HashSet<>(folded(candidate))) {
                claims.computeIfAbsent(name, key -> new ArrayList<>()).add(candidate);
            }
        }
    }

    private static List<String> folded(Candidate candidate) {
        return candidate.names().stream()
                .map(name -> Folding.fold(name.replaceFirst("^[?+]", "")))
                .toList();
    }

    /** A further name of a country, with what has to stand beside it. */
    String ofCountry(String name) {
        return words.getOrDefault(Folding.fold(name), SURE) + name;
    }

    /** The name with what has to stand beside it; empty where it is better left out. */
    String judge(Candidate candidate, String name) {
        if (candidate.typed) {
            return name;
        }
        String folded = Folding.fold(name);
        boolean chinese = Character.isIdeographic(folded.charAt(0));
        String mark = strongest(ofWord(candidate, folded, chinese), ofNamesakes(candidate, folded));
        return mark.equals(LEFT_OUT) ? "" : mark + name;
    }

    private String ofWord(Candidate candidate, String folded, boolean chinese) {
        String word = words.get(folded);
        if (word != null) {
            return word;
        }
        String brief = Spelling.shortChinese(folded);
        boolean ofAWord = chinese && !brief.equals(folded) && words.containsKey(brief);
        if (actors.contains(folded)) {
            return JOINED;
        }
        boolean foreign = chinese && !Set.of("CN", "TW", "HK", "MO").contains(candidate.country());
        if (foreign
                && folded.length() == FRAGMENT
                && candidate.kind != Candidate.Kind.COUNTRY
                && candidate.population < METROPOLIS) {
            return NAMED;
        }
        boolean shortForItsScript = folded.length() < (chinese ? 3 : 4);
        if (shortForItsScript && candidate.population < METROPOLIS) {
            return JOINED;
        }
        return ofAWord && candidate.kind == Candidate.Kind.SUBDIVISION || candidate.minor ? NAMED : SURE;
    }

    private String ofNamesakes(Candidate candidate, String folded) {
        String mark = SURE;
        for (Candidate other : claims.getOrDefault(folded, List.of())) {
            if (other != candidate) {
                mark = strongest(mark, beside(candidate, other));
            }
        }
        if (candidate.kind == Candidate.Kind.CITY && mark.isEmpty()) {
            long others = people.getOrDefault(folded, 0L) - candidate.population;
            return others * FAR_BIGGER > candidate.population ? NAMED : SURE;
        }
        return mark;
    }

    private static String beside(Candidate candidate, Candidate other) {
        boolean sameCode = other.code.equals(candidate.code);
        if (other.typed || other.kind == Candidate.Kind.COUNTRY) {
            return sameCode ? LEFT_OUT : NAMED;
        }
        if (other.kind == candidate.kind) {
            boolean bigger = candidate.population >= FAR_BIGGER * other.population && candidate.population > 0;
            return bigger ? SURE : sameCode && candidate.population < other.population ? LEFT_OUT : NAMED;
        }
        // A city bears its province's name, or the province its city's: the city says more.
        boolean city = candidate.kind == Candidate.Kind.CITY;
        if (sameCode) {
            return city ? SURE : LEFT_OUT;
        }
        return city && candidate.population >= METROPOLIS ? SURE : NAMED;
    }

    private static String strongest(String one, String other) {
        List<String> order = List.of(SURE, NAMED, JOINED, LEFT_OUT);
        return order.indexOf(one) >= order.indexOf(other) ? one : other;
    }
}
