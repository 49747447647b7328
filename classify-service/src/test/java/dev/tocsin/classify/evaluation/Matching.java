package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.passage.Passage;
import dev.tocsin.classify.passage.Passages;
import dev.tocsin.classify.report.EventReport;
import dev.tocsin.classify.report.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which report tells which annotated event of an item: one of its category whose evidence overlaps the event's quotes,
 * each report and event once; of several, first those whose facts agree, then those that share most.
 *
 * @param extra reports that tell no event, or one that another report has told
 * @param missed events that no report tells
 */
public record Matching(List<Pair> pairs, List<EventReport> extra, List<CorpusEvent> missed) {

    /** A report of an event. */
    public record Pair(CorpusEvent event, EventReport report) {

        /** Both say that it stands, or both that it does not: a lifted ban reported as a ban is a false alert. */
        public boolean isRight() {
            return event.status().isTakenBack() == report.status().isTakenBack();
        }
    }

    private record Candidate(Pair pair, boolean agrees, int overlap) {}

    public static Matching of(Reading reading, Agreement agreement) {
        List<Candidate> candidates = new ArrayList<>();
        List<EventReport> reports = new ArrayList<>();
        boolean headline = RealNews.isHeadline(reading.item());
        // What was taken back is no event of a headline of which only the categories are known.
        reading.reports().stream()
                .filter(report -> !headline || !report.status().isTakenBack())
                .forEach(reports::add);
        for (EventReport report : reports) {
            for (CorpusEvent event : reading.item().events()) {
                int overlap = report.category() == event.category() ? overlap(reading.item(), event, report) : 0;
                if (overlap > 0) {
                    candidates.add(new Candidate(new Pair(event, report), agreement.agree(event, report), overlap));
                }
            }
        }
        candidates.sort(Comparator.comparing(Candidate::agrees)
                .thenComparing(Candidate::overlap)
                .reversed());
        List<CorpusEvent> missed = new ArrayList<>(reading.item().events());
        List<Pair> pairs = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Pair pair = candidate.pair();
            boolean first = containsSame(missed, pair.event());
            if (containsSame(reports, pair.report()) && (first || headline)) {
                pairs.add(pair);
                reports.removeIf(report -> report == pair.report());
                missed.removeIf(event -> event == pair.event());
            }
        }
        return new Matching(List.copyOf(pairs), List.copyOf(reports), List.copyOf(missed));
    }

    private static boolean containsSame(List<?> things, Object thing) {
        return things.stream().anyMatch(other -> other == thing);
    }

    /** How many characters of the quotes the evidence shares; 1 for an event without quotes. */
    private static int overlap(CorpusItem item, CorpusEvent event, EventReport report) {
        if (event.quotes().isEmpty()) {
            return 1;
        }
        String text = report.article().quotable();
        int shared = 0;
        for (String quote : event.quotes()) {
            int start = text.indexOf(quote);
            int end = start + quote.length();
            if (start < 0) {
                // Claimed by the title: a report quotes the text's first sentence in its place.
                List<Passage> passages = Passages.of(item.text());
                start = 0;
                end = passages.isEmpty()
                        ? 0
                        : passages.get(0).sentences().get(0).end();
            }
            for (Evidence evidence : report.evidence()) {
                int from = text.offsetByCodePoints(0, evidence.start());
                shared += Math.max(0, Math.min(end, from + evidence.quote().length()) - Math.max(start, from));
            }
        }
        return shared;
    }
}
