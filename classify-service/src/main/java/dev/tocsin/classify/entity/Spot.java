package dev.tocsin.classify.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One place that a sentence speaks of, by however many names in a row: "Akron, Ohio", "China's Sichuan", 四川雅安. Offsets
 * are in the sentence.
 *
 * @param entry the finest of the names
 */
public record Spot(int start, int end, Entry entry) {

    private static final Pattern JOINT = Pattern.compile(
            "(?:'s)?(?:[ ,·，的(]{0,2}|,? in (?:the )?(?:northern |southern |eastern |western |central |southwest |northwest )?| (?:province|region|county|city) (?:of|in) | of )(?:southwestern |northwestern |autonomous )?");

    /** The places of a sentence, from left to right. */
    public static List<Spot> in(AnnotatedSentence sentence) {
        List<Spot> spots = new ArrayList<>();
        for (Mention mention : sentence.mentions()) {
            if (mention.tag() == Tag.PLACE) {
                Spot last = spots.isEmpty() ? null : spots.get(spots.size() - 1);
                if (last != null && last.isContinuedBy(mention, sentence.tagged())) {
                    Entry finest = last.isCoarserThan(mention.entry()) ? mention.entry() : last.entry;
                    spots.set(spots.size() - 1, new Spot(last.start, mention.end(), finest));
                } else {
                    spots.add(new Spot(mention.start(), mention.end(), mention.entry()));
                }
            }
        }
        return spots;
    }

    public @Nullable Place place() {
        return entry.place();
    }

    /** True when both name one place, or one names a part of the other. */
    public boolean agreesWith(Spot other) {
        return agree(entry, other.entry);
    }

    /** True when every name of a finer kind than the other's is a part of it: a city of a state, a state of a country. */
    public boolean isCoarserThan(Entry other) {
        return fineness(other) > fineness(entry);
    }

    private boolean isContinuedBy(Mention next, String tagged) {
        return agree(entry, next.entry())
                && !entry.equals(next.entry())
                && JOINT.matcher(tagged).region(end, next.start()).matches();
    }

    private static boolean agree(Entry one, Entry other) {
        Place a = one.place();
        Place b = other.place();
        return a != null && b != null && a.agreesWith(b);
    }

    private static int fineness(Entry entry) {
        Place place = entry.place();
        int code = place == null || place.code() == null ? 0 : place.code().length();
        return code + (entry.city() ? 10 : 0);
    }
}
