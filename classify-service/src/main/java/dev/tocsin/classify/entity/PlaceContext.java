package dev.tocsin.classify.entity;

import dev.tocsin.classify.entity.Alias.Certainty;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places that a sentence names beyond doubt, which tell whose a doubtful name is: San Jose beside California is not
 * the one beside Costa Rica, and Reading without either is no place at all.
 */
final class PlaceContext {

    /** "Mobile, Alabama", "Reading (Pennsylvania)". */
    private static final Pattern BEFORE_ITS_PLACE = Pattern.compile(", ?| \\(");

    private static final int COUNTRY_CODE = 2;

    /** Countries that so many sentences name that it says nothing of another name there: their part has to be named. */
    private static final Set<String> EVERYWHERE = Set.of("US", "CN");

    private final String folded;
    private final List<Mention> sure;

    PlaceContext(String folded, List<Mention> sure) {
        this.folded = folded;
        this.sure = sure;
    }

    /**
     * Which of the aliases a stretch of the sentence stands for: the one whose own subdivision is named or that stands
     * beside its place, else the only one whose country is, else the sure one.
     *
     * @param suffixed true where 市, 州 and the like follow
     */
    @Nullable Alias choose(List<Alias> aliases, int start, int end, boolean suffixed) {
        Set<String> codes = codesBeside(start, end);
        Alias sure = null;
        for (Alias alias : aliases) {
            if (alias.isSure()) {
                sure = sure == null ? alias : sure;
            } else if (isCertain(alias, codes, start, end)) {
                return alias;
            }
        }
        Alias likely = null;
        int likelyOnes = 0;
        for (Alias alias : aliases) {
            if (!alias.isSure()
                    && (sure == null ? suffixed || isLikely(alias, codes) : isLikelier(alias, sure, codes))) {
                likely = alias;
                likelyOnes++;
            }
        }
        return likelyOnes == 1 ? likely : sure;
    }

    private boolean isCertain(Alias alias, Set<String> codes, int start, int end) {
        String code = codeOf(alias);
        boolean subdivisionNamed =
                alias.certainty() == Certainty.NAMED && code.length() > COUNTRY_CODE && codes.contains(code);
        return subdivisionNamed || isJoined(code, start, end);
    }

    private static boolean isLikely(Alias alias, Set<String> codes) {
        String country = Place.countryOf(codeOf(alias));
        return alias.certainty() == Certainty.NAMED
                && !EVERYWHERE.contains(country)
                && (codes.contains(country) || hasPartOf(country, codes));
    }

    /**
     * Georgia is the state beside Texas. Beside the United States alone it may be the country in a list of countries;
     * and a city stays where its name is known for, whatever else is named: firms move from Vancouver to Texas.
     */
    private static boolean isLikelier(Alias alias, Alias sure, Set<String> codes) {
        String country = Place.countryOf(codeOf(alias));
        boolean abroad = sure.entry().place() == null
                || codeOf(sure).length() == COUNTRY_CODE
                        && !sure.entry().city()
                        && !codeOf(sure).equals(country);
        return abroad && alias.certainty() == Certainty.NAMED && hasPartOf(country, codes);
    }

    private static boolean hasPartOf(String country, Set<String> codes) {
        return codes.stream().anyMatch(code -> code.startsWith(country + "-"));
    }

    /** The places named anywhere but in the doubtful name itself: Kansas does not speak for Kansas City. */
    private Set<String> codesBeside(int start, int end) {
        Set<String> codes = new HashSet<>();
        for (Mention mention : sure) {
            Place place = mention.place();
            if (place != null && place.code() != null && !mention.overlaps(start, end)) {
                codes.add(place.code());
            }
        }
        return codes;
    }

    /** Doubtful names are places', and every place of a gazetteer file has a code. */
    private static String codeOf(Alias alias) {
        Place place = Objects.requireNonNull(alias.entry().place());
        return Objects.requireNonNull(place.code());
    }

    private boolean isJoined(String code, int start, int end) {
        for (Mention other : sure) {
            Place near = other.place();
            if (near == null || near.code() == null || !agree(near.code(), code)) {
                continue;
            }
            boolean after = other.start() > end
                    && other.start() <= end + 2
                    && BEFORE_ITS_PLACE
                            .matcher(folded)
                            .region(end, other.start())
                            .matches();
            boolean before = other.end() == start && Character.isIdeographic(folded.charAt(start));
            if (after || before) {
                return true;
            }
        }
        return false;
    }

    private static boolean agree(String one, String other) {
        return one.equals(other) || one.startsWith(other + "-") || other.startsWith(one + "-");
    }
}
