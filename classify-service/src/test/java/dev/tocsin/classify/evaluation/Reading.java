package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.report.EventReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One item, and what the classifier made of it.
 *
 * @param reports in the order of the article
 * @param sentences without the title of an item that has none
 * @param admitted false where it was refused, by the gate or for its language, and nothing of it was read
 * @param encoded how many of its sentences asked the encoder
 */
public record Reading(
        CorpusItem item, List<EventReport> reports, List<Judged> sentences, boolean admitted, int encoded) {

    /** One sentence: the categories of the events that it claims, and those that the classifier heard. */
    public record Judged(
            AnnotatedSentence sentence, String around, Headline headline, Set<Category> wanted, Set<Category> found) {}

    Set<Category> wanted() {
        return item.categories();
    }

    /** The categories of the reports that stand. */
    Set<Category> found() {
        Set<Category> found = EnumSet.noneOf(Category.class);
        reports.stream()
                .filter(report -> !report.status().isTakenBack())
                .forEach(report -> found.add(report.category()));
        return found;
    }
}
