package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.entity.Gazetteer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives training a report's signals, before there is a confidence that was learned from them. */
public final class ReportSignals {

    private static final Confidence UNLEARNED = new Confidence(0, Map.of());

    private final EventFinder finder;

    public ReportSignals(Classifier classifier, Gazetteer gazetteer) {
        this.finder = new EventFinder(classifier, gazetteer, Tally.NONE, UNLEARNED);
    }

    /** A report, and what its confidence is to be made of. */
    public record Signalled(EventReport report, double[] signals) {}

    public List<Signalled> of(Article article) {
        List<Signalled> signalled = new ArrayList<>();
        if (finder.isRead(article)) {
            EventFinder.Findings findings = finder.findings(article, Instant.EPOCH);
            for (int i = 0; i < findings.reports().size(); i++) {
                signalled.add(new Signalled(
                        findings.reports().get(i), findings.signals().get(i)));
            }
        }
        return signalled;
    }
}
