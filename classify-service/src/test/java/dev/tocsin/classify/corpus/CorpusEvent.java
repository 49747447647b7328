package dev.tocsin.classify.corpus;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that an item tells, as a reader annotated it.
 *
 * @param quotes every sentence, or clause of one, that by itself claims it
 * @param actors as the text names them, the main one first
 * @param jurisdictions ISO 3166 codes
 * @param city English name, where the event is that fine
 * @param occurred ISO 8601, as precise as the text
 */
public record CorpusEvent(
        Category category,
        Status status,
        List<String> quotes,
        List<String> actors,
        List<String> jurisdictions,
        @Nullable String from,
        @Nullable String to,
        @Nullable String city,
        @Nullable String occurred,
        @Nullable String effective,
        List<CorpusQuantity> quantities) {

    /** An amount of the event itself, in the units of the contract. */
    public record CorpusQuantity(double value, String unit) {}
}
