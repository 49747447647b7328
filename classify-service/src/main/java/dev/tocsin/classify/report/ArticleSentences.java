package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.passage.Passage;
import dev.tocsin.classify.passage.Passages;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays an article out as the sentences a reader comes by, each with what stands before and around it. */
public final class ArticleSentences {

    /** Nobody looks back further than this for a "the company". */
    private static final int LOOK_BACK = 6;

    /** Of a paragraph without end, this many sentences tell what it is about. */
    private static final int LOOK_AROUND = 10;

    /** In characters: what is longer tells little more of what a sentence is about, and the encoder pays for every word. */
    private static final int LONGEST_CONTEXT = 90;

    private static final int LONGEST_CHINESE_CONTEXT = 36;

    /** Bitmain need not be called a crypto firm. */
    private static final String CRYPTO = " crypto";

    /** Where an item of a list, a digest's paragraph or an answer of an interview begins. */
    private static final Pattern ITEM = Pattern.compile(
            "(?:[-*•·▪◆■●▎#>]|\\d{1,2}(?:[.)、:：]|\\s)|[一二三四五六七八九十]{1,3}、|[(（](?:\\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|【|\\*\\*|[①-⑳]).*",
            Pattern.DOTALL);

    private final Annotator annotator;
    private final String text;
    private final AnnotatedSentence title;
    private final List<SentenceInContext> all = new ArrayList<>();
    private final List<AnnotatedSentence> section = new ArrayList<>();
    private int items;
    private boolean inItem;

    private ArticleSentences(Article article, Annotator annotator) {
        this.annotator = annotator;
        this.text = article.text();
        List<Passage> passages = Passages.of(article.text());
        this.title = annotator
                .annotate(Sentence.title(article.title()))
                .within(passages.stream()
                        .flatMap(passage -> passage.sentences().stream())
                        .findFirst()
                        .map(first -> context(Folding.fold(first.text())))
                        .orElse(""));
        String lead = article.text().substring(0, Math.min(article.text().length(), 600));
        all.add(new SentenceInContext(
                0,
                title,
                -1,
                0,
                0,
                List.of(),
                title.folded() + " " + Folding.fold(lead) + (namesCryptoFirm(title) ? CRYPTO : "")));
        int number = 0;
        @Nullable Sentence heading = null;
        for (Passage passage : passages) {
            if (passage.heading() != null && passage.heading() != heading) {
                heading = passage.heading();
                addHeading(passage, heading, number);
            }
            addPassage(passage, number++);
        }
    }

    public static List<SentenceInContext> of(Article article, Annotator annotator) {
        return List.copyOf(new ArticleSentences(article, annotator).all);
    }

    private void addHeading(Passage passage, Sentence heading, int number) {
        section.clear();
        AnnotatedSentence annotated = annotator.annotate(heading).within(context(worded(title.folded())));
        all.add(new SentenceInContext(
                all.size(),
                annotated,
                number,
                passage.section(),
                0,
                List.of(title),
                title.folded() + " " + annotated.folded()));
        section.add(annotated);
    }

    private void addPassage(Passage passage, int number) {
        List<AnnotatedSentence> sentences = annotated(passage);
        StringBuilder around = new StringBuilder(title.folded());
        if (passage.heading() != null) {
            around.append(' ').append(Folding.fold(passage.heading().text()));
        }
        sentences.stream()
                .limit(LOOK_AROUND)
                .forEach(sentence -> around.append(' ').append(sentence.folded()));
        if (Stream.concat(section.stream(), sentences.stream()).anyMatch(ArticleSentences::namesCryptoFirm)) {
            around.append(CRYPTO);
        }
        if (isItem(passage)) {
            items++;
            inItem = true;
            section.removeIf(earlier -> earlier.sentence().origin() == Sentence.Origin.BODY);
        } else if (section.isEmpty()) {
            inItem = false;
        }
        for (AnnotatedSentence sentence : sentences) {
            all.add(new SentenceInContext(
                    all.size(), sentence, number, passage.section(), inItem ? items : 0, before(), around.toString()));
            section.add(sentence);
        }
    }

    /** Each under its heading or, where it has none, its headline; where there is no headline, behind the one before. */
    private List<AnnotatedSentence> annotated(Passage passage) {
        String above =
                passage.heading() != null ? Folding.fold(passage.heading().text()) : worded(title.folded());
        List<AnnotatedSentence> annotated = new ArrayList<>();
        String before = "";
        for (Sentence sentence : passage.sentences()) {
            AnnotatedSentence next = annotator.annotate(sentence);
            annotated.add(next.within(context(above.isEmpty() ? before : above)));
            before = next.folded();
        }
        return annotated;
    }

    /** What stands for a title that is missing says nothing. */
    private static String worded(String title) {
        return title.chars().anyMatch(Character::isLetterOrDigit) ? title : "";
    }

    private static String context(String text) {
        boolean chinese = text.chars().anyMatch(Character::isIdeographic);
        return text.substring(0, Math.min(text.length(), chinese ? LONGEST_CHINESE_CONTEXT : LONGEST_CONTEXT));
    }

    private boolean isItem(Passage passage) {
        int line = text.lastIndexOf('\n', passage.start()) + 1;
        return ITEM.matcher(text)
                .region(line, Math.min(text.length(), line + 8))
                .lookingAt();
    }

    private static boolean namesCryptoFirm(AnnotatedSentence sentence) {
        return sentence.mentions().stream().anyMatch(mention -> mention.entry().crypto());
    }

    private List<AnnotatedSentence> before() {
        List<AnnotatedSentence> before = new ArrayList<>();
        for (int i = section.size() - 1; i >= 0 && before.size() < LOOK_BACK; i--) {
            before.add(section.get(i));
        }
        if (!inItem) {
            before.add(title);
        }
        return before;
    }
}
