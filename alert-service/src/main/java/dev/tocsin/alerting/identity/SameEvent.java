package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.identity.Sign.Contradiction;
import dev.tocsin.alerting.identity.Sign.Weight;
import dev.tocsin.alerting.identity.Verdict.Different;
import dev.tocsin.alerting.identity.Verdict.Same;
import dev.tocsin.alerting.identity.Verdict.Undecided;
import dev.tocsin.alerting.report.EventReported;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one definition of "the same event". Two reports are compared trait by trait. What contradicts forbids; what matches
 * is added up, and enough of it is an event; the judgement is the same whichever report comes first.
 *
 * <p>Anchors weigh most: who acts, where, when, how many, which of a row. A ban and an invitation are known by where: the
 * organs and officials of one province, state or city speak with one voice, while a whole country is too large for that,
 * unless who acts or the very days agree too. A relocation and an NFT launch are known by who acts. What anchors leave
 * open, rare words and the meaning of the two statements decide.
 */
public final class SameEvent {
    /** So much of what matches is an event: what a company's move is known by, or a province's ban. */
    static final int ENOUGH = 4;

    /** When it happens and which it is of a row: what two events may have in common by chance. */
    private static final List<BiFunction<Traits, Traits, Sign>> OCCASION =
            List.of(Occasion::category, Occasion::article, Occasion::days, Occasion::said, Ordinals::compare);

    /** Who, where, how many, what: {@link Anchors} finds reports by these, and so by them alone. */
    private static final List<BiFunction<Traits, Traits, Sign>> ANCHORS = List.of(
            Counts::compare,
            Scene::places,
            Actors::people,
            Actors::actors,
            Actors::houses,
            Actors::organs,
            Wording::works);

    /** They decide only what the others leave open: who copies another's words on another event changes what counts. */
    private static final List<BiFunction<Traits, Traits, Sign>> WORDING = List.of(Wording::copies, Wording::terms);

    /** Nothing is found by it: like the occasion it only adds to an anchor in common. */
    private static final List<BiFunction<Traits, Traits, Sign>> MEANING = List.of(Wording::meaning);

    private SameEvent() {}

    /** Whether two reports speak of the same event. */
    public static Verdict judge(EventReported a, EventReported b) {
        return judge(Traits.of(a), Traits.of(b));
    }

    static Verdict judge(Traits a, Traits b) {
        List<Weight> occasion = new ArrayList<>();
        List<Weight> anchors = new ArrayList<>();
        String contradiction = weigh(OCCASION, a, b, occasion);
        if (contradiction == null) {
            contradiction = weigh(ANCHORS, a, b, anchors);
        }
        if (contradiction != null) {
            return new Different(contradiction);
        }
        if (anchors.stream().noneMatch(weight -> weight.weight() < 0)) {
            weigh(WORDING, a, b, anchors);
            weigh(MEANING, a, b, occasion);
        }
        List<Weight> all = Stream.concat(occasion.stream(), anchors.stream()).toList();
        int strength = all.stream().mapToInt(Weight::weight).sum();
        List<String> reasons = all.stream().map(Weight::words).toList();
        boolean anchored = anchors.stream().anyMatch(weight -> weight.weight() > 0);
        if (anchored && strength >= ENOUGH) {
            return new Same(strength, reasons);
        }
        return new Undecided(reasons.isEmpty() ? "nothing in common" : "only: " + String.join(", ", reasons));
    }

    /** Adds what the traits weigh; returns what contradicts, if anything does. */
    private static @Nullable String weigh(
            List<BiFunction<Traits, Traits, Sign>> traits, Traits a, Traits b, List<Weight> weights) {
        for (BiFunction<Traits, Traits, Sign> trait : traits) {
            Sign sign = trait.apply(a, b);
            if (sign instanceof Contradiction contradiction) {
                return contradiction.words();
            }
            if (sign instanceof Weight weight) {
                weights.add(weight);
            }
        }
        return null;
    }
}
