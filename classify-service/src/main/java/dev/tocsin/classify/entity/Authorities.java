package dev.tocsin.classify.entity;

import dev.tocsin.classify.pattern.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes out authorities that are named by what they do, with or without their place: "Kazakhstan's energy ministry",
 * "authorities", 四川省能源局.
 */
final class Authorities {

    private static final String PLACE = Tag.PLACE.sign() + "+";

    /** "Of China's far western region of Xinjiang": the last of the places is whose it is. */
    private static final String PLACE_OF_ANOTHER =
            PLACE + "(?:'s (?:[a-z-]+ ){0,3}(?:region|province|state|prefecture|city|republic) of " + PLACE + ")?";

    private final Gazetteer gazetteer;
    private final List<Agency> agencies = new ArrayList<>();
    private final Patterns english;
    private final Patterns chinese;

    Authorities(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
        List<Pattern> inEnglish = new ArrayList<>();
        List<Pattern> inChinese = new ArrayList<>();
        for (String[] row : GazetteerFile.rows("agencies.tsv", 5)) {
            boolean unspecific = row[0].equals("government");
            agencies.add(
                    unspecific ? Agency.AUTHORITIES : new Agency(row[0], row[1], row[4].isEmpty() ? null : row[4]));
            inEnglish.add(
                    Pattern.compile("(?:(?<before>%s)(?:'s?)?[ -])?\\b(?:%s)\\b(?: (?:of|in) (?:the )?(?<after>%s))?"
                            .formatted(PLACE, row[2], PLACE_OF_ANOTHER)));
            inChinese.add(Pattern.compile("(?<before>%s)?的?(?:%s)(?<after>)".formatted(PLACE, row[3])));
        }
        english = new Patterns(inEnglish);
        chinese = new Patterns(inChinese);
    }

    /** The mentions with those of authorities added; a place that only says whose authority it is goes into it. */
    List<Mention> addTo(List<Mention> mentions, String tagged, boolean inChinese) {
        List<Mention> all = new ArrayList<>(mentions);
        Patterns.In patterns = (inChinese ? chinese : english).in(tagged);
        for (int i = 0; i < agencies.size(); i++) {
            if (patterns.mayHold(i)) {
                Matcher matcher = patterns.matcher(i);
                while (matcher.find()) {
                    add(all, mentions, agencies.get(i), matcher);
                }
            }
        }
        all.sort((a, b) -> a.start() - b.start());
        return all;
    }

    private void add(List<Mention> all, List<Mention> known, Agency agency, Matcher matcher) {
        Mention place = placeIn(known, matcher.start("before"), matcher.end("before"));
        if (place == null) {
            place = placeIn(known, matcher.start("after"), matcher.end("after"));
        }
        int start = matcher.start();
        int end = matcher.end();
        boolean taken = all.stream().anyMatch(other -> other.tag() != Tag.PLACE && other.overlaps(start, end));
        if (taken) {
            return;
        }
        all.removeIf(other -> other.overlaps(start, end));
        all.add(new Mention(start, end, place == null ? Entry.agency(agency) : of(agency, place.entry())));
    }

    /** The agency as an actor of a place: the known one of that name, where there is one. */
    Entry of(Agency agency, Entry written) {
        Entry place = agency.isOfAWholeState() ? stateOf(written) : written;
        Actor actor = agency.of(place);
        Entry known = gazetteer.named(actor.name());
        Actor named = known == null ? null : known.actor();
        return Entry.authority(named == null ? actor : named, place.place());
    }

    /** "The energy ministry in Astana" is Kazakhstan's: no city has one. */
    private Entry stateOf(Entry place) {
        Place where = place.place();
        Entry state =
                !place.city() || where == null || where.country() == null ? null : gazetteer.place(where.country());
        return state == null ? place : state;
    }

    private static @Nullable Mention placeIn(List<Mention> mentions, int start, int end) {
        // The last of several that touch is the finest: 四川雅安.
        Mention found = null;
        for (Mention mention : mentions) {
            if (start >= 0 && mention.tag() == Tag.PLACE && mention.overlaps(start, end)) {
                found = mention;
            }
        }
        return found;
    }
}
