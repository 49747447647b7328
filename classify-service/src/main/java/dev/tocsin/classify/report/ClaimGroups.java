package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Folds an article's claims into its events. A paragraph tells an event; a heading, the title or a lead that speaks of
 * many only names again what the paragraphs tell, and stands for an event where no paragraph does.
 */
final class ClaimGroups {

    /** What says it for the thirteenth time adds nothing; an article of more events than that is a list of links. */
    private static final int MAX_CLAIMS = 12;

    private static final int MAX_EVENTS = 40;

    private final List<List<Claim>> groups = new ArrayList<>();

    private ClaimGroups() {}

    /** The events' claims, in the order in which the article comes to them. */
    static List<List<Claim>> of(List<Claim> claims) {
        List<List<Claim>> all = new ArrayList<>();
        for (Category category : Category.values()) {
            ClaimGroups groups = new ClaimGroups();
            List<Claim> ofCategory = claims.stream()
                    .filter(claim -> claim.category() == category)
                    .toList();
            groups.addTold(ofCategory, Sentence.Origin.BODY);
            groups.addTold(ofCategory, Sentence.Origin.HEADING);
            groups.addTitle(ofCategory);
            groups.addGeneric(ofCategory, claims.size() == ofCategory.size());
            all.addAll(groups.groups);
        }
        all.sort((one, other) -> Integer.compare(
                one.get(0).sentence().start(), other.get(0).sentence().start()));
        return all;
    }

    private void addTold(List<Claim> claims, Sentence.Origin origin) {
        for (Claim claim : events(claims, origin)) {
            boolean heading = origin == Sentence.Origin.HEADING;
            boolean joined = join(claim, group -> group.stream().anyMatch(claim::agreesWith))
                    || (heading
                            && join(
                                    claim,
                                    group -> group.get(0).at().section()
                                            == claim.at().section()));
            if (!joined && groups.size() < MAX_EVENTS) {
                groups.add(new ArrayList<>(List.of(claim)));
            }
        }
    }

    private void addTitle(List<Claim> claims) {
        for (Claim claim : events(claims, Sentence.Origin.TITLE)) {
            boolean joined = join(claim, group -> group.stream().anyMatch(claim::agreesWith));
            boolean only =
                    !joined && groups.size() == 1 && groups.get(0).stream().noneMatch(claim::contradicts);
            if (only) {
                // A title tells what its article is about: the one event of the kind, in whatever words.
                groups.get(0).add(claim);
            } else if (!joined && groups.isEmpty()) {
                groups.add(new ArrayList<>(List.of(claim)));
            }
        }
    }

    /** "Miners flee" is news as a title, or as the lead of an article that tells nothing else; elsewhere it is talk. */
    private void addGeneric(List<Claim> claims, boolean alone) {
        List<Claim> generic = claims.stream()
                .filter(claim -> claim.verdict().scope() == Verdict.Scope.GENERIC)
                .toList();
        boolean news = generic.stream().anyMatch(claim -> claim.origin() == Sentence.Origin.TITLE)
                || (alone && generic.stream().anyMatch(claim -> claim.at().passage() == 0));
        if (groups.isEmpty() && news) {
            groups.add(generic.stream().limit(MAX_CLAIMS).toList());
        }
    }

    private boolean join(Claim claim, Predicate<List<Claim>> fits) {
        for (List<Claim> group : groups) {
            if (fits.test(group)) {
                if (group.size() < MAX_CLAIMS) {
                    group.add(claim);
                }
                return true;
            }
        }
        return false;
    }

    private static List<Claim> events(List<Claim> claims, Sentence.Origin origin) {
        return claims.stream()
                .filter(claim -> claim.origin() == origin && claim.verdict().scope() != Verdict.Scope.GENERIC)
                .toList();
    }
}
