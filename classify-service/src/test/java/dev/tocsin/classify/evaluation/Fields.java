package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusEvent.CorpusQuantity;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.EventDate;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Quantity;
import dev.tocsin.classify.report.EventReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what reports say of the events that they tell: who, where, when, how much, how far. */
final class Fields {

    /** What is counted; of those told as a share, an answer is right or wrong, and where nothing was asked it does not count. */
    enum Field {
        JURISDICTIONS("jurisdictions equal", true),
        JURISDICTIONS_COMPATIBLE("jurisdictions compatible", true),
        JURISDICTION_CODES("jurisdiction codes", false),
        FROM("from", true),
        TO("to", true),
        CITY("city", true),
        ACTORS("actors", false),
        STATUS("status", true),
        OCCURRED("occurred", true),
        EFFECTIVE("effective", false),
        QUANTITIES("quantities", false);

        private final String title;
        private final boolean share;

        Field(String title, boolean share) {
            this.title = title;
            this.share = share;
        }

        /** True of what is told as a share of right answers, false of what is told as F1. */
        boolean isShare() {
            return share;
        }

        String title() {
            return share ? title + ", accuracy" : title + ", F1";
        }

        String wanted(CorpusEvent event) {
            return String.valueOf(
                    switch (this) {
                        case JURISDICTIONS, JURISDICTIONS_COMPATIBLE, JURISDICTION_CODES -> event.jurisdictions();
                        case FROM -> event.from();
                        case TO -> event.to();
                        case CITY -> event.city();
                        case ACTORS -> event.actors();
                        case STATUS -> event.status().word();
                        case OCCURRED -> event.occurred();
                        case EFFECTIVE -> event.effective();
                        case QUANTITIES -> event.quantities();
                    });
        }

        String found(EventReport report) {
            return String.valueOf(
                    switch (this) {
                        case JURISDICTIONS, JURISDICTIONS_COMPATIBLE, JURISDICTION_CODES -> report.jurisdictions();
                        case FROM -> report.from();
                        case TO -> report.to();
                        case CITY -> report.place();
                        case ACTORS -> report.actors();
                        case STATUS -> report.status().word();
                        case OCCURRED -> report.occurred();
                        case EFFECTIVE -> report.effective();
                        case QUANTITIES -> report.quantities();
                    });
        }

        /** As figures are named. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        double figure(int[] counts) {
            Tally tally = tally(counts);
            return share ? tally.precision() : tally.f1();
        }

        Tally tally(int[] counts) {
            return Tally.at(counts, ordinal());
        }
    }

    private final ActorNames names;

    Fields(ActorNames names) {
        this.names = names;
    }

    int[] counts(Matching matching) {
        int[] counts = new int[Tally.WIDTH * Field.values().length];
        for (Matching.Pair pair : matching.pairs()) {
            count(counts, pair.event(), pair.report());
        }
        return counts;
    }

    void count(int[] counts, CorpusEvent event, EventReport report) {
        Set<String> wanted = new HashSet<>(event.jurisdictions());
        Set<String> found = new HashSet<>(report.jurisdictions());
        if (!wanted.isEmpty()) {
            share(counts, Field.JURISDICTIONS, wanted.equals(found));
            share(counts, Field.JURISDICTIONS_COMPATIBLE, Codes.cover(wanted, found));
            Stream.concat(wanted.stream(), found.stream())
                    .distinct()
                    .forEach(code -> Tally.count(
                            counts, Field.JURISDICTION_CODES.ordinal(), wanted.contains(code), found.contains(code)));
        }
        if (event.from() != null) {
            share(counts, Field.FROM, Codes.areCompatible(event.from(), report.from()));
        }
        if (event.to() != null) {
            share(counts, Field.TO, Codes.areCompatible(event.to(), report.to()));
        }
        if (event.city() != null) {
            share(counts, Field.CITY, isIn(event.city(), report));
        }
        if (event.occurred() != null) {
            share(counts, Field.OCCURRED, event.occurred().equals(date(report.occurred())));
        }
        String effective = date(report.effective());
        boolean same = Objects.equals(event.effective(), effective);
        Tally.count(counts, Field.EFFECTIVE.ordinal(), event.effective() != null, same && effective != null);
        Tally.count(counts, Field.EFFECTIVE.ordinal(), false, !same && effective != null);
        share(counts, Field.STATUS, event.status() == report.status());
        countActors(counts, event.actors(), report.actors());
        countQuantities(counts, event.quantities(), report.quantities());
    }

    private static void share(int[] counts, Field field, boolean right) {
        Tally.count(counts, field.ordinal(), right, true);
    }

    private void countActors(int[] counts, List<String> wanted, List<Actor> found) {
        List<Actor> left = new ArrayList<>(found);
        for (String name : wanted) {
            Actor actor = left.stream()
                    .filter(one -> names.areSame(name, one))
                    .findFirst()
                    .orElse(null);
            Tally.count(counts, Field.ACTORS.ordinal(), true, actor != null);
            left.remove(actor);
        }
        left.forEach(actor -> Tally.count(counts, Field.ACTORS.ordinal(), false, true));
    }

    private static void countQuantities(int[] counts, List<CorpusQuantity> wanted, List<Quantity> found) {
        List<Quantity> left = new ArrayList<>(found);
        for (CorpusQuantity quantity : wanted) {
            Tally.count(counts, Field.QUANTITIES.ordinal(), true, left.removeIf(one -> areSame(quantity, one)));
        }
        left.forEach(quantity -> Tally.count(counts, Field.QUANTITIES.ordinal(), false, true));
    }

    static boolean areSame(CorpusQuantity one, Quantity other) {
        return one.unit().equals(other.unit()) && one.value() == other.value().doubleValue();
    }

    static boolean isIn(String city, EventReport report) {
        String wanted = Folding.fold(city);
        return Stream.of(report.place(), report.from(), report.to())
                .filter(Objects::nonNull)
                .map(Place::name)
                .anyMatch(name -> Folding.fold(name).equals(wanted));
    }

    private static @Nullable String date(@Nullable EventDate date) {
        return date == null ? null : date.date();
    }
}
