package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pairs of headlines that are hard to tell: the same event or not. */
final class Probe {

    private static final String FILE = "identity-probe.tsv";
    private static final Instant PUBLISHED = Instant.parse("2021-06-20T09:00:00Z");

    private final List<Pair> pairs = new ArrayList<>();

    /**
     * Two headlines.
     *
     * @param merged whether both yield a report of one category and the two were put together
     * @param reports the surest of each, of the category in which they were compared; of none where one has none
     */
    record Pair(boolean sameEvent, String a, String b, boolean merged, List<EventReported> reports) {
        boolean isRight() {
            return sameEvent == merged;
        }
    }

    static boolean isHere() {
        return SharedData.isHere(FILE);
    }

    Probe(Classifier classifier, Arrivals arrivals) {
        List<String> lines = SharedData.lines(FILE).stream().skip(1).toList();
        Progress progress = new Progress("Reading the pairs of headlines", lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] columns = lines.get(i).split("\t", -1);
            List<EventReported> a = classifier.classify(headline(i + "-a", columns[2]));
            List<EventReported> b = classifier.classify(headline(i + "-b", columns[3]));
            pairs.add(pair(columns[0].equals("1"), columns[2], columns[3], compare(a, b), arrivals));
            progress.step();
        }
    }

    private static Pair pair(boolean same, String a, String b, List<List<EventReported>> compared, Arrivals arrivals) {
        for (List<EventReported> reports : compared) {
            if (arrivals.inTurn(reports).groups().size() == 1) {
                return new Pair(same, a, b, true, reports);
            }
        }
        return new Pair(same, a, b, false, compared.isEmpty() ? List.of() : compared.get(0));
    }

    /** One of each, in each category that both have. */
    private static List<List<EventReported>> compare(List<EventReported> a, List<EventReported> b) {
        List<List<EventReported>> compared = new ArrayList<>();
        for (Category category : Category.values()) {
            Optional<EventReported> ofA = surest(a, category);
            Optional<EventReported> ofB = surest(b, category);
            if (ofA.isPresent() && ofB.isPresent()) {
                compared.add(List.of(ofA.get(), ofB.get()));
            }
        }
        return compared;
    }

    private static Optional<EventReported> surest(List<EventReported> reports, Category category) {
        return reports.stream()
                .filter(report -> report.category() == category)
                .max(Comparator.comparingDouble(EventReported::confidence));
    }

    /** Nobody asks for its event or category: the pair tells what is to be told. */
    private static Story headline(String id, String title) {
        String name = "probe-" + id;
        return new Story(name, name, Category.MINING_BAN, "und", null, PUBLISHED, title, title, null);
    }

    List<Pair> pairs() {
        return pairs;
    }

    int count(boolean sameEvent) {
        return (int)
                pairs.stream().filter(pair -> pair.sameEvent() == sameEvent).count();
    }

    /** Of the pairs of one event, those merged; of the others, those kept apart. */
    int right(boolean sameEvent) {
        return (int) pairs.stream()
                .filter(pair -> pair.sameEvent() == sameEvent && pair.isRight())
                .count();
    }
}
