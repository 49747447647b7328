package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.voice.CryptoGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the events that an article reports: article, sentences, verdicts, claims, events, reports. The same article
 * gives the same reports to the bit, but for {@code reportedAt}.
 */
public final class EventFinder {

    private final CryptoGate gate = new CryptoGate();
    private final Classifier classifier;
    private final Gazetteer gazetteer;
    private final Annotator annotator;
    private final ClaimReader claims;

    public EventFinder(Classifier classifier, Gazetteer gazetteer) {
        this.classifier = classifier;
        this.gazetteer = gazetteer;
        this.annotator = new Annotator(gazetteer);
        this.claims = new ClaimReader(gazetteer, annotator);
    }

    /** Company names open the gate too: Bitmain need not be called a crypto firm. */
    private boolean isWorthReading(Article article) {
        String text = article.title() + "\n" + article.text();
        String folded = Folding.fold(text);
        return gate.admits(folded)
                || gazetteer.mentions(text, folded).stream()
                        .anyMatch(mention -> mention.entry().crypto());
    }

    public List<EventReport> find(Article article, Instant reportedAt) {
        if (article.language() == Language.UNDETERMINED || !isWorthReading(article)) {
            return List.of();
        }
        List<SentenceInContext> sentences = ArticleSentences.of(article, annotator);
        Headline headline = headline(sentences);
        List<Claim> told = new ArrayList<>();
        for (SentenceInContext sentence : sentences) {
            classifier.classify(sentence.sentence(), sentence.around(), sentence.under(headline)).stream()
                    .flatMap(verdict -> claims.read(verdict, sentence).stream())
                    .forEach(told::add);
        }
        List<List<Claim>> events = ClaimGroups.of(told);
        ReportWriter writer = new ReportWriter(article, sentences, events, classifier.version(), reportedAt);
        return events.stream().map(writer::write).toList();
    }

    /** The first sentence is the title; an article of nothing else needs no headline. */
    private Headline headline(List<SentenceInContext> sentences) {
        SentenceInContext title = sentences.get(0);
        return sentences.size() == 1 ? Headline.NONE : classifier.hear(title.sentence(), title.around());
    }
}
