package dev.tocsin.classify.benchmark;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleRecord;
import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.report.ArticleSentences;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.report.ReportJson;
import dev.tocsin.classify.voice.CryptoGate;
import dev.tocsin.classify.voice.PooledClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Articles per CPU-second, from a record's bytes to the bytes of its reports, of three streams: general news with one
 * crypto article in fifty, crypto news alone, and the corpus' own, a third of whose sentences tell events. Beside each
 * stands what the same run reaches without any thinking: the bare gate, and the encoder on every sentence. One thread; no
 * sentence's vector is known from before.
 */
public final class Throughput {

    private static final int WARM_UP = 2_000;
    private static final int GENERAL = 10_000;
    private static final int CRYPTO = 400;
    private static final int BARE = 60;

    private final MeteredEncoder english = new MeteredEncoder(Encoders.bareEnglish());
    private final MeteredEncoder chinese = new MeteredEncoder(Encoders.bareChinese());
    private final EventFinder events =
            new EventFinder(PooledClassifier.load(english, chinese, Tally.NONE), new Gazetteer());
    private final CryptoGate gate = new CryptoGate();

    private Throughput() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        Throughput[] loaded = new Throughput[1];
        List<byte[]> telling = News.telling(Corpus.Part.VALIDATION, Corpus.Part.TRAIN);
        double cpu = Cost.of(() -> {
            loaded[0] = new Throughput();
            loaded[0].classify(telling.get(0));
        });
        System.out.printf(
                "cold start: %.1f s since the virtual machine started, of them load and first article %.1f CPU-s, memory %d MB%n",
                (System.nanoTime() - start) / 1e9, cpu, residentMegabytes());
        loaded[0].run(telling);
    }

    private void run(List<byte[]> telling) {
        News news = new News(7);
        List<byte[]> warmUp = telling.subList(telling.size() - CRYPTO, telling.size());
        news.general(WARM_UP, warmUp).forEach(this::classify);
        warmUp.forEach(this::classify);

        List<byte[]> fresh = telling.subList(0, telling.size() - warmUp.size());
        List<byte[]> general = news.general(GENERAL, news.crypto(GENERAL / News.ONE_IN, fresh));
        stream("general", general, GENERAL);
        List<Article> articles = general.stream().map(Throughput::article).toList();
        double folding =
                Cost.of(() -> articles.forEach(article -> Folding.fold(article.title() + "\n" + article.text())));
        int[] refused = new int[1];
        double gating = Cost.of(() -> articles.forEach(article -> refused[0] += refuses(article) ? 1 : 0));
        System.out.printf(
                "  bare gate: %.0f articles per CPU-s, refuses %.1f %%; folding alone %.0f%n",
                GENERAL / gating, 100.0 * refused[0] / GENERAL, GENERAL / folding);
        System.out.printf("  memory after %d articles: %d MB%n", GENERAL, residentMegabytes());

        stream("crypto alone", news.crypto(CRYPTO, fresh), CRYPTO);
        stream("the corpus", fresh.subList(0, CRYPTO), CRYPTO);
        bare(fresh.subList(fresh.size() - BARE, fresh.size()));
    }

    private void stream(String name, List<byte[]> values, int articles) {
        long asked = english.sentences() + chinese.sentences();
        double encoding = english.seconds() + chinese.seconds();
        double[] millis = new double[values.size()];
        long[] reports = new long[1];
        double cpu = Cost.of(() -> {
            for (int i = 0; i < millis.length; i++) {
                long before = System.nanoTime();
                reports[0] += classify(values.get(i));
                millis[i] = (System.nanoTime() - before) / 1e6;
            }
        });
        Arrays.sort(millis);
        asked = english.sentences() + chinese.sentences() - asked;
        encoding = english.seconds() + chinese.seconds() - encoding;
        System.out.printf(
                "%s: %.1f articles per CPU-s; p50 %.2f ms, p99 %.1f ms, worst %.0f ms; %d reports of %d articles%n",
                name,
                articles / cpu,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                reports[0],
                articles);
        System.out.printf(
                "  encoder: %.2f sentences an article, %.0f %% of the CPU; the rest %.2f ms an article%n",
                (double) asked / articles, 100 * encoding / cpu, 1000 * (cpu - encoding) / articles);
    }

    /** The straightforward design: the encoder on the title and every sentence, each in its context. */
    private void bare(List<byte[]> values) {
        Annotator annotator = new Annotator(new Gazetteer());
        long asked = english.sentences() + chinese.sentences();
        double cpu = Cost.of(() -> values.forEach(value -> {
            Article article = article(value);
            MeteredEncoder encoder = article.language().isChinese() ? chinese : english;
            ArticleSentences.of(article, annotator)
                    .forEach(at -> encoder.encode(at.sentence().inContext()));
        }));
        asked = english.sentences() + chinese.sentences() - asked;
        System.out.printf(
                "bare encoder: %.1f articles per CPU-s, %.0f sentences per CPU-s%n", values.size() / cpu, asked / cpu);
    }

    private boolean refuses(Article article) {
        return !gate.admits(Folding.fold(article.title() + "\n" + article.text()));
    }

    private static Article article(byte[] value) {
        if (ArticleRecord.read(value) instanceof ArticleRecord.Readable readable) {
            return readable.article();
        }
        throw new IllegalStateException("The benchmark's own article cannot be read");
    }

    private int classify(byte[] value) {
        List<byte[]> reports = events.find(article(value), Instant.EPOCH).stream()
                .map(ReportJson::write)
                .toList();
        return reports.size();
    }

    /** Of this process; -1 where the system does not tell. */
    private static long residentMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return -1;
        }
        return -1;
    }
}
