package dev.tocsin.classify.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words for a state that are another thing's elsewhere: "Beijing tells provinces" is China, which no city tells anything;
 * 国家电网 is China's in Chinese news, and Kazakhstan's in a sentence about Kazakhstan.
 */
final class StateWords {

    private static final Set<String> CAPITALS = Set.of(
            "Beijing",
            "Hanoi",
            "Tehran",
            "Moscow",
            "Astana",
            "Bishkek",
            "Tashkent",
            "Vientiane",
            "Islamabad",
            "Caracas",
            "Ankara",
            "Minsk",
            "Kyiv",
            "New Delhi",
            "Jakarta");

    /** Whom a state tells what to do; a city does not. */
    private static final Pattern TOLD =
            Pattern.compile("\\b(?:provinces|provincial (?:governments|authorities)|local governments|oblasts)\\b");

    private static final Pattern CITYS_OWN = Pattern.compile("\\b(?:municipal\\w*|city|districts?|mayor|residents)\\b");

    private static final Pattern BESIDE = Pattern.compile("(?:,| and|, and) $");

    private static final Set<String> ANY_STATES = Set.of("国家电网", "国家电网公司", "央行", "公安部", "国务院");

    private StateWords() {}

    static List<Mention> in(List<Mention> mentions, String folded, Gazetteer gazetteer) {
        boolean ofTheState =
                TOLD.matcher(folded).find() && !CITYS_OWN.matcher(folded).find();
        List<Mention> read = new ArrayList<>();
        for (Mention mention : mentions) {
            Entry state = ofTheState && !isOneOfSeveral(mention, mentions, folded) ? stateOf(mention, gazetteer) : null;
            if (state != null) {
                read.add(new Mention(mention.start(), mention.end(), state));
            } else if (!isAnothers(mention, mentions, folded)) {
                read.add(mention);
            }
        }
        return read;
    }

    private static @Nullable Entry stateOf(Mention mention, Gazetteer gazetteer) {
        Place place = mention.tag() == Tag.PLACE ? mention.place() : null;
        String country = place == null || !CAPITALS.contains(place.name()) ? null : place.country();
        return country == null ? null : gazetteer.place(country);
    }

    /** "Beijing, Hebei and other provinces" are places of one kind. */
    private static boolean isOneOfSeveral(Mention mention, List<Mention> mentions, String folded) {
        return mentions.stream()
                .filter(other -> other.tag() == Tag.PLACE)
                .anyMatch(other -> other.start() > mention.end()
                                && BESIDE.matcher(folded.substring(mention.end(), other.start()))
                                        .matches()
                        || other.end() < mention.start()
                                && BESIDE.matcher(folded.substring(other.end(), mention.start()))
                                        .matches());
    }

    private static boolean isAnothers(Mention mention, List<Mention> mentions, String folded) {
        return mention.tag() == Tag.AUTHORITY
                && ANY_STATES.contains(folded.substring(mention.start(), mention.end()))
                && mentions.stream().anyMatch(other -> isAbroad(other, true))
                && mentions.stream().noneMatch(other -> isAbroad(other, false));
    }

    private static boolean isAbroad(Mention mention, boolean abroad) {
        Place place = mention.tag() == Tag.PLACE ? mention.place() : null;
        String country = place == null ? null : place.country();
        return country != null && abroad != country.equals("CN");
    }
}
