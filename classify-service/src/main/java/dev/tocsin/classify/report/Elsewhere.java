package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Spot;
import dev.tocsin.classify.entity.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the places that a sentence only mentions from those that an authority speaks for: where somebody comes from or
 * travels to, the stage that he speaks on, whom he addresses or compares himself with.
 */
final class Elsewhere {

    private static final int REACH = 50;

    private static final Pattern BEFORE = Pattern.compile(
            "(?:\\b(?:from|tour(?:ed|s|ing)?|visit\\w*|(?:flew|fl(?:y|ies|ying|own)|drove|went|go(?:es|ing)?|travel\\w*|trips?|came|sent|rushed|delegation|roadshow|back) to|(?:stage|lunch|luncheon|dinner|breakfast|roadshow|conference|forum|summit|meet-?up|event|office|booth|delegation|party|speaking|panel|on stage|week|fair|expo|crackdown|clampdown|ban|banned|born|listed) (?:in|at)|unlike|than|leav\\w+|left|flee\\w*|fled|exit\\w*|quit\\w*|out of|out-|ousted by|banned by|pushed out by|beside|rivals?|against|compet\\w+ with|lik(?:e|ened)|rival|follow\\w*|copy\\w*|joins?|lessons of|of the|refugees of|after|hosted by|not(?: only)?(?: at| in| to)?|outdo(?:es|ing)?|ahead of|beat(?:s|ing)?|choosing|pack(?:ed|ing) up for|bound for|reading in|lunch(?:eon)? in) (?:the |its |an? |neighbou?ring |nearby )?)$"
                    + "|(?:从|由|来自|离开|撤离|逃离|退出|逐出|赶出|赴|飞去|飞往|飞到|飞抵|造访|访问|走访|前往|往|像|似|与|和|比|不如|学|跟|被|向|对|受|继|步|给|身在)$");

    /**
     * Of an invitation only, where it is spoken or whom it is for: "in Miami, Paraguay invited", "firms in Paris". A ban holds
     * there: "in Hebei, the regulator ordered".
     */
    private static final Pattern STAGE = Pattern.compile(
            "(?:^in|\\b(?:firms?|companies|miners?|exchanges?|start-?ups?|founders|audience|crowd|warehouses?|newspaper) in) (?:the |neighbou?ring |nearby )?$");

    private static final Pattern AFTER = Pattern.compile(
            "^(?:-based|-owned|-born|-linked|-backed|-founded|-made| (?:news)?paper\\b|'s (?:ban|crackdown|clampdown|purge|exodus|example))"
                    + "|^(?:'s)? ?(?:(?:based|crypto\\w*|bitcoin|blockchain|ousted|displaced|fleeing|exiled|foreign|big|large|and|\ue000+) ?){0,4}(?:miners?|mining|exchanges?|firms?|companies|operators|businesses|start-?ups|investors|delegations?|entrepreneurs|crypto\\w* (?:firms?|companies|miners?|exchanges?))\\b"
                    + "|^的?(?:比特币|加密(?:货币|资产)?|虚拟货币|虚拟资产|区块链)?(?:矿工|矿企|矿场|矿商|矿主|矿业|交易所|业界|企业|公司|平台|投资者|创业者)"
                    + "|^驻|^身边|^[^，。；]{0,8}(?:峰会|大会|会议|论坛|推介会|路演|展台|共识大会)");

    private Elsewhere() {}

    /** The places of a sentence that it does not merely mention. */
    static List<Spot> spotsSpokenFor(AnnotatedSentence sentence, boolean invites) {
        List<Spot> spots = new ArrayList<>();
        for (Spot spot : Spot.in(sentence)) {
            if (!isElsewhere(sentence, spot.start(), spot.end(), invites)) {
                spots.add(spot);
            }
        }
        return spots;
    }

    /** @param invites true of an invitation: its miners' place is where they come from, a ban's is where it holds */
    static boolean isElsewhere(AnnotatedSentence sentence, int start, int end, boolean invites) {
        String tagged = sentence.tagged();
        String before = tagged.substring(Math.max(0, start - REACH), start);
        String after = tagged.substring(end, Math.min(tagged.length(), end + REACH));
        boolean miners = invites && AFTER.matcher(after).find();
        boolean stage =
                invites && (STAGE.matcher(before).find() || start > 0 && sentence.chinese() && before.endsWith("在"));
        return BEFORE.matcher(before).find() || miners || stage || after.startsWith("-");
    }

    /** "The Lao government …, says an energy ministry's director": whose ministry, the sentence has said already. */
    static @Nullable Entry authorityBeside(AnnotatedSentence sentence) {
        return sentence.mentions().stream()
                .filter(mention -> mention.tag() == Tag.AUTHORITY || mention.tag() == Tag.OFFICIAL)
                .map(Mention::entry)
                .filter(entry -> entry.place() != null || entry.home() != null)
                .findFirst()
                .orElse(null);
    }

    /** What the sentences before a claim speak of: the nearest place that they do not merely mention. */
    static @Nullable Entry placeBefore(SentenceInContext at, boolean invites) {
        for (AnnotatedSentence earlier : at.before()) {
            List<Spot> spots = spotsSpokenFor(earlier, invites);
            if (!spots.isEmpty()) {
                return spots.get(0).entry();
            }
            for (Mention mention : earlier.mentions()) {
                boolean speaks = mention.tag() == Tag.AUTHORITY || mention.tag() == Tag.OFFICIAL;
                if (speaks && (mention.place() != null || mention.entry().home() != null)) {
                    return mention.entry();
                }
            }
        }
        return null;
    }
}
