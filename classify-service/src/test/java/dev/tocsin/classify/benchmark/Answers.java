package dev.tocsin.classify.benchmark;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleRecord;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.report.ArticleSentences;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.report.EventReport;
import dev.tocsin.classify.report.ReportJson;
import dev.tocsin.classify.report.SentenceInContext;
import dev.tocsin.classify.voice.PooledClassifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down every answer to the corpus' training and validation parts and to the streams of the benchmark: reports,
 * verdicts, opinions. What makes the classifier faster leaves this file as it was, to the bit.
 */
public final class Answers {

    private static final Instant REPORTED_AT = Instant.EPOCH;

    private Answers() {}

    /** @param args the file to write */
    public static void main(String[] args) throws IOException {
        Classifier classifier = PooledClassifier.load();
        Gazetteer gazetteer = new Gazetteer();
        EventFinder events = new EventFinder(classifier, gazetteer);
        Annotator annotator = new Annotator(gazetteer);
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(Path.of(args[0])), false, StandardCharsets.UTF_8)) {
            for (Article article : articles()) {
                out.println(article.articleId());
                for (EventReport report : events.find(article, REPORTED_AT)) {
                    out.println(new String(ReportJson.write(report), StandardCharsets.UTF_8));
                }
                List<SentenceInContext> sentences = ArticleSentences.of(article, annotator);
                Headline headline = classifier.hear(
                        sentences.get(0).sentence(), sentences.get(0).around());
                for (SentenceInContext at : sentences) {
                    out.println(at.sentence().tagged());
                    out.println(classifier.classify(at.sentence(), at.around(), at.under(headline)));
                    out.println(classifier.explain(at.sentence(), at.around(), at.under(headline)));
                }
            }
        }
    }

    private static List<Article> articles() {
        List<Article> articles = new ArrayList<>();
        for (Corpus.Part part : List.of(Corpus.Part.TRAIN, Corpus.Part.VALIDATION)) {
            Corpus.read(part).stream().map(CorpusItem::article).forEach(articles::add);
        }
        News news = new News(1);
        List<byte[]> telling = News.telling(Corpus.Part.VALIDATION);
        for (byte[] value : news.general(telling.size() * 5, news.crypto(telling.size() * 5, telling))) {
            if (ArticleRecord.read(value) instanceof ArticleRecord.Readable readable) {
                articles.add(readable.article());
            }
        }
        articles.sort((a, b) -> a.articleId().compareTo(b.articleId()));
        return articles;
    }
}
