package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.voice.PooledClassifier;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same article and version give the same answer to the bit, and explaining says what classifying does. */
class ReplayTest {

    private static final int THREADS = 4;

    /** Whoever comes along: every item would take minutes. */
    private static final int EVERY = 6;

    private static List<Article> articles = List.of();

    @BeforeAll
    static void read() {
        assumeTrue(Files.isDirectory(Corpus.DIRECTORY), "The corpus is not here: " + Corpus.DIRECTORY);
        articles = Corpus.read(Corpus.Part.VALIDATION).stream()
                .map(CorpusItem::article)
                .toList();
    }

    @Test
    void anotherServiceInAnotherOrderOnManyThreadsGivesTheSameAnswers() throws Exception {
        Map<Article, Explanation> first = new HashMap<>();
        List<Article> some = new ArrayList<>();
        for (int i = 0; i < articles.size(); i += EVERY) {
            Article article = articles.get(i);
            some.add(article);
            first.put(article, Articles.explanation(article));
        }

        // Its vectors are computed anew, in an order of its own.
        EventFinder another = new EventFinder(PooledClassifier.load(), new Gazetteer());
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Map<Article, Explanation>>> together = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<Article> shuffled = new ArrayList<>(some);
                Collections.shuffle(shuffled, new Random(i));
                together.add(callers.submit(() -> {
                    Map<Article, Explanation> answers = new HashMap<>();
                    shuffled.forEach(article -> answers.put(article, another.explain(article, Articles.NOW)));
                    return answers;
                }));
            }
            for (Future<Map<Article, Explanation>> answers : together) {
                assertThat(answers.get()).isEqualTo(first);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void classifyingAgreesWithExplainingOnEverySentence() {
        Classifier classifier = PooledClassifier.load();
        Annotator annotator = new Annotator(new Gazetteer());

        for (Article article : articles) {
            List<SentenceInContext> sentences = ArticleSentences.of(article, annotator);
            SentenceInContext title = sentences.get(0);
            Headline headline = classifier.hear(title.sentence(), title.around());
            for (SentenceInContext at : sentences) {
                List<Verdict> verdicts = classifier.classify(at.sentence(), at.around(), at.under(headline));
                Map<Category, Opinion> accepted = new HashMap<>();
                classifier.explain(at.sentence(), at.around(), at.under(headline)).stream()
                        .filter(Opinion::accepted)
                        .forEach(opinion -> accepted.put(opinion.category(), opinion));

                assertThat(verdicts)
                        .as(at.sentence().sentence().text())
                        .extracting(Verdict::category)
                        .containsExactlyInAnyOrderElementsOf(accepted.keySet());
                for (Verdict verdict : verdicts) {
                    Opinion opinion = Objects.requireNonNull(accepted.get(verdict.category()));
                    assertThat(verdict.strength()).isEqualTo(opinion.probability());
                    assertThat(verdict.status())
                            .isEqualTo(Objects.requireNonNull(opinion.status()).status());
                    assertThat(opinion.open()).isTrue();
                }
            }
        }
    }
}
