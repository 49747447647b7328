package dev.tocsin.alerting.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has everything read that there is to measure on, once, and has it arrive. */
final class Evaluation {

    private final List<Pool> pools = new ArrayList<>();
    private final @Nullable Probe probe;

    /** Starts the classifier, and stops it when all is read. */
    Evaluation(Collection<Part> parts, Arrivals arrivals) throws IOException, InterruptedException {
        System.err.println("Starting classify-service …");
        try (Classifier classifier = Classifier.start()) {
            for (Part part : parts) {
                List<Story> stories = stories(part);
                if (stories.isEmpty()) {
                    System.err.printf("Skipped: the %s stories are not here.%n", part.word());
                } else {
                    pools.add(new Pool(part, new Reader(classifier).read(part.word() + " stories", stories), arrivals));
                }
            }
            if (!Probe.isHere()) {
                System.err.println("Skipped: the pairs of headlines are not here.");
            }
            probe = Probe.isHere() ? new Probe(classifier, arrivals) : null;
        }
    }

    private static List<Story> stories(Part part) {
        if (part != Part.REAL) {
            return Stories.of(part);
        }
        return RealStories.areHere() ? RealStories.all() : List.of();
    }

    /** A pool to each part that is here. */
    List<Pool> pools() {
        return pools;
    }

    /** Null where it is not to be had. */
    @Nullable Probe probe() {
        return probe;
    }
}
