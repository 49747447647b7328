package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Tag;
import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be heard of one sentence about one category, as the numbers that the pool weighs. */
public final class Signals {

    /** No voice shouts the others down: beyond this, more of the same counts for nothing. */
    public static final double LOUDEST = 5;

    /** The names by which the model's file knows the numbers, in their order. */
    public static final List<String> NAMES = List.of(
            "encoder",
            "ngrams",
            "cue",
            "muted",
            "objections",
            "generic",
            "abroad",
            "taken-back",
            "other-cue",
            "title",
            "heading",
            "place",
            "company",
            "authority",
            "official",
            "headline",
            "headline-afar",
            "negated",
            "recap",
            "hypothetical",
            "asked",
            "opinion");

    /** N-grams that say at least this much lean towards an event: only there does a doubt count. */
    private static final double LEANING = -1;

    private Signals() {}

    /**
     * @param encoder log-odds, and likewise the n-grams'
     * @param readings what the rules make of the sentence, for every category
     * @param headline what was heard of the headline above
     */
    public static double[] of(
            Category category,
            AnnotatedSentence sentence,
            double encoder,
            double ngrams,
            Map<Category, RuleVoice.Reading> readings,
            Headline headline) {
        RuleVoice.Reading reading = readings.getOrDefault(category, RuleVoice.Reading.SILENT);
        Verdict clear = reading.verdict();
        double other = readings.entrySet().stream()
                .filter(entry -> entry.getKey() != category)
                .mapToDouble(entry -> strength(entry.getValue().verdict()))
                .max()
                .orElse(0);
        boolean leaning = ngrams >= LEANING || clear != null || reading.muted() != null;
        Sentence.Origin origin = sentence.sentence().origin();
        return new double[] {
            bounded(encoder),
            bounded(ngrams),
            strength(clear),
            strength(reading.muted()),
            flag(!reading.objections().isEmpty()),
            flag(clear != null && clear.scope() == Verdict.Scope.GENERIC),
            flag(clear != null && clear.scope() == Verdict.Scope.ABROAD),
            flag(clear != null && clear.status().isTakenBack()),
            other,
            flag(origin == Sentence.Origin.TITLE),
            flag(origin == Sentence.Origin.HEADING),
            names(sentence, Tag.PLACE),
            names(sentence, Tag.COMPANY),
            names(sentence, Tag.AUTHORITY),
            names(sentence, Tag.OFFICIAL),
            headline.lead() ? bounded(headline.logOdds(category)) : 0,
            headline.lead() ? 0 : bounded(headline.logOdds(category)),
            doubt("negated", leaning, reading),
            doubt("recap", leaning, reading),
            doubt("hypothetical", leaning, reading),
            doubt("asked", leaning, reading),
            doubt("opinion", leaning, reading)
        };
    }

    private static double doubt(String name, boolean leaning, RuleVoice.Reading reading) {
        return flag(leaning && reading.doubts().contains(name));
    }

    static double bounded(double logOdds) {
        return Math.max(-LOUDEST, Math.min(LOUDEST, logOdds));
    }

    private static double strength(@Nullable Verdict verdict) {
        return verdict == null ? 0 : verdict.strength();
    }

    private static double flag(boolean on) {
        return on ? 1 : 0;
    }

    private static double names(AnnotatedSentence sentence, Tag tag) {
        return flag(sentence.tagged().indexOf(tag.sign()) >= 0);
    }
}
