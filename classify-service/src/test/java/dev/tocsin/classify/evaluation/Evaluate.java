package dev.tocsin.classify.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Prints how well the classifier reads: {@code classify-service/evaluate}. */
public final class Evaluate {

    private static final Path CONFUSIONS = Path.of("target", "evaluation", "confusions.txt");

    private Evaluate() {}

    /**
     * @param arguments {@code --no-baselines} leaves the baselines out, which take longest; {@code --extraction} measures
     *     only what reports say of events that were all heard
     */
    public static void main(String[] arguments) throws IOException {
        boolean baselines = true;
        boolean extraction = false;
        for (String argument : arguments) {
            switch (argument) {
                case "--no-baselines" -> baselines = false;
                case "--extraction" -> extraction = true;
                default -> {
                    System.err.printf("There is no option %s; there are --no-baselines, --extraction.%n", argument);
                    System.exit(2);
                }
            }
        }
        Screen screen = new Screen(Boolean.getBoolean("tocsin.terminal"));
        if (extraction) {
            new Extraction().print(screen);
            return;
        }
        long begun = System.nanoTime();
        System.err.println("Reading the test part and the real news …");
        Evaluation evaluation = new Evaluation();
        new EventSheet(evaluation, screen).print();
        new FieldSheet(evaluation.views(Evaluation.LANGUAGES), evaluation.bilingualPairs(), screen).print();
        new TrustSheet(evaluation, screen).print();
        if (baselines) {
            System.err.println("Training the baselines; --no-baselines leaves them out …");
            new Baselines(evaluation, screen).print();
        }
        new Confusions(evaluation).write(CONFUSIONS);
        screen.heading("Every mistake, with its text and why: %s", CONFUSIONS.toAbsolutePath());
        System.err.printf(Locale.ROOT, "Took %.0f s.%n", (System.nanoTime() - begun) / 1e9);
    }
}
