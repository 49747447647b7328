package dev.tocsin.classify.category;

import java.util.Map;

/**
 * How far a sentence's event was judged to have come.
 *
 * @param status what all voices together say
 * @param ruled what the rules alone say
 * @param logOdds of every status, after all voices
 */
public record StatusOpinion(Status status, Status ruled, Map<Status, Double> logOdds) {

    public boolean isByTheRules() {
        return status == ruled;
    }
}
