package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Tag;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who invites, and whereto: never the place that the invited come from. */
final class InvitationRoles {

    /** "Chinese bitcoin miners", 中国矿工. */
    private static final Pattern INVITED = Pattern.compile(
            "^(?:'s)? ?(?:(?:based|crypto\\w*|bitcoin|ousted|displaced|fleeing) ){0,2}(?:miners?|mining|exchanges?|firms?|companies|crypto\\w* (?:firms?|companies|miners?|exchanges?))\\b|^的?(?:比特币|加密(?:货币)?|虚拟货币)?(?:矿工|矿企|矿场|矿商|交易所)");

    private static final Pattern LEFT = Pattern.compile(
            "(?:\\b(?:leav\\w+|flee\\w*|fled|from|exit\\w*|ousted by|out of|banned (?:in|by)|crackdown in) (?:the )?|离开|撤离|逃离|来自|退出|被|从)$");

    private final Gazetteer gazetteer;
    private final Annotator annotator;

    InvitationRoles(Gazetteer gazetteer, Annotator annotator) {
        this.gazetteer = gazetteer;
        this.annotator = annotator;
    }

    Optional<Claim> read(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        List<Mention> places = sentence.mentions(Tag.PLACE)
                .filter(mention -> !isInvited(sentence, mention))
                .toList();
        Optional<Entry> host = Stream.of(Tag.OFFICIAL, Tag.AUTHORITY)
                .flatMap(tag -> sentence
                        .mentions(tag)
                        .filter(mention -> mention.start() < verdict.end())
                        .map(Mention::entry)
                        .reduce((one, other) -> other)
                        .stream())
                .findFirst();
        if (host.isEmpty() && places.isEmpty()) {
            host = at.lastNamed(Tag.OFFICIAL, entry -> true).or(() -> at.lastNamed(Tag.AUTHORITY, entry -> true));
        }
        Entry place = place(host.orElse(null), places, verdict, at);
        if (place == null && !verdict.isSure()) {
            return Optional.empty();
        }
        List<Entry> actors = host
                .map(entry -> named(entry, place))
                .or(() -> Optional.ofNullable(place).map(annotator::authoritiesOf))
                .filter(entry -> entry.actor() != null)
                .stream()
                .toList();
        return Optional.of(new Claim(verdict, at, actors, actors, place, null, null, null));
    }

    private Entry named(Entry host, @Nullable Entry place) {
        return host.agency() != null && place != null ? annotator.authorityOf(host, place) : host;
    }

    private @Nullable Entry place(@Nullable Entry host, List<Mention> places, Verdict verdict, SentenceInContext at) {
        Entry home = host == null ? null : homeOf(host);
        Place whole = home == null ? null : home.place();
        if (whole != null) {
            Entry part = finest(places.stream().map(Mention::entry), whole);
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
        return nearest.or(() -> at.lastNamed(Tag.PLACE, entry -> true)).orElse(null);
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
    private static Optional<Entry> nearest(List<Mention> mentions, Verdict verdict) {
        Optional<Mention> before = mentions.stream()
                .filter(mention -> mention.start() <= verdict.start())
                .reduce((one, other) -> other);
        return before.or(() -> mentions.stream().findFirst()).map(Mention::entry);
    }

    private static boolean isInvited(AnnotatedSentence sentence, Mention mention) {
        return INVITED.matcher(sentence.tagged().substring(mention.end())).find()
                || LEFT.matcher(sentence.tagged().substring(0, mention.start())).find();
    }
}
