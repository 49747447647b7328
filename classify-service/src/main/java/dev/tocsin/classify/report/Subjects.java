package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.LeadingNames;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Tag;
import dev.tocsin.classify.entity.UnknownActors;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which company acts in a sentence: one that it names, known or not, or the one that "the company" stands for. */
final class Subjects {

    /** What stands before a name that is not the subject's: a partner, a marketplace, whoever was told. */
    private static final Pattern ASIDE = Pattern.compile(
            "(?:\\b(?:with|and|alongside|of|for|from|via|through|on|at|in|to|told|tells|citing|after|than|as|like|per|against|over|beside|or|under|into|follows|joins)(?: the| its| an?| \\w+'s)?|&|、|与|和|及|同|联合|联手|携手|与其|在|对|向|据|旗下|接受|继|被|由|x|×) ?$|在\ue001+[“「《]$");

    /** "A spokesman for Acme": who speaks for a firm is no partner of it. */
    private static final Pattern SPOKESMAN = Pattern.compile(
            "\\b(?:spokes\\w+|officials?|executives?|lawyers?|founders?|chief|head) (?:for|of|at) (?:the )?$");

    /** "Parent Acme": who is somebody of the firm's that was named before. */
    private static final Pattern RELATED = Pattern.compile("^(?:parent|founder|owner|co-founder|subsidiary|unit) ");

    /** "Jo Doe, the boss, says": the firm's, too. */
    private static final Pattern CHIEF = Pattern.compile(
            "^, (?:the|its|their) (?:[\\w-]+ ){0,2}?(?:boss|chief|founder|head|owner|president|director|co-founder|ceo)\\b");

    private static final Pattern BY = Pattern.compile("\\bby (?:the )?$");

    /** Whose data centre it is does not move. */
    private static final Pattern RUN_BY =
            Pattern.compile("\\b(?:run|operated|owned|hosted|managed|built) by (?:the )?$");

    /** The words after which a name is another's product or report: "OpenSea users", "Bloomberg reported". */
    private static final Pattern NOT_ACTING = Pattern.compile(
            "^(?:'s? users| users| reports?\\b| reported\\b|-backed|-based|-listed|-style|'s? (?:rivals?|competitors?|partners?|subcontractors?)\\b| (?:rival|subcontractor|partner)\\b| ?的(?:竞争者|竞争对手|对手)|(?:的)?(?:运营方|运营商)|[^，。]{0,4}(?:报道|用户|平台上|链上))");

    private static final Pattern ANAPHOR = Pattern.compile(
            "\\b(?:the|this|that) (?:[\\w'-]+ ){0,3}?(?:company|firm|exchange|miner|pool|platform|manufacturer|maker|issuer|venue|group|start-?up|operator|provider|lender|fund|custodian|broker|club|brand|label|museum|agency|house|studio|publisher|corporation|league|retailer|bank|airline|spinoff|unit)\\b|^(?:it|they|its)\\b|(?:该|这家|这个|本|此|上述)[\\p{IsHan}]{0,6}?(?:公司|交易所|平台|企业|集团|矿企|矿商|矿池|机构|品牌|博物馆|厂商|俱乐部)|(?:^|[，。：；“「])(?:公司|交易所|平台|集团|企业|品牌|官方|它|其)");

    private final Annotator annotator;

    Subjects(Annotator annotator) {
        this.annotator = annotator;
    }

    /** @param moves true of a relocation: no state, and nobody named by a passing mention, moves */
    @Nullable Entry of(Verdict verdict, SentenceInContext at, boolean moves) {
        AnnotatedSentence sentence = at.sentence();
        Mention known = known(sentence, verdict);
        Mention unknown = UnknownActors.before(sentence, Math.max(verdict.start(), 0));
        boolean nearer = known == null
                || (moves && unknown != null && unknown.entry().isIndefinite() && unknown.start() > known.start());
        Optional<Entry> before = named(at);
        Entry described = unknown != null && unknown.entry().isDescription() ? unknown.entry() : null;
        if (unknown != null
                && described == null
                && nearer
                && !isAnaphor(unknown.entry().name())) {
            return before.filter(firm -> speaksFor(sentence, unknown.entry())).orElse(unknown.entry());
        }
        if (known != null) {
            return known.entry();
        }
        Entry publicBody = moves ? null : PublicBodies.acting(sentence, verdict, annotator);
        if (publicBody != null) {
            return publicBody;
        }
        Entry leading = LeadingNames.of(sentence);
        if (leading != null) {
            return before.filter(firm -> speaksFor(sentence, leading)).orElse(leading);
        }
        if (before.isPresent() && ANAPHOR.matcher(sentence.folded()).find()) {
            return before.get();
        }
        return sentence.mentions(Tag.COMPANY)
                .filter(mention -> !isAside(sentence, mention))
                .map(Mention::entry)
                .findFirst()
                .or(() -> before)
                .orElse(described);
    }

    /** True of somebody of the firm's that the sentences before have named: its parent, its chief, whoever "the company" has. */
    private static boolean speaksFor(AnnotatedSentence sentence, Entry somebody) {
        String name = Folding.fold(somebody.name());
        int start = sentence.folded().indexOf(name);
        Matcher anaphor = ANAPHOR.matcher(sentence.folded());
        return start >= 0
                && (anaphor.find() && anaphor.end() <= start
                        || RELATED.matcher(name).find()
                        || CHIEF.matcher(sentence.folded().substring(start + name.length()))
                                .find());
    }

    private static boolean isAnaphor(String name) {
        return name.matches("(?:该|这家|本|此|其|上述)?(?:公司|交易所|平台|集团|企业|品牌|矿企|矿商|矿池)");
    }

    /** The nearest known company before the words that decided which acts there, else one within or behind them. */
    private static @Nullable Mention known(AnnotatedSentence sentence, Verdict verdict) {
        Mention found = null;
        Mention agent = null;
        for (Mention mention : sentence.mentions(Tag.COMPANY).toList()) {
            boolean before = mention.start() <= verdict.start();
            if (RUN_BY.matcher(sentence.tagged().substring(0, mention.start())).find()) {
                continue;
            }
            if (BY.matcher(sentence.tagged().substring(0, mention.start())).find()) {
                agent = agent == null ? mention : agent;
            } else if (!isAside(sentence, mention) && (found == null || before) && mention.start() < verdict.end()) {
                found = mention;
            }
        }
        return found != null ? found : agent;
    }

    static boolean isAside(AnnotatedSentence sentence, Mention mention) {
        int start = mention.start();
        String before = sentence.tagged().substring(Math.max(0, start - 20), start);
        return (ASIDE.matcher(before).find() && !SPOKESMAN.matcher(before).find())
                || NOT_ACTING
                        .matcher(sentence.tagged().substring(mention.end()))
                        .find();
    }

    /** Whom the sentences before speak of, the nearest first. */
    private static Optional<Entry> named(SentenceInContext at) {
        for (AnnotatedSentence earlier : at.before()) {
            Optional<Entry> known = earlier.mentions(Tag.COMPANY)
                    .filter(mention -> !isAside(earlier, mention))
                    .map(Mention::entry)
                    .findFirst();
            Entry leading = known.isPresent() ? null : LeadingNames.of(earlier);
            if (known.isPresent() || leading != null) {
                return known.or(() -> Optional.ofNullable(leading));
            }
        }
        return Optional.empty();
    }
}
