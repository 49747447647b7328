package dev.tocsin.classify.passage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an article that speaks of one thing: one paragraph's sentences, and the heading above them.
 *
 * @param section counts the headings passed so far; what an article says under one heading belongs together
 */
public record Passage(int section, @Nullable Sentence heading, List<Sentence> sentences) {

    public Passage {
        sentences = List.copyOf(sentences);
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("A passage has at least one sentence");
        }
    }

    public int start() {
        return sentences.get(0).start();
    }

    public int end() {
        return sentences.get(sentences.size() - 1).end();
    }
}
