package dev.tocsin.alerting.evaluation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Has the classifier read stories, two at a time. */
final class Reader {

    private static final int AT_A_TIME = 2;

    private final Classifier classifier;

    Reader(Classifier classifier) {
        this.classifier = classifier;
    }

    /** In the order of the stories. */
    List<Told> read(String what, List<Story> stories) {
        Progress progress = new Progress("Reading the " + what, stories.size());
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<CompletableFuture<Told>> readings = stories.stream()
                    .map(story -> CompletableFuture.supplyAsync(
                            () -> {
                                Told told = Told.of(story, classifier.classify(story));
                                progress.step();
                                return told;
                            },
                            threads))
                    .toList();
            return readings.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
