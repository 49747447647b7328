package dev.tocsin.classify.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Puts lessons into batches, those of like length together, in another order each time. */
final class Curriculum {

    /** So many sentences are thought about at once, before anything is learned from them. */
    static final int BATCH = 32;

    /** Among so many batches' lessons those of like length are looked for. */
    private static final int WINDOW = 20;

    private final List<Lesson> lessons;
    private final Random random;

    Curriculum(List<Lesson> lessons, Random random) {
        this.lessons = List.copyOf(lessons);
        this.random = random;
    }

    int batches() {
        return (lessons.size() + BATCH - 1) / BATCH;
    }

    List<List<Lesson>> shuffled() {
        List<Lesson> order = new ArrayList<>(lessons);
        Collections.shuffle(order, random);
        List<List<Lesson>> batches = new ArrayList<>();
        for (List<Lesson> window : cut(order, WINDOW * BATCH)) {
            List<Lesson> byLength = new ArrayList<>(window);
            byLength.sort(Comparator.comparingInt(lesson -> lesson.tokens().length));
            batches.addAll(cut(byLength, BATCH));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private static List<List<Lesson>> cut(List<Lesson> lessons, int size) {
        List<List<Lesson>> parts = new ArrayList<>();
        for (int i = 0; i < lessons.size(); i += size) {
            parts.add(lessons.subList(i, Math.min(lessons.size(), i + size)));
        }
        return parts;
    }
}
