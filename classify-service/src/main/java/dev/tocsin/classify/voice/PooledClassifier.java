package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hears the rules and the n-grams on every sentence, the encoder where it could still turn the verdict, and pools what
 * they say. Threadsafe.
 */
public final class PooledClassifier implements Classifier {

    private static final int WORDS_NAMED = 8;
    private static final double[] UNHEARD = new double[Category.values().length];

    private final String version;
    private final RuleVoice rules = new RuleVoice();
    private final Reader english;
    private final Reader chinese;

    /** One language's model, and the encoder that it was learned with. */
    private record Reader(Model model, EncoderVoice encoder) {}

    public PooledClassifier(
            String version,
            Model english,
            SentenceEncoder englishEncoder,
            Model chinese,
            SentenceEncoder chineseEncoder) {
        this.version = version;
        this.english = new Reader(english, new EncoderVoice(englishEncoder, english.heads()));
        this.chinese = new Reader(chinese, new EncoderVoice(chineseEncoder, chinese.heads()));
    }

    /** With the models and encoders of the jar; takes a second or two. */
    public static PooledClassifier load() {
        return new PooledClassifier("dev", Model.read("en"), Encoders.english(), Model.read("zh"), Encoders.chinese());
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Verdict> classify(AnnotatedSentence sentence, String around) {
        Reader reader = reader(sentence);
        Map<Category, RuleVoice.Reading> readings = rules.read(sentence, around);
        double[] ngrams = reader.model().ngrams().logOdds(sentence);
        double[] encoder = null;
        List<Verdict> verdicts = new ArrayList<>();
        for (Category category : Category.values()) {
            Pool pool = reader.model().pool(category);
            if (!pool.isLost(signals(category, sentence, UNHEARD, ngrams, readings))) {
                encoder = encoder == null ? reader.encoder().logOdds(sentence) : encoder;
                double logOdds = pool.logOdds(signals(category, sentence, encoder, ngrams, readings));
                if (pool.accepts(logOdds)) {
                    verdicts.add(verdict(category, sentence, readings.get(category), probability(logOdds)));
                }
            }
        }
        return verdicts;
    }

    @Override
    public List<Opinion> explain(AnnotatedSentence sentence, String around) {
        Reader reader = reader(sentence);
        Map<Category, RuleVoice.Reading> readings = rules.read(sentence, around);
        double[] ngrams = reader.model().ngrams().logOdds(sentence);
        double[] encoder = reader.encoder().logOdds(sentence);
        List<Opinion> opinions = new ArrayList<>();
        for (Category category : Category.values()) {
            Pool pool = reader.model().pool(category);
            double[] signals = signals(category, sentence, encoder, ngrams, readings);
            RuleVoice.Reading reading = readings.getOrDefault(category, RuleVoice.Reading.SILENT);
            Verdict spoken = reading.verdict() != null ? reading.verdict() : reading.muted();
            Map<String, Double> voices = new LinkedHashMap<>();
            Signals.NAMES.forEach(name -> voices.put(name, pool.share(name, signals)));
            voices.values().removeIf(share -> share == 0);
            opinions.add(new Opinion(
                    category,
                    probability(pool.logOdds(signals)),
                    probability(pool.threshold()),
                    voices,
                    spoken == null ? "" : spoken.reason(),
                    reading.objections(),
                    reader.model().ngrams().loudest(category, sentence, WORDS_NAMED)));
        }
        opinions.sort(Comparator.comparingDouble(Opinion::probability).reversed());
        return opinions;
    }

    private Reader reader(AnnotatedSentence sentence) {
        return sentence.chinese() ? chinese : english;
    }

    private static double[] signals(
            Category category,
            AnnotatedSentence sentence,
            double[] encoder,
            double[] ngrams,
            Map<Category, RuleVoice.Reading> readings) {
        int i = category.ordinal();
        return Signals.of(category, sentence, encoder[i], ngrams[i], readings);
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Where a rule spoke, it tells where in the sentence and how far the event has come. */
    private Verdict verdict(
            Category category, AnnotatedSentence sentence, RuleVoice.@Nullable Reading reading, double probability) {
        Verdict spoken = reading == null ? null : reading.verdict() != null ? reading.verdict() : reading.muted();
        return spoken == null
                ? rules.unruled(category, sentence, probability)
                : new Verdict(
                        category,
                        spoken.status(),
                        spoken.scope(),
                        probability,
                        spoken.reason(),
                        spoken.start(),
                        spoken.end());
    }
}
