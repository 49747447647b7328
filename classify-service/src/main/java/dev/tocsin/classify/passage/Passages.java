package dev.tocsin.classify.passage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a text into passages; every sentence is a verbatim stretch of the text at its offset. */
public final class Passages {

    private Passages() {}

    public static List<Passage> of(String text) {
        List<Paragraph> paragraphs = Paragraph.of(text);
        List<Passage> passages = new ArrayList<>();
        int section = 0;
        @Nullable Sentence heading = null;
        for (int i = 0; i < paragraphs.size(); i++) {
            Paragraph paragraph = paragraphs.get(i);
            boolean last = i + 1 == paragraphs.size();
            if (!last && paragraph.heads(paragraphs.get(i + 1), text)) {
                section++;
                heading = heading(text, paragraph);
            } else {
                List<Sentence> sentences =
                        SentenceSplitter.split(text, paragraph.start(), paragraph.end(), Sentence.Origin.BODY);
                passages.add(new Passage(section, heading, sentences));
            }
        }
        return passages;
    }

    private static Sentence heading(String text, Paragraph paragraph) {
        return new Sentence(
                text.substring(paragraph.start(), paragraph.end()), paragraph.start(), Sentence.Origin.HEADING);
    }
}
