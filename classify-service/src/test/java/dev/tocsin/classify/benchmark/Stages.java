package dev.tocsin.classify.benchmark;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleRecord;
import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.encoder.Tokens;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.report.ArticleSentences;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.report.EventReport;
import dev.tocsin.classify.report.SentenceInContext;
import dev.tocsin.classify.voice.CryptoGate;
import dev.tocsin.classify.voice.Ngrams;
import dev.tocsin.classify.voice.PooledClassifier;
import dev.tocsin.classify.voice.RuleVoice;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What each stage takes of one crypto article, and all of them together; articles differ from call to call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class Stages {

    @Param({"en", "zh"})
    public String language = "en";

    private final CryptoGate gate = new CryptoGate();
    private final Gazetteer gazetteer = new Gazetteer();
    private final Annotator annotator = new Annotator(gazetteer);
    private final RuleVoice rules = new RuleVoice();
    private final SentenceEncoder english = Encoders.bareEnglish();
    private final SentenceEncoder chinese = Encoders.bareChinese();
    private final Classifier unencoded =
            PooledClassifier.load(sentence -> new float[384], sentence -> new float[512], Tally.NONE);
    private final EventFinder events = new EventFinder(PooledClassifier.load(english, chinese, Tally.NONE), gazetteer);

    private List<byte[]> values = List.of();
    private int next;
    private byte[] value = {};
    private Article article = readable(News.telling(Corpus.Part.VALIDATION).get(0));
    private String folded = "";
    private List<SentenceInContext> sentences = List.of();

    @Setup(Level.Trial)
    public void read() {
        values = News.telling(Corpus.Part.VALIDATION).stream()
                .filter(of -> readable(of).language().isChinese() == language.equals("zh"))
                .toList();
    }

    @Setup(Level.Invocation)
    public void turn() {
        value = values.get(next++ % values.size());
        article = readable(value);
        folded = Folding.fold(article.title() + "\n" + article.text());
        sentences = ArticleSentences.of(article, annotator);
    }

    @Benchmark
    public ArticleRecord reading() {
        return ArticleRecord.read(value);
    }

    @Benchmark
    public String folding() {
        return Folding.fold(article.text());
    }

    @Benchmark
    public boolean gate() {
        return gate.admits(folded);
    }

    @Benchmark
    public boolean gateByNames() {
        return gazetteer.namesCrypto(article.title() + "\n" + article.text(), folded);
    }

    @Benchmark
    public List<SentenceInContext> annotation() {
        return ArticleSentences.of(article, annotator);
    }

    @Benchmark
    public void rules(Blackhole read) {
        sentences.forEach(at -> read.consume(rules.read(at.sentence(), at.around())));
    }

    @Benchmark
    public void ngrams(Blackhole read) {
        sentences.forEach(at -> read.consume(Ngrams.of(at.sentence())));
    }

    @Benchmark
    public void verdictsWithoutEncoder(Blackhole read) {
        sentences.forEach(at -> read.consume(unencoded.classify(at.sentence(), at.around(), Headline.NONE)));
    }

    @Benchmark
    public void wordPiece(Blackhole read) {
        sentences.forEach(at -> read.consume(Tokens.of(language, at.sentence().inContext())));
    }

    @Benchmark
    public void encoderOnEverySentence(Blackhole read) {
        SentenceEncoder encoder = language.equals("zh") ? chinese : english;
        sentences.forEach(at -> read.consume(encoder.encode(at.sentence().inContext())));
    }

    @Benchmark
    public List<EventReport> wholeArticle() {
        return events.find(article, Instant.EPOCH);
    }

    private static Article readable(byte[] value) {
        if (ArticleRecord.read(value) instanceof ArticleRecord.Readable readable) {
            return readable.article();
        }
        throw new IllegalStateException("The benchmark's own article cannot be read");
    }
}
