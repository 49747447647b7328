package dev.tocsin.classify.benchmark;

import dev.tocsin.classify.article.ArticleRecord;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.report.ReportJson;
import dev.tocsin.classify.voice.PooledClassifier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes a general stream to a file, a value of the topic on each line, and says on standard output how many of them a
 * CPU-second classifies in this process: what the running service is judged by in {@code deploy/system-tests/benchmark}.
 */
public final class StreamFile {

    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 8_000;

    private StreamFile() {}

    /** @param args the file, how many articles, and one in how many is of crypto */
    public static void main(String[] args) throws IOException {
        List<byte[]> telling = News.telling(Corpus.Part.VALIDATION, Corpus.Part.TRAIN);
        int oneIn = Integer.parseInt(args[2]);
        News news = new News(11);
        List<byte[]> stream = news.general(Integer.parseInt(args[1]), oneIn, news.crypto(5 * telling.size(), telling));
        try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
            for (byte[] value : stream) {
                out.write(value);
                out.write('\n');
            }
        }
        EventFinder events = new EventFinder(
                PooledClassifier.load(
                        new MeteredEncoder(Encoders.bareEnglish()),
                        new MeteredEncoder(Encoders.bareChinese()),
                        Tally.NONE),
                new Gazetteer());
        int warm = Math.min(WARM_UP, stream.size() / 3);
        List<byte[]> measured = stream.subList(warm, Math.min(stream.size(), warm + MEASURED));
        stream.subList(0, warm).forEach(value -> classify(events, value));
        double cpu = Cost.of(() -> measured.forEach(value -> classify(events, value)));
        System.out.printf("%.1f%n", measured.size() / cpu);
    }

    private static void classify(EventFinder events, byte[] value) {
        if (ArticleRecord.read(value) instanceof ArticleRecord.Readable readable) {
            events.find(readable.article(), Instant.EPOCH).forEach(ReportJson::write);
        }
    }
}
