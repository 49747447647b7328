package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.entity.Journey;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who moves, and from where to where. */
final class RelocationRoles {

    /** Countries that drive miners out: a firm of theirs that begins to mine abroad moves there. */
    private static final Set<String> DRIVES_OUT = Set.of("CN");

    /** "Some companies", 多家矿企: nobody in particular. */
    private static final Pattern SEVERAL = Pattern.compile("^(?:some|several|two|three|多家|两家|数家)");

    private static final Pattern GEAR = Pattern.compile(
            "\\b(?:min(?:ers?|ing)|rigs?|bitcoin|crypto\\w*|blockchain|nfts?|exchange)\\b|矿|挖|加密|虚拟货币|比特币|区块链|交易所|币");

    private final Gazetteer gazetteer;
    private final Subjects subjects;

    RelocationRoles(Gazetteer gazetteer, Annotator annotator) {
        this.gazetteer = gazetteer;
        this.subjects = new Subjects(annotator);
    }

    Optional<Claim> read(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        Entry subject = verdict.scope() == Verdict.Scope.GENERIC ? null : subjects.of(verdict, at, true);
        boolean many = subject != null && SEVERAL.matcher(subject.name()).find();
        Entry actor = many ? null : subject;
        Journey journey = Journey.in(sentence, verdict.start());
        Entry from = journey.from();
        Entry to = journey.goal();
        Entry home = journey.home();
        boolean otherBusiness = actor != null && !isMinersMove(actor, sentence, verdict);
        boolean stays = verdict.scope() == Verdict.Scope.ABROAD && !isDrivenTo(actor, to);
        if (stays && !verdict.isSure() || otherBusiness) {
            return Optional.empty();
        }
        boolean nobody = actor == null && (from == null && home == null || to == null);
        Verdict scoped = many || nobody ? verdict.withScope(Verdict.Scope.GENERIC) : verdict;
        List<Entry> actors = actor == null ? List.of() : List.of(actor);
        List<Entry> named = sentence.mentions(Tag.COMPANY).map(Mention::entry).toList();
        return Optional.of(new Claim(scoped, at, actors, named, null, from, to, home, seat(actor)));
    }

    /** An airline that moves is none of ours, though the next clause speak of bitcoin. */
    private static boolean isMinersMove(Entry actor, AnnotatedSentence sentence, Verdict verdict) {
        boolean gear = GEAR.matcher(sentence.tagged().substring(verdict.start(), verdict.end()))
                .find();
        boolean unheardOf = actor.actor() != null && actor.actor().id() == null && !actor.isIndefinite();
        return actor.crypto()
                || gear
                || GEAR.matcher(Folding.fold(actor.name())).find()
                || unheardOf;
    }

    /** An exchange sits where it is registered, which is seldom where it works. */
    private @Nullable Entry seat(@Nullable Entry actor) {
        String home = actor == null ? null : actor.home();
        boolean letterbox = actor != null
                && actor.actor() != null
                && actor.actor().kind() == Actor.Kind.EXCHANGE
                && (home == null || !DRIVES_OUT.contains(home));
        return home == null || letterbox ? null : gazetteer.place(home);
    }

    private static boolean isDrivenTo(@Nullable Entry actor, @Nullable Entry to) {
        String home = actor == null ? null : actor.home();
        Place place = to == null ? null : to.place();
        return home != null && DRIVES_OUT.contains(home) && place != null && !home.equals(place.country());
    }
}
