package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.category.Verdict;
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
    private final Tally tally;
    private final Confidence confidence;

    public EventFinder(Classifier classifier, Gazetteer gazetteer) {
        this(classifier, gazetteer, Tally.NONE);
    }

    public EventFinder(Classifier classifier, Gazetteer gazetteer, Tally tally) {
        this(classifier, gazetteer, tally, Confidence.read());
    }

    EventFinder(Classifier classifier, Gazetteer gazetteer, Tally tally, Confidence confidence) {
        this.confidence = confidence;
        this.classifier = classifier;
        this.tally = tally;
        this.gazetteer = gazetteer;
        this.annotator = new Annotator(gazetteer);
        this.claims = new ClaimReader(gazetteer, annotator);
    }

    /** What stands in every report. */
    public String version() {
        return classifier.version();
    }

    /** Company names open the gate too: Bitmain need not be called a crypto firm. */
    private boolean isWorthReading(Article article) {
        String text = article.title() + "\n" + article.text();
        String folded = Folding.fold(text);
        return gate.admits(folded) || gazetteer.namesCrypto(text, folded);
    }

    public List<EventReport> find(Article article, Instant reportedAt) {
        boolean admitted = isRead(article);
        tally.article(admitted);
        return admitted ? findings(article, reportedAt).reports() : List.of();
    }

    /** The same reports, and why there are these and no others. */
    public Explanation explain(Article article, Instant reportedAt) {
        Explainer explainer = new Explainer(classifier, article);
        return isRead(article) ? explainer.explain(findings(article, reportedAt)) : explainer.refused();
    }

    boolean isRead(Article article) {
        return article.language() != Language.UNDETERMINED && isWorthReading(article);
    }

    /**
     * What was made of an article that is read.
     *
     * @param told every claim, in reading order
     * @param signals what each report's confidence is made of
     * @param events the claims that stand for an event, folded; the reports are in their order
     */
    record Findings(
            Headline headline,
            List<SentenceInContext> sentences,
            List<Claim> told,
            List<List<Claim>> events,
            List<EventReport> reports,
            List<double[]> signals) {}

    Findings findings(Article article, Instant reportedAt) {
        List<SentenceInContext> sentences = ArticleSentences.of(article, annotator);
        Headline headline = headline(sentences);
        List<List<Verdict>> verdicts = new ArrayList<>();
        for (SentenceInContext sentence : sentences) {
            verdicts.add(classifier.classify(sentence.sentence(), sentence.around(), sentence.under(headline)));
        }
        sentences = Digest.apart(sentences, verdicts);
        List<Claim> told = new ArrayList<>();
        for (SentenceInContext sentence : sentences) {
            verdicts.get(sentence.number()).stream()
                    .flatMap(verdict -> claims.read(verdict, sentence).stream())
                    .forEach(told::add);
        }
        List<List<Claim>> events = ClaimGroups.of(told);
        Article named = events.isEmpty() ? article : article.withTextMinHash();
        ReportWriter writer = new ReportWriter(named, sentences, events, classifier, confidence, reportedAt);
        return new Findings(
                headline,
                sentences,
                told,
                events,
                events.stream().map(writer::write).toList(),
                events.stream().map(writer::signals).toList());
    }

    /** The first sentence is the title; one without a word, and an article of nothing else, is no headline. */
    private Headline headline(List<SentenceInContext> sentences) {
        SentenceInContext title = sentences.get(0);
        boolean worded = title.sentence().folded().chars().anyMatch(Character::isLetterOrDigit);
        return worded && sentences.size() > 1 ? classifier.hear(title.sentence(), title.around()) : Headline.NONE;
    }
}
