package dev.tocsin.ingest.parse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what was repaired, each thing once and not without end. */
final class Warnings {
    private static final int LIMIT = 50;

    private final Set<String> sentences = new LinkedHashSet<>();

    void add(String sentence) {
        if (sentences.size() < LIMIT) {
            sentences.add(sentence);
        }
    }

    List<String> all() {
        return List.copyOf(sentences);
    }
}
