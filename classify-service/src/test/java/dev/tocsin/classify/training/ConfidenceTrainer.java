package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.evaluation.ActorNames;
import dev.tocsin.classify.evaluation.Agreement;
import dev.tocsin.classify.evaluation.Matching;
import dev.tocsin.classify.evaluation.Reading;
import dev.tocsin.classify.report.Confidence;
import dev.tocsin.classify.report.EventReport;
import dev.tocsin.classify.report.ReportSignals;
import dev.tocsin.classify.report.ReportSignals.Signalled;
import dev.tocsin.classify.training.LogisticRegression.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns how far reports are to be believed, on items that the classifier did not learn from. */
final class ConfidenceTrainer {

    private static final double C = 1;

    private final ReportSignals signals;
    private final Agreement agreement;

    ConfidenceTrainer(Classifier classifier, Gazetteer gazetteer) {
        this.signals = new ReportSignals(classifier, gazetteer);
        this.agreement = new Agreement(new ActorNames(new Annotator(gazetteer)));
    }

    Confidence learn(List<CorpusItem> items) {
        List<Row> rows = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (CorpusItem item : items) {
            List<Signalled> signalled = signals.of(item.article());
            List<EventReport> reports =
                    signalled.stream().map(Signalled::report).toList();
            Matching matching = Matching.of(new Reading(item, reports, List.of(), true, 0), agreement);
            for (Signalled one : signalled) {
                rows.add(Row.dense(one.signals()));
                right.add(matching.pairs().stream().anyMatch(pair -> pair.report() == one.report() && pair.isRight()));
            }
        }
        System.out.printf(
                "confidence: %d reports, %d right%n",
                rows.size(), right.stream().filter(is -> is).count());
        LogisticRegression learned = LogisticRegression.learn(rows, right, Confidence.SIGNALS.size(), C, false);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < Confidence.SIGNALS.size(); i++) {
            weights.put(Confidence.SIGNALS.get(i), Math.round(learned.weights()[i] * 1e4) / 1e4);
        }
        return new Confidence(Math.round(learned.bias() * 1e4) / 1e4, weights);
    }
}
