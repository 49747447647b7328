package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.passage.Sentence;

/** How probably a report is true to its article: what the rules can see of it, added up. */
final class Confidence {

    private static final double LEAST = 0.05;
    private static final double MOST = 0.99;

    private Confidence() {}

    static double of(Testimony testimony, Status status) {
        Claim first = testimony.claims().get(0);
        double strongest = testimony.claims().stream()
                .mapToDouble(claim -> claim.verdict().strength())
                .max()
                .orElse(0);
        double sum = 0.30 + 0.45 * strongest;
        sum += testimony.claims().stream().anyMatch(claim -> !claim.actors().isEmpty()) ? 0.08 : -0.10;
        sum += isPlaced(testimony) ? 0.07 : -0.05;
        sum += testimony.claims().size() > 1 ? 0.07 : 0;
        sum += testimony.claims().stream().anyMatch(claim -> claim.origin() != Sentence.Origin.BODY) ? 0.05 : 0;
        sum += first.verdict().scope() == Verdict.Scope.GENERIC ? -0.20 : 0;
        sum += status == Status.RUMOURED ? -0.15 : 0;
        double bounded = Math.min(MOST, Math.max(LEAST, sum));
        return Math.round(bounded * 100) / 100.0;
    }

    /** An issue of tokens needs no place. */
    private static boolean isPlaced(Testimony testimony) {
        return testimony.claims().get(0).category() == Category.NFT_LAUNCH
                || testimony.claims().stream()
                        .anyMatch(claim -> claim.place() != null || claim.from() != null || claim.to() != null);
    }
}
