package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
        Predicate<Claim> summary = claim -> isSummary(claim, claims);
        for (Category category : Category.values()) {
            ClaimGroups groups = new ClaimGroups();
            List<Claim> ofCategory = claims.stream()
                    .filter(claim -> claim.category() == category)
                    .toList();
            List<Claim> titles = events(ofCategory, Sentence.Origin.TITLE, claim -> true);
            groups.addTold(events(ofCategory, Sentence.Origin.BODY, summary.negate()), titles.size() == 1);
            groups.addHeadings(events(ofCategory, Sentence.Origin.HEADING, claim -> true));
            groups.addTitles(events(ofCategory, Sentence.Origin.BODY, summary));
            groups.addTitles(titles);
            groups.addGeneric(ofCategory, claims.size() == ofCategory.size());
            all.addAll(groups.groups);
        }
        all.sort((one, other) -> Integer.compare(
                one.get(0).sentence().start(), other.get(0).sentence().start()));
        return all;
    }

    /** "Miners out, mayors in: the week": what tells of several kinds at once, each of which a later paragraph tells. */
    private static boolean isSummary(Claim claim, List<Claim> all) {
        Set<Category> told = EnumSet.noneOf(Category.class);
        Set<Category> later = EnumSet.noneOf(Category.class);
        for (Claim other : all) {
            if (other.at().number() == claim.at().number()) {
                told.add(other.category());
            } else if (other.origin() == Sentence.Origin.BODY
                    && other.at().number() > claim.at().number()) {
                later.add(other.category());
            }
        }
        return told.size() > 1 && later.containsAll(told);
    }

    /** @param headlined true where the title tells one event of the kind: what its story tells of its parts is none other */
    private void addTold(List<Claim> claims, boolean headlined) {
        for (Claim claim : claims) {
            boolean joined = (claim.isBorrowed() && goesOn(claim))
                    || joinAgreeing(claim)
                    || (headlined && join(claim, group -> group.stream().allMatch(claim::isOfOneStory)));
            if (!joined) {
                open(claim);
            }
        }
    }

    private void addHeadings(List<Claim> claims) {
        for (Claim claim : claims) {
            boolean joined = joinAgreeing(claim)
                    || join(
                            claim,
                            group -> group.get(0).at().section() == claim.at().section());
            if (!joined) {
                open(claim);
            }
        }
    }

    private void addTitles(List<Claim> claims) {
        for (Claim claim : claims) {
            boolean joined = joinAgreeing(claim);
            boolean only =
                    !joined && groups.size() == 1 && groups.get(0).stream().noneMatch(claim::contradicts);
            if (only) {
                // A title tells what its article is about: the one event of the kind, in whatever words.
                groups.get(0).add(claim);
            } else if (!joined && groups.isEmpty()) {
                open(claim);
            }
        }
    }

    private void open(Claim claim) {
        if (groups.size() < MAX_EVENTS) {
            groups.add(new ArrayList<>(List.of(claim)));
        }
    }

    /** What names nobody goes on about what its paragraph, or its story, has told last. */
    private boolean goesOn(Claim claim) {
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Claim> group = groups.get(i);
            Claim last = group.get(group.size() - 1);
            if (last.at().isBeside(claim.at())) {
                boolean fits = last.at().passage() == claim.at().passage()
                        || !(claim.contradicts(last) || claim.isLentBySomebodyElse(last));
                return fits && join(claim, other -> other == group);
            }
        }
        return false;
    }

    /** The event of the same actor or place before one that only does not contradict. */
    private boolean joinAgreeing(Claim claim) {
        return join(claim, group -> group.stream().anyMatch(other -> claim.isOfOne(other) && claim.agreesWith(other)))
                || join(claim, group -> group.stream().anyMatch(claim::agreesWith));
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

    private static List<Claim> events(List<Claim> claims, Sentence.Origin origin, Predicate<Claim> which) {
        return claims.stream()
                .filter(claim -> claim.origin() == origin && claim.verdict().scope() != Verdict.Scope.GENERIC)
                .filter(which)
                .toList();
    }
}
