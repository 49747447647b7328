package dev.tocsin.classify.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.passage.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * How probably a report is true to its article: its claims' strength and what else can be seen of it, weighed as was
 * learned on articles that the classifier had not learned from, so that of ten reports of 0.9 nine are true.
 *
 * @param weights by the names of {@link #SIGNALS}
 */
public record Confidence(double bias, Map<String, Double> weights) {

    /** What is weighed, in this order. */
    public static final List<String> SIGNALS = List.of(
            "strongest", "second", "headlined", "actor", "placed", "unruled", "generic", "rumoured", "taken-back");

    private static final String FILE = "/model/confidence.json";
    private static final double LOUDEST = 5;
    private static final double LEAST = 0.05;
    private static final double MOST = 0.99;

    public Confidence {
        weights = Map.copyOf(weights);
    }

    static Confidence read() {
        try (InputStream in = Confidence.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar; classify-service/train writes it");
            }
            return new ObjectMapper().readValue(in, Confidence.class);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    double of(double[] signals) {
        double logOdds = bias;
        for (int i = 0; i < signals.length; i++) {
            logOdds += weights.getOrDefault(SIGNALS.get(i), 0.0) * signals[i];
        }
        double bounded = Math.min(MOST, Math.max(LEAST, 1 / (1 + Math.exp(-logOdds))));
        return Math.round(bounded * 100) / 100.0;
    }

    static double[] signals(Testimony testimony, Status status) {
        List<Claim> claims = testimony.claims();
        Claim first = claims.get(0);
        double[] strengths = claims.stream()
                .mapToDouble(claim -> logOdds(claim.verdict().strength()))
                .sorted()
                .toArray();
        double strongest = strengths[strengths.length - 1];
        double second = strengths.length > 1 ? strengths[strengths.length - 2] : 0;
        return new double[] {
            strongest,
            second,
            flag(claims.stream().anyMatch(claim -> claim.origin() != Sentence.Origin.BODY)),
            flag(claims.stream().anyMatch(claim -> !claim.actors().isEmpty())),
            flag(isPlaced(testimony)),
            flag(claims.stream().allMatch(claim -> claim.verdict().isUnruled())),
            flag(first.verdict().scope() == Verdict.Scope.GENERIC),
            flag(status == Status.RUMOURED),
            flag(status.isTakenBack())
        };
    }

    private static double logOdds(double probability) {
        return Math.max(-LOUDEST, Math.min(LOUDEST, Math.log(probability / (1 - probability))));
    }

    private static double flag(boolean on) {
        return on ? 1 : 0;
    }

    /** An issue of tokens needs no place. */
    private static boolean isPlaced(Testimony testimony) {
        return testimony.claims().get(0).category() == Category.NFT_LAUNCH
                || testimony.claims().stream()
                        .anyMatch(claim -> claim.place() != null || claim.from() != null || claim.to() != null);
    }
}
