package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.StatusOpinion;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.passage.Passage;
import dev.tocsin.classify.passage.Passages;
import dev.tocsin.classify.passage.Sentence;
import dev.tocsin.classify.report.Explanation.JudgedPassage;
import dev.tocsin.classify.report.Explanation.JudgedSentence;
import dev.tocsin.classify.report.Explanation.JudgedStatus;
import dev.tocsin.classify.report.Explanation.Judgement;
import dev.tocsin.classify.report.Explanation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explains what was found in one article, sentence by sentence. */
final class Explainer {

    private static final double PLACES = 1e4;

    private final Classifier classifier;
    private final Article article;
    private final Map<Told, Claim> claims = new HashMap<>();
    private final Map<Told, String> reports = new HashMap<>();
    private Headline headline = Headline.NONE;

    /** A sentence tells at most one event of a category. */
    private record Told(int sentence, Category category) {

        static Told by(Claim claim) {
            return new Told(claim.at().number(), claim.category());
        }
    }

    Explainer(Classifier classifier, Article article) {
        this.classifier = classifier;
        this.article = article;
    }

    /** Of an article that is not read. */
    Explanation refused() {
        String refusal = article.language() == Language.UNDETERMINED
                ? "The text is neither English nor Chinese."
                : "The gate is shut: neither title nor text holds a sure word of crypto, NFTs or mining, or names such a company; and"
                        + " for a doubtful word, such as mine or exchange, no more than a headline with its lead is read.";
        return new Explanation(article.language(), List.of(), classifier.version(), refusal, 0, 0, null, List.of());
    }

    Explanation explain(EventFinder.Findings findings) {
        headline = findings.headline();
        findings.told().forEach(claim -> claims.put(Told.by(claim), claim));
        for (int i = 0; i < findings.events().size(); i++) {
            String report = findings.reports().get(i).reportId();
            findings.events().get(i).forEach(claim -> reports.put(Told.by(claim), report));
        }
        List<SentenceInContext> all = findings.sentences();
        List<SentenceInContext> explained = all.subList(0, Math.min(all.size(), Explanation.MAX_SENTENCES));
        return new Explanation(
                article.language(),
                findings.reports(),
                classifier.version(),
                null,
                all.size(),
                explained.size(),
                judged(explained.get(0), article.title()),
                passages(explained.subList(1, explained.size())));
    }

    private List<JudgedPassage> passages(List<SentenceInContext> sentences) {
        Map<Integer, List<JudgedSentence>> judged = new LinkedHashMap<>();
        sentences.forEach(sentence -> judged.computeIfAbsent(sentence.passage(), number -> new ArrayList<>())
                .add(judged(sentence, article.text())));
        List<Passage> passages = Passages.of(article.text());
        List<JudgedPassage> explained = new ArrayList<>();
        judged.forEach((number, inPassage) -> {
            Passage passage = passages.get(number);
            Sentence heading = passage.heading();
            explained.add(new JudgedPassage(
                    codePoints(article.text(), passage.start()),
                    codePoints(article.text(), passage.end()),
                    heading == null ? null : heading.text(),
                    inPassage));
        });
        return explained;
    }

    private JudgedSentence judged(SentenceInContext at, String text) {
        Sentence sentence = at.sentence().sentence();
        List<Opinion> opinions = classifier.explain(at.sentence(), at.around(), at.under(headline));
        Category winner = opinions.stream()
                .filter(Opinion::accepted)
                .map(Opinion::category)
                .findFirst()
                .orElse(null);
        Category runnerUp = opinions.stream()
                .map(Opinion::category)
                .filter(category -> category != winner)
                .findFirst()
                .orElseThrow();
        return new JudgedSentence(
                sentence.text(),
                sentence.origin(),
                codePoints(text, sentence.start()),
                codePoints(text, sentence.end()),
                opinions.stream().anyMatch(Opinion::open),
                winner,
                runnerUp,
                opinions.stream()
                        .map(opinion -> judgement(opinion, at.number()))
                        .toList());
    }

    private Judgement judgement(Opinion opinion, int sentence) {
        Told told = new Told(sentence, opinion.category());
        String report = opinion.accepted() ? reports.get(told) : null;
        Outcome outcome = report != null ? Outcome.REPORTED : Outcome.DROPPED;
        return new Judgement(
                opinion.category(),
                rounded(opinion.probability()),
                rounded(opinion.threshold()),
                opinion.accepted(),
                rounded(opinion.voices()),
                opinion.cue(),
                opinion.objections(),
                opinion.words(),
                status(opinion.status()),
                opinion.accepted() ? outcome : Outcome.BELOW_THRESHOLD,
                report,
                opinion.accepted() && report == null ? because(claims.get(told)) : null);
    }

    private static @Nullable JudgedStatus status(@Nullable StatusOpinion opinion) {
        if (opinion == null) {
            return null;
        }
        Map<String, Double> logOdds = new LinkedHashMap<>();
        opinion.logOdds().forEach((status, number) -> logOdds.put(status.word(), rounded(number)));
        return new JudgedStatus(
                opinion.status(),
                opinion.isByTheRules() ? Explanation.Source.RULES : Explanation.Source.VOICES,
                opinion.ruled(),
                logOdds);
    }

    /** Retells the decisions of {@link ClaimReader} and {@link ClaimGroups}. */
    private static String because(@Nullable Claim claim) {
        if (claim == null) {
            return "The facts speak against it: nobody who could have done it, or nothing that moved, can be made out.";
        }
        if (claim.verdict().scope() == Verdict.Scope.GENERIC) {
            return "It speaks of many, unnamed, and is neither the title nor the lead of an article that tells nothing else.";
        }
        return claim.origin() == Sentence.Origin.TITLE
                ? "A title only names again what the paragraphs tell, and agrees with none of their events."
                : "The article has as many claims of the event, or as many events, as are taken.";
    }

    private static int codePoints(String text, int offset) {
        return text.codePointCount(0, offset);
    }

    private static Map<String, Double> rounded(Map<String, Double> numbers) {
        Map<String, Double> rounded = new LinkedHashMap<>();
        numbers.forEach((name, number) -> rounded.put(name, rounded(number)));
        return rounded;
    }

    private static double rounded(double number) {
        return Math.round(number * PLACES) / PLACES;
    }
}
