package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.entity.Journey;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Tag;
import dev.tocsin.classify.entity.UnknownActors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who moves, and from where to where; who launches. */
final class CompanyRoles {

    /** Countries that drive miners out: a firm of theirs that begins to mine abroad moves there. */
    private static final Set<String> DRIVES_OUT = Set.of("CN");

    /** How far behind the subject its partners are looked for. */
    private static final int PARTNER_REACH = 140;

    private static final Pattern PARTNER = Pattern.compile(
            "(?:\\b(?:with|and|alongside|by|of|for|from|via|on|at|in)(?: the| its)?|&|,|，|、|与|和|及|同|联合|联手|携手|与其|在|旗下|x|×) ?$");

    /** "Some companies", 多家矿企: nobody in particular. */
    private static final Pattern SEVERAL = Pattern.compile("^(?:some|several|two|three|多家|两家|数家)");

    private static final Pattern GEAR = Pattern.compile(
            "\\b(?:min(?:ers?|ing)|rigs?|bitcoin|crypto\\w*|blockchain|nfts?|exchange)\\b|矿|挖|加密|虚拟货币|比特币|区块链|交易所|币");

    /** What may stand between a state and what it does. */
    private static final Pattern ACTS = Pattern.compile(
            "(?:'s?)?(?: (?:has|have|is|will|to|also|plans?|wants?|says it|today|just|now|cancels? [^;]{0,30}))*,? ?|(?:将|已|也|宣布|计划|拟|即将|官方){0,3}");

    private static final Pattern BESIDE = Pattern.compile("\\b(?:in|from|of|at|near|based) (?:the )?$");

    private static final Pattern ORIGIN = Pattern.compile(
            "^(?:-based)? (?:\\w+ ){0,2}?(?:min(?:ers?|ing)|crypto|bitcoin|firm|company|exchange)|^的?(?:比特币|加密)?(?:矿|交易所|挖矿)");

    private final Gazetteer gazetteer;
    private final Annotator annotator;

    CompanyRoles(Gazetteer gazetteer, Annotator annotator) {
        this.gazetteer = gazetteer;
        this.annotator = annotator;
    }

    Optional<Claim> relocation(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        Entry subject = verdict.scope() == Verdict.Scope.GENERIC ? null : subject(verdict, at, true);
        boolean many = subject != null && SEVERAL.matcher(subject.name()).find();
        boolean generic = many || verdict.scope() == Verdict.Scope.GENERIC;
        Entry actor = many ? null : subject;
        Journey journey = Journey.in(sentence, verdict.start());
        Entry to = journey.to();
        Entry from = journey.from() != null ? journey.from() : origin(actor, to, sentence);
        boolean otherBusiness = actor != null && !isMinersMove(actor, sentence, verdict);
        boolean stays = verdict.scope() == Verdict.Scope.ABROAD && !isDrivenTo(actor, to);
        boolean nowhere = actor == null && from == null && to == null && !generic;
        boolean nobody = actor == null && (from == null || to == null);
        boolean doubtful = otherBusiness || stays || nowhere;
        if ((doubtful && !verdict.isSure()) || isSame(from, to)) {
            return Optional.empty();
        }
        List<Entry> actors = actor == null ? List.of() : List.of(actor);
        Verdict scoped = many || nobody ? verdict.withScope(Verdict.Scope.GENERIC) : verdict;
        return Optional.of(new Claim(scoped, at, actors, companies(sentence), null, from, to));
    }

    /** An airline that moves is none of ours, though the next clause speak of bitcoin. */
    private static boolean isMinersMove(Entry actor, AnnotatedSentence sentence, Verdict verdict) {
        boolean gear = GEAR.matcher(sentence.tagged().substring(verdict.start(), verdict.end()))
                .find();
        boolean unheardOf = actor.actor() != null && actor.actor().id() == null && !actor.isIndefinite();
        return actor.crypto()
                || gear
                || GEAR.matcher(Folding.fold(actor.name())).find()
                || (unheardOf && GEAR.matcher(sentence.tagged()).find());
    }

    Claim launch(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        Entry subject = subject(verdict, at, false);
        List<Entry> actors = new ArrayList<>();
        if (subject != null) {
            actors.add(subject);
        }
        int subjectEnd = sentence.mentions().stream()
                .filter(mention -> mention.entry().equals(subject))
                .mapToInt(Mention::end)
                .findFirst()
                .orElse(verdict.start());
        sentence.mentions(Tag.COMPANY)
                .filter(mention -> Math.abs(mention.start() - subjectEnd) <= PARTNER_REACH)
                .filter(mention -> mention.start() > subjectEnd
                        ? isPartner(sentence, mention)
                        : sentence.tagged().substring(mention.end()).matches("(?s) ?(?:&|and|,|、|与|和|联合|携手|x|×).*"))
                .map(Mention::entry)
                .filter(entry -> !actors.contains(entry))
                .limit(3)
                .forEach(actors::add);
        return new Claim(verdict, at, actors, companies(sentence), null, null, null);
    }

    /** The company that acts: the nearest one before the words that decided, else one within or behind them. */
    private @Nullable Entry subject(Verdict verdict, SentenceInContext at, boolean moves) {
        AnnotatedSentence sentence = at.sentence();
        Mention unknown = UnknownActors.before(sentence, Math.max(verdict.start(), 0));
        Mention known = null;
        for (Mention mention : sentence.mentions(Tag.COMPANY).toList()) {
            boolean before = mention.start() <= verdict.start();
            boolean subject = known == null || (before && !isPartner(sentence, mention));
            if (subject && mention.start() < verdict.end()) {
                known = mention;
            }
        }
        boolean nearer = known == null
                || (moves && unknown != null && unknown.entry().isIndefinite() && unknown.start() > known.start());
        if (unknown != null && nearer) {
            return unknown.entry();
        }
        if (known != null) {
            return known.entry();
        }
        Entry publicBody = moves ? null : publicBody(verdict, sentence);
        if (publicBody != null) {
            return publicBody;
        }
        Optional<Entry> behind =
                sentence.mentions(Tag.COMPANY).map(Mention::entry).findFirst();
        return behind.or(() -> at.lastNamed(Tag.COMPANY, entry -> true)).orElse(null);
    }

    /** "Ukraine launches an NFT museum": a state acts as an institution does. */
    private @Nullable Entry publicBody(Verdict verdict, AnnotatedSentence sentence) {
        String tagged = sentence.tagged();
        return sentence.mentions().stream()
                .filter(mention -> mention.tag() != Tag.COMPANY && mention.end() <= verdict.start() + 1)
                .filter(mention -> ACTS.matcher(
                                tagged.substring(mention.end(), Math.max(mention.end(), verdict.start())))
                        .matches())
                .filter(mention ->
                        !BESIDE.matcher(tagged.substring(0, mention.start())).find())
                .map(Mention::entry)
                .reduce((first, second) -> second)
                .map(entry -> ClaimReader.isPlace(entry) ? annotator.authoritiesOf(entry) : entry)
                .filter(entry -> entry.actor() != null)
                .orElse(null);
    }

    private @Nullable Entry origin(@Nullable Entry actor, @Nullable Entry to, AnnotatedSentence sentence) {
        String home = actor == null ? null : actor.home();
        Entry from = home == null ? null : gazetteer.place(home);
        if (from == null) {
            from = sentence.mentions(Tag.PLACE)
                    .filter(mention -> ORIGIN.matcher(sentence.tagged().substring(mention.end()))
                            .find())
                    .map(Mention::entry)
                    .filter(entry -> !entry.equals(to))
                    .findFirst()
                    .orElse(null);
        }
        return isSame(from, to) ? null : from;
    }

    private static boolean isDrivenTo(@Nullable Entry actor, @Nullable Entry to) {
        String home = actor == null ? null : actor.home();
        Place place = to == null ? null : to.place();
        return home != null && DRIVES_OUT.contains(home) && place != null && !home.equals(place.country());
    }

    private static boolean isSame(@Nullable Entry from, @Nullable Entry to) {
        Place a = from == null ? null : from.place();
        Place b = to == null ? null : to.place();
        return a != null && b != null && a.equals(b);
    }

    private static boolean isPartner(AnnotatedSentence sentence, Mention mention) {
        int start = mention.start();
        return PARTNER.matcher(sentence.tagged().substring(Math.max(0, start - 12), start))
                .find();
    }

    private static List<Entry> companies(AnnotatedSentence sentence) {
        return sentence.mentions(Tag.COMPANY).map(Mention::entry).toList();
    }
}
