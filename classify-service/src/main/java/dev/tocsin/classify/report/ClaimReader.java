package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import java.util.List;

/** Reads who and where out of a sentence that a classifier has found to tell an event. */
final class ClaimReader {

    private final BanRoles bans;
    private final RelocationRoles relocations;
    private final LaunchRoles launches;
    private final InvitationRoles invitations;

    ClaimReader(Gazetteer gazetteer, Annotator annotator) {
        this.bans = new BanRoles(gazetteer, annotator);
        this.relocations = new RelocationRoles(gazetteer, annotator);
        this.launches = new LaunchRoles(annotator);
        this.invitations = new InvitationRoles(gazetteer, annotator);
    }

    /**
     * One claim, or one for each of several places that act side by side ("Qinghai and Yunnan order …"). Empty where the facts speak against the verdict: nobody could have done it, or nothing has moved.
     */
    List<Claim> read(Verdict verdict, SentenceInContext at) {
        return switch (verdict.category()) {
            case MINING_BAN -> bans.read(verdict, at);
            case RELOCATION -> relocations.read(verdict, at).stream().toList();
            case NFT_LAUNCH -> List.of(launches.read(verdict, at));
            case CITY_INVITATION -> invitations.read(verdict, at).stream().toList();
        };
    }

    /** The words between two offsets of the tagged sentence, whichever way round they stand. */
    static String between(AnnotatedSentence sentence, int one, int other) {
        return sentence.tagged().substring(Math.min(one, other), Math.max(one, other));
    }

    static boolean isPlace(Entry entry) {
        return entry.actor() == null && entry.place() != null;
    }
}
