package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Officeholders;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Spot;
import dev.tocsin.classify.entity.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who invites, and whereto: never the place that the invited come from. */
final class InvitationRoles {

    private final Gazetteer gazetteer;
    private final Annotator annotator;

    InvitationRoles(Gazetteer gazetteer, Annotator annotator) {
        this.gazetteer = gazetteer;
        this.annotator = annotator;
    }

    Optional<Claim> read(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        List<Spot> places = Elsewhere.spotsSpokenFor(sentence, true);
        Optional<Entry> host = Stream.of(Tag.OFFICIAL, Tag.AUTHORITY)
                .flatMap(tag -> sentence
                        .mentions(tag)
                        .filter(mention -> mention.start() < verdict.end())
                        .map(Mention::entry)
                        .reduce((one, other) -> other)
                        .stream())
                .findFirst();
        if (host.isEmpty()) {
            host = sentence.mentions(Tag.OFFICIAL).map(Mention::entry).findFirst();
        }
        if (host.isEmpty() && places.isEmpty()) {
            host = at.lastNamed(Tag.OFFICIAL, entry -> true).or(() -> at.lastNamed(Tag.AUTHORITY, entry -> true));
        }
        Entry place = place(host.orElse(null), places, verdict, at);
        List<Entry> actors = host
                .map(entry -> named(entry, place))
                .or(() -> Optional.ofNullable(place).map(annotator::authoritiesOf))
                .filter(entry -> entry.actor() != null)
                .stream()
                .collect(Collectors.toCollection(ArrayList::new));
        actors.addAll(Officeholders.in(sentence, place));
        return Optional.of(new Claim(verdict, at, actors, actors, place, null, null, null, null));
    }

    private Entry named(Entry host, @Nullable Entry place) {
        return host.agency() != null && place != null ? annotator.authorityOf(host, place) : host;
    }

    private @Nullable Entry place(@Nullable Entry host, List<Spot> places, Verdict verdict, SentenceInContext at) {
        Entry beside = host != null && homeOf(host) == null ? Elsewhere.authorityBeside(at.sentence()) : null;
        Entry home = beside != null ? homeOf(beside) : host == null ? null : homeOf(host);
        Place whole = home == null ? null : home.place();
        if (whole != null) {
            Entry part = finest(places.stream().map(Spot::entry), whole);
            if (part == null) {
                part = finest(
                        at.before().stream()
                                .flatMap(before -> before.mentions(Tag.PLACE))
                                .map(Mention::entry),
                        whole);
            }
            return part == null ? home : part;
        }
        Optional<Entry> nearest = nearest(places, verdict);
        if (nearest.isPresent()) {
            return nearest.get();
        }
        Entry before = Elsewhere.placeBefore(at, true);
        if (before != null) {
            return ClaimReader.isPlace(before) ? before : homeOf(before);
        }
        return null;
    }

    /** The finest place within: a mayor of Florida's who speaks of Miami invites to Miami. */
    private static @Nullable Entry finest(Stream<Entry> places, Place whole) {
        Entry finest = null;
        for (Entry entry : places.toList()) {
            Place place = entry.place();
            if (place != null && place.agreesWith(whole) && (finest == null || entry.city() && !finest.city())) {
                finest = entry;
            }
        }
        return finest;
    }

    private @Nullable Entry homeOf(Entry host) {
        Place place = host.place();
        String code = place != null ? place.code() : host.home();
        Entry whole = code == null ? null : gazetteer.place(code);
        return place != null && whole != null && !place.equals(whole.place()) ? Entry.city(place) : whole;
    }

    /** The last one before the words that decided ends, else the first one. */
    private static Optional<Entry> nearest(List<Spot> spots, Verdict verdict) {
        Optional<Spot> before =
                spots.stream().filter(spot -> spot.start() <= verdict.start()).reduce((one, other) -> other);
        return before.or(() -> spots.stream().findFirst()).map(Spot::entry);
    }
}
