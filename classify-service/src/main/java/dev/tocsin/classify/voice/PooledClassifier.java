package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Statement;
import dev.tocsin.classify.category.StatusOpinion;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.Pretrained;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears the rules and the n-grams on every sentence, the encoder where they leave something to settle, and pools what they
 * say. Threadsafe.
 */
public final class PooledClassifier implements Classifier {

    private static final int WORDS_NAMED = 8;

    /** In log-odds. */
    private static final double LEEWAY = 2;

    /** Whether who begins something abroad has moved there is told by who it is: the facts decide, which are read next. */
    private static final double LEEWAY_ABROAD = 3;

    /** Counts up where the code alone changes what is made of the same files. */
    private static final String GENERATION = "pool-3";

    private static final double[] UNHEARD = new double[Category.values().length];

    private final String version;
    private final Tally tally;
    private final RuleVoice rules = new RuleVoice();
    private final Reader english;
    private final Reader chinese;

    /** One language's model, and the encoder that it was learned with. */
    private record Reader(Model model, EncoderVoice encoder, String gistName, StatusVoice status) {

        static Reader read(Pretrained pretrained, SentenceEncoder encoder) {
            List<String> categories = Model.words(Category.values());
            return new Reader(
                    Model.read(pretrained.language(), "category", categories, Signals.NAMES),
                    new EncoderVoice(encoder, Encoders.adapter(pretrained).heads(categories)),
                    Encoders.gistName(pretrained),
                    StatusVoice.read(pretrained, encoder));
        }
    }

    private PooledClassifier(String version, Tally tally, Reader english, Reader chinese) {
        this.version = version;
        this.tally = tally;
        this.english = english;
        this.chinese = chinese;
    }

    /** With the models of the jar, which were learned with these encoders. */
    public static PooledClassifier load(SentenceEncoder english, SentenceEncoder chinese, Tally tally) {
        return new PooledClassifier(
                GENERATION + "+" + Fingerprint.ofTheJar(),
                tally,
                Reader.read(Pretrained.ENGLISH, english),
                Reader.read(Pretrained.CHINESE, chinese));
    }

    /** With the encoders of the jar too; takes a second or two. */
    public static PooledClassifier load() {
        return load(Encoders.english(), Encoders.chinese(), Tally.NONE);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Headline hear(AnnotatedSentence headline, String around) {
        Reader reader = reader(headline);
        Map<Category, RuleVoice.Reading> readings = rules.read(headline, around);
        double[] ngrams = reader.model().ngrams().logOdds(headline);
        double[] encoder = null;
        Map<Category, Double> heard = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            Pool pool = reader.model().pool(category);
            double[] unencoded = signals(category, headline, UNHEARD, ngrams, readings, Headline.NONE);
            if (isOpen(pool, unencoded, readings.getOrDefault(category, RuleVoice.Reading.SILENT))) {
                encoder = encoder == null ? reader.encoder().logOdds(headline) : encoder;
                double[] signals = signals(category, headline, encoder, ngrams, readings, Headline.NONE);
                heard.put(category, pool.logOdds(signals));
            } else {
                heard.put(category, pool.unencoded(unencoded));
            }
        }
        return new Headline(heard, true);
    }

    @Override
    public List<Verdict> classify(AnnotatedSentence sentence, String around, Headline headline) {
        Reader reader = reader(sentence);
        Map<Category, RuleVoice.Reading> readings = rules.read(sentence, around);
        double[] ngrams = reader.model().ngrams().logOdds(sentence);
        double[] encoder = null;
        List<Verdict> verdicts = new ArrayList<>();
        for (Category category : Category.values()) {
            Pool pool = reader.model().pool(category);
            RuleVoice.Reading reading = readings.getOrDefault(category, RuleVoice.Reading.SILENT);
            if (isOpen(pool, signals(category, sentence, UNHEARD, ngrams, readings, headline), reading)) {
                encoder = encoder == null ? reader.encoder().logOdds(sentence) : encoder;
                double logOdds = pool.logOdds(signals(category, sentence, encoder, ngrams, readings, headline));
                if (isTold(pool, logOdds, reading)) {
                    verdicts.add(verdict(category, sentence, reading, probability(logOdds)));
                }
            }
        }
        tally.sentence(encoder != null);
        return verdicts;
    }

    @Override
    public List<Opinion> explain(AnnotatedSentence sentence, String around, Headline headline) {
        Reader reader = reader(sentence);
        Map<Category, RuleVoice.Reading> readings = rules.read(sentence, around);
        double[] ngrams = reader.model().ngrams().logOdds(sentence);
        double[] encoder = reader.encoder().logOdds(sentence);
        List<Opinion> opinions = new ArrayList<>();
        for (Category category : Category.values()) {
            Pool pool = reader.model().pool(category);
            double[] signals = signals(category, sentence, encoder, ngrams, readings, headline);
            double logOdds = pool.logOdds(signals);
            RuleVoice.Reading reading = readings.getOrDefault(category, RuleVoice.Reading.SILENT);
            Verdict spoken = reading.verdict() != null ? reading.verdict() : reading.muted();
            boolean open = isOpen(pool, signals, reading);
            boolean told = open && isTold(pool, logOdds, reading);
            opinions.add(new Opinion(
                    category,
                    probability(logOdds),
                    probability(pool.threshold() - leeway(reading)),
                    told,
                    open,
                    voices(pool, signals),
                    spoken == null ? "" : spoken.reason(),
                    reading.against(),
                    reader.model().ngrams().loudest(category, sentence, WORDS_NAMED),
                    told ? status(sentence, rules.spoken(category, sentence, reading), reading) : null));
        }
        opinions.sort(Comparator.comparingDouble(Opinion::probability).reversed());
        return opinions;
    }

    @Override
    public Statement statement(AnnotatedSentence sentence) {
        Reader reader = reader(sentence);
        return Statement.of(reader.gistName(), reader.encoder().gist(sentence));
    }

    private static boolean isOpen(Pool pool, double[] signals, RuleVoice.Reading reading) {
        return reading.bars().isEmpty() && (leeway(reading) > 0 || !pool.isLost(signals));
    }

    private static boolean isTold(Pool pool, double logOdds, RuleVoice.Reading reading) {
        return reading.bars().isEmpty() && pool.accepts(logOdds + leeway(reading));
    }

    /**
     * Where a rule speaks and nothing objects the line is lower, and where a veto speaks it is higher. The rules were
     * written on the plain words of newsrooms; the corpus, half of it written to mislead, makes the pool think less of
     * them than the news does.
     */
    private static double leeway(RuleVoice.Reading reading) {
        if (!reading.objections().isEmpty()) {
            return -LEEWAY;
        }
        if (reading.verdict() == null) {
            return 0;
        }
        return reading.verdict().scope() == Verdict.Scope.ABROAD ? LEEWAY_ABROAD : LEEWAY;
    }

    private static Map<String, Double> voices(Pool pool, double[] signals) {
        Map<String, Double> voices = new LinkedHashMap<>();
        voices.put("bias", pool.bias());
        Signals.NAMES.forEach(name -> voices.put(name, pool.share(name, signals)));
        voices.values().removeIf(share -> share == 0);
        return voices;
    }

    private Reader reader(AnnotatedSentence sentence) {
        return sentence.chinese() ? chinese : english;
    }

    private static double[] signals(
            Category category,
            AnnotatedSentence sentence,
            double[] encoder,
            double[] ngrams,
            Map<Category, RuleVoice.Reading> readings,
            Headline headline) {
        int i = category.ordinal();
        return Signals.of(category, sentence, encoder[i], ngrams[i], readings, headline);
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Where a rule spoke, it tells where in the sentence; how far the event has come is heard from all voices. */
    private Verdict verdict(
            Category category, AnnotatedSentence sentence, RuleVoice.Reading reading, double probability) {
        Verdict spoken = rules.spoken(category, sentence, reading);
        return new Verdict(
                category,
                status(sentence, spoken, reading).status(),
                spoken.scope(),
                probability,
                spoken.reason(),
                spoken.start(),
                spoken.end());
    }

    private StatusOpinion status(AnnotatedSentence sentence, Verdict spoken, RuleVoice.Reading reading) {
        return reader(sentence).status().of(sentence, spoken.category(), spoken.status(), reading.verdict() != null);
    }
}
