package dev.tocsin.classify.category;

import java.util.EnumMap;
import java.util.Map;

/**
 * How probably an article's headline tells of each category, for whoever judges the sentences below it: what a lead
 * seems to tell and its headline does not is seldom news.
 *
 * @param logOdds by category; empty where there is no headline
 * @param lead true for the sentences right below it, false for those further down
 */
public record Headline(Map<Category, Double> logOdds, boolean lead) {

    /** For the headline itself, and for what has none. */
    public static final Headline NONE = new Headline(Map.of(), true);

    public Headline {
        logOdds = logOdds.isEmpty() ? Map.of() : new EnumMap<>(logOdds);
    }

    public double logOdds(Category category) {
        return logOdds.getOrDefault(category, 0.0);
    }

    public Headline fromAfar() {
        return new Headline(logOdds, false);
    }
}
