package dev.tocsin.alerting.evaluation;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Prints what was measured on one part, or on all. */
final class IdentitySheet {

    /** The bars that the product has set itself. */
    private static final double ALERTS_PER_EVENT = 1.02;

    private static final double WRONG_MERGES = 0.005;

    private final Screen screen;

    IdentitySheet(Screen screen) {
        this.screen = screen;
    }

    void print(String heading, List<Pool> pools) {
        Measures measures = new Measures(pools);
        List<Told> articles =
                pools.stream().flatMap(pool -> pool.articles().stream()).toList();
        screen.heading(
                "%s: %d articles, %d events of which one was read, %d alerts",
                heading, articles.size(), measures.events(), measures.groups());
        languages(measures, articles);
        pairs(measures);
        Figure alerts = measures.alertsPerEvent();
        int merges = measures.wrongMerges();
        Figure wrong = Figure.share(merges, measures.groups());
        screen.line(
                "%n%-18s %s   bar %.2f%s",
                "alerts per event",
                Screen.figure(alerts),
                ALERTS_PER_EVENT,
                alerts.value() <= ALERTS_PER_EVENT ? "" : ", missed");
        screen.line(
                "%-18s %s   bar %.3f%s; %d of %d alerts",
                "wrong merges",
                Screen.figure(wrong),
                WRONG_MERGES,
                wrong.value() <= WRONG_MERGES ? "" : ", missed",
                merges,
                measures.groups());
        if (measures.lookAlikes() > 0) {
            screen.line("%-18s %d of %d kept apart", "look-alikes", measures.lookAlikesApart(), measures.lookAlikes());
        }
    }

    private void languages(Measures measures, List<Told> articles) {
        Map<String, Predicate<Story>> which = Map.of(
                "English", story -> !story.isChinese(), "Chinese", Story::isChinese, Measures.MIXED, story -> true);
        screen.columns(
                "%-14s %8s %8s   %-21s  %-21s  %-21s", "articles", "all", "read", "B-cubed precision", "recall", "F1");
        Measures.LANGUAGES.keySet().forEach(language -> {
            List<double[]> rows = measures.bCubed(language);
            Predicate<Story> of = which.getOrDefault(language, story -> false);
            screen.line(
                    "%-14s %8d %8d   %s  %s  %s",
                    language,
                    told(articles, of).count(),
                    told(articles, of).filter(Told::isRead).count(),
                    Screen.figure(Figure.resampled(rows, BCubed::precision)),
                    Screen.figure(Figure.resampled(rows, BCubed::recall)),
                    Screen.figure(Figure.resampled(rows, BCubed::f1)));
        });
    }

    private static Stream<Told> told(List<Told> articles, Predicate<Story> which) {
        return articles.stream().filter(told -> which.test(told.story()));
    }

    private void pairs(Measures measures) {
        screen.columns("%-14s %17s   %-21s  %-21s  %-21s", "pairs", "of one event", "precision", "recall", "F1");
        Measures.PAIRS.keySet().forEach(between -> {
            List<double[]> rows = measures.pairs(between);
            double[] sums = Figure.sum(rows);
            screen.line(
                    "%-14s %17d   %s  %s  %s",
                    between,
                    sums.length == 0 ? 0 : Pairs.wanted(sums),
                    Screen.figure(Figure.resampled(rows, Pairs::precision)),
                    Screen.figure(Figure.resampled(rows, Pairs::recall)),
                    Screen.figure(Figure.resampled(rows, Pairs::f1)));
        });
    }

    void print(Probe probe) {
        screen.heading("Pairs of headlines");
        screen.line("%-18s %d of %d merged", "the same event", probe.right(true), probe.count(true));
        screen.line("%-18s %d of %d kept apart", "different events", probe.right(false), probe.count(false));
    }
}
