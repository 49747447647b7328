package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.Agency;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Officeholders;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Tag;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who bans, and where: the authority that the sentence names, or the authorities of the place that it names. */
final class BanRoles {

    /** "China's Sichuan province", "Iran's Tavanir": the second says who it is. */
    private static final Pattern JOINT =
            Pattern.compile("(?:'s?)?[ ,，的]{0,2}(?:province |region |state |city |power )?");

    private static final Pattern PREPOSITION =
            Pattern.compile("(?:in|across|within|at|throughout|near|of) (?:the |\\w+ )?$");
    private static final Pattern BESIDE = Pattern.compile(" ?(?:,|，|、|和|及|与|以及|,? and)(?: the| its)? ?");
    private static final Pattern ORDERED = Pattern.compile(
            "(?:\\b(?:order(?:s|ed)?|tell(?:s|ing)?|told|instruct(?:s|ed)?|ask(?:s|ed)?|requir(?:es|ed)|direct(?:s|ed)?)(?: the| all| local)? |(?:要求|责令|通知|督促|敦促|命令)[^，。；]{0,6})$");
    private static final int MAX_ACTORS = 4;

    private static final Pattern BY = Pattern.compile("\\bby (?:[\\w'-]+ ){0,3}$|被[^，。；]{0,4}$");

    private final Gazetteer gazetteer;
    private final Annotator annotator;

    BanRoles(Gazetteer gazetteer, Annotator annotator) {
        this.gazetteer = gazetteer;
        this.annotator = annotator;
    }

    List<Claim> read(Verdict verdict, SentenceInContext at) {
        List<Entry> acting = PlacesAbreast.acting(at.sentence());
        if (acting.size() > 1) {
            return acting.stream()
                    .map(place -> {
                        List<Entry> authorities = List.of(annotator.authoritiesOf(place));
                        return new Claim(verdict, at, authorities, authorities, place, null, null, null, null);
                    })
                    .toList();
        }
        return List.of(claim(verdict, at));
    }

    private Claim claim(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        List<Mention> deciders = sentence.mentions().stream()
                .filter(mention -> mention.tag() != Tag.COMPANY)
                .filter(mention -> mention.tag() != Tag.PLACE
                        || !Elsewhere.isElsewhere(sentence, mention.start(), mention.end(), false))
                .toList();
        Mention decider = decider(sentence, deciders, verdict);
        Entry place = place(decider, sentence, deciders, verdict, at);
        Entry actor = actor(decider, place);
        Stream<Entry> others = deciders.stream()
                .filter(other -> other.tag() != Tag.PLACE)
                .filter(other -> decider != null && decider.tag() != Tag.PLACE && isBeside(sentence, decider, other))
                .map(Mention::entry)
                .map(entry -> resolved(entry, place))
                .filter(entry -> entry.actor() != null);
        List<Entry> actors = Stream.of(
                        Stream.ofNullable(actor),
                        others,
                        spokesmen(sentence, deciders, decider, place),
                        Officeholders.in(sentence, place).stream())
                .flatMap(entries -> entries)
                .distinct()
                .limit(MAX_ACTORS)
                .toList();
        return new Claim(verdict, at, actors, actors, place, null, null, null, null);
    }

    /** "Kosovo bans mining, its economy minister said": who of a place that decides is named besides. */
    private Stream<Entry> spokesmen(
            AnnotatedSentence sentence, List<Mention> deciders, @Nullable Mention decider, @Nullable Entry place) {
        if (decider != null && decider.tag() != Tag.PLACE || place == null) {
            return Stream.empty();
        }
        return deciders.stream()
                .filter(other -> other.tag() != Tag.PLACE && isOf(place, other.entry()))
                .filter(other -> !ORDERED.matcher(sentence.tagged().substring(0, other.start()))
                        .find())
                .map(other -> resolved(other.entry(), place))
                .filter(entry -> entry.actor() != null);
    }

    private boolean isOf(Entry place, Entry authority) {
        Entry own = placeOf(authority);
        Place one = own == null ? null : own.place();
        Place other = place.place();
        return authority.agency() != null || one != null && other != null && one.agreesWith(other);
    }

    /** "The energy bureau and the economic planner", 发改委、能源局. */
    private static boolean isBeside(AnnotatedSentence sentence, Mention decider, Mention other) {
        return other.start() > decider.end()
                && BESIDE.matcher(sentence.tagged().substring(decider.end(), other.start()))
                        .matches();
    }

    private static @Nullable Mention decider(AnnotatedSentence sentence, List<Mention> deciders, Verdict verdict) {
        Mention nearest = nearest(sentence, deciders, verdict);
        if (nearest == null
                || !ORDERED.matcher(sentence.tagged().substring(0, nearest.start()))
                        .find()) {
            return nearest;
        }
        // "The energy bureau ordered power companies to …": who is ordered does not decide.
        return deciders.stream()
                .filter(mention -> mention.tag() != Tag.PLACE && mention.end() < nearest.start())
                .findFirst()
                .or(() -> deciders.stream()
                        .filter(mention -> mention.end() < nearest.start())
                        .findFirst())
                .orElse(nearest);
    }

    private static @Nullable Mention nearest(AnnotatedSentence sentence, List<Mention> deciders, Verdict verdict) {
        Mention first = null;
        for (Mention mention : deciders) {
            boolean leads = mention.start() <= verdict.start() && verdict.start() < mention.end();
            boolean joins = first != null
                    && mention.start() >= first.end()
                    && JOINT.matcher(sentence.tagged().substring(first.end(), mention.start()))
                            .matches();
            if (leads || joins) {
                first = mention;
            }
        }
        if (first != null) {
            return first;
        }
        return deciders.stream()
                .filter(mention -> mention.tag() != Tag.PLACE)
                .filter(mention -> mention.end() <= verdict.end()
                        || BY.matcher(sentence.tagged().substring(0, mention.start()))
                                .find())
                .reduce((one, other) -> other.end() <= verdict.start() ? other : one)
                .orElse(null);
    }

    private @Nullable Entry place(
            @Nullable Mention decider,
            AnnotatedSentence sentence,
            List<Mention> deciders,
            Verdict verdict,
            SentenceInContext at) {
        Optional<Entry> asked = deciders.stream()
                .filter(mention -> mention.tag() == Tag.PLACE && Addressee.is(mention, sentence))
                .map(Mention::entry)
                .findFirst();
        if (asked.isPresent()) {
            return asked.get();
        }
        if (decider != null) {
            Entry own = placeOf(decider.entry());
            if (own != null) {
                return finer(own, sentence, deciders);
            }
        }
        Optional<Mention> named = deciders.stream()
                .filter(mention -> mention.tag() == Tag.PLACE && mention.start() >= verdict.start())
                .filter(mention -> sentence.chinese()
                        || PREPOSITION
                                .matcher(sentence.tagged().substring(0, mention.start()))
                                .find())
                .findFirst();
        if (named.isEmpty()) {
            named = deciders.stream()
                    .filter(mention -> mention.tag() == Tag.PLACE && mention.end() <= verdict.start())
                    .reduce((one, other) -> other);
        }
        if (named.isEmpty()) {
            named = deciders.stream()
                    .filter(mention -> mention.tag() == Tag.PLACE)
                    .findFirst();
        }
        if (named.isPresent()) {
            return named.get().entry();
        }
        Entry beside = Elsewhere.authorityBeside(sentence);
        if (beside != null) {
            return placeOf(beside);
        }
        Entry before = Elsewhere.placeBefore(at, false);
        return before != null ? placeOf(before) : homeOf(decider);
    }

    private @Nullable Entry homeOf(@Nullable Mention decider) {
        Agency agency = decider == null ? null : decider.entry().agency();
        String home = agency == null ? null : agency.home();
        return home == null ? null : gazetteer.place(home);
    }

    /** "Authorities in Irkutsk": a place of the country that decides, named with the ban, tells where it holds. */
    private static Entry finer(Entry own, AnnotatedSentence sentence, List<Mention> deciders) {
        Place whole = own.place();
        for (Mention mention : deciders) {
            Place part = mention.place();
            boolean within = whole != null
                    && part != null
                    && part.code() != null
                    && whole.code() != null
                    && part.code().startsWith(whole.code() + "-");
            if (mention.tag() == Tag.PLACE
                    && within
                    && (sentence.chinese()
                            || PREPOSITION
                                    .matcher(sentence.tagged().substring(0, mention.start()))
                                    .find())) {
                return mention.entry();
            }
        }
        return own;
    }

    private @Nullable Entry actor(@Nullable Mention decider, @Nullable Entry place) {
        if (decider != null && decider.tag() != Tag.PLACE) {
            Entry resolved = resolved(decider.entry(), place);
            return resolved.actor() == null ? null : resolved;
        }
        return place == null ? null : annotator.authoritiesOf(place);
    }

    private Entry resolved(Entry entry, @Nullable Entry place) {
        return entry.agency() != null && place != null ? annotator.authorityOf(entry, place) : entry;
    }

    private @Nullable Entry placeOf(Entry entry) {
        if (ClaimReader.isPlace(entry)) {
            return entry;
        }
        Place place = entry.place();
        String code = place != null ? place.code() : entry.home();
        Entry whole = code == null ? null : gazetteer.place(code);
        return place != null && whole != null && !place.equals(whole.place()) ? Entry.city(place) : whole;
    }
}
