package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.evaluation.Cases.Case;
import dev.tocsin.alerting.evaluation.Shuffles.Different;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Prints whether one event becomes one alert: {@code alert-service/evaluate}. */
public final class Evaluate {

    private static final Arrivals ARRIVALS = Arrivals.asInProduction();

    private final Options options;
    private final Screen screen = new Screen();

    private Evaluate(Options options) {
        this.options = options;
    }

    /** @param arguments see {@link Options} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            new Evaluate(Options.of(List.of(arguments))).run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        // First, since it is soon told if that file is none.
        List<Case> cases = options.cases() == null ? List.of() : new Cases(ARRIVALS).read(options.cases());
        Evaluation evaluation = new Evaluation(options.parts(), ARRIVALS);
        IdentitySheet sheet = new IdentitySheet(screen);
        evaluation.pools().forEach(pool -> sheet.print(heading(pool), List.of(pool)));
        if (evaluation.pools().size() > 1) {
            sheet.print("In total", evaluation.pools());
        }
        if (evaluation.probe() != null) {
            sheet.print(evaluation.probe());
        }
        if (!cases.isEmpty()) {
            screen.heading("Cases from feedback");
            screen.line(
                    "%-18s %d of %d are one alert now",
                    "duplicate", count(cases, Case::isMended), count(cases, Case::isDuplicate));
            screen.line("%-18s %d, for reading", "wrong", count(cases, Case::isWrong));
            screen.line("%-18s %d", "passed over", count(cases, one -> !one.isDuplicate() && !one.isWrong()));
        }
        shuffle(evaluation.pools());
        tellMistakes(evaluation, cases);
        System.err.printf(Locale.ROOT, "Took %.0f s.%n", (System.nanoTime() - begun) / 1e9);
    }

    private static String heading(Pool pool) {
        return switch (pool.part()) {
            case DEVELOPMENT -> "Development part";
            case TEST -> "Test part, which counts";
            case REAL -> "Real stories";
        };
    }

    private void shuffle(List<Pool> pools) {
        if (options.shuffles() == 0 || pools.isEmpty()) {
            return;
        }
        screen.heading("Orders of arrival");
        for (Pool pool : pools) {
            Progress progress = new Progress(
                    "Shuffling the %s stories".formatted(pool.part().word()), options.shuffles());
            List<Different> different = new Shuffles(pool.reports(), ARRIVALS).different(options.shuffles(), progress);
            screen.line(
                    "%-18s %d of %d give the same alerts",
                    pool.part().word(), options.shuffles() - different.size(), options.shuffles());
            tell(
                    "Orders that give other alerts, " + pool.part().word(),
                    different.stream().map(Different::toString).toList());
        }
    }

    private void tellMistakes(Evaluation evaluation, List<Case> cases) {
        Mistakes mistakes = new Mistakes(options.verdicts());
        for (Pool pool : evaluation.pools()) {
            String part = pool.part().word();
            tell("Not read by the classifier, " + part, Mistakes.unread(pool));
            tell("Otherwise than sorted all at once, " + part, pool.unfound());
            tell("Wrongly split, " + part, mistakes.split(pool));
            tell("Wrongly merged, " + part, mistakes.merged(pool));
        }
        List<String> others = new ArrayList<>();
        if (evaluation.probe() != null) {
            others.addAll(mistakes.of(evaluation.probe()));
        }
        tell("Wrong pairs", others);
        tell("Told duplicate and still apart", texts(cases, one -> one.isDuplicate() && !one.isMended()));
        tell("Told wrong", texts(cases, Case::isWrong));
    }

    private static long count(List<Case> cases, Predicate<Case> which) {
        return cases.stream().filter(which).count();
    }

    private static List<String> texts(List<Case> cases, Predicate<Case> which) {
        return cases.stream().filter(which).map(Case::toString).toList();
    }

    private void tell(String heading, List<String> mistakes) {
        if (mistakes.isEmpty()) {
            return;
        }
        screen.heading("%s: %d", heading, mistakes.size());
        mistakes.stream().limit(options.mistakes()).forEach(mistake -> screen.line("%s", mistake));
        if (mistakes.size() > options.mistakes()) {
            screen.line("… and %d more; --all tells them", mistakes.size() - options.mistakes());
        }
    }
}
