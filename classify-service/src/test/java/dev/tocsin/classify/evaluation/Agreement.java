package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.report.EventReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a report and an annotated event may be of the same: their categories, and what tells two such events apart. */
public final class Agreement {

    private final ActorNames names;

    public Agreement(ActorNames names) {
        this.names = names;
    }

    ActorNames names() {
        return names;
    }

    boolean agree(CorpusEvent event, EventReport report) {
        return event.category() == report.category()
                && switch (event.category()) {
                    case MINING_BAN, CITY_INVITATION -> inOnePlace(event, report);
                    case RELOCATION -> onOneWay(event, report) || byOne(event, report);
                    case NFT_LAUNCH -> byOne(event, report);
                };
    }

    private static boolean inOnePlace(CorpusEvent event, EventReport report) {
        return event.jurisdictions().isEmpty() || Codes.meet(event.jurisdictions(), report.jurisdictions());
    }

    private static boolean onOneWay(CorpusEvent event, EventReport report) {
        return (event.from() != null || event.to() != null)
                && fits(event.from(), report.from())
                && fits(event.to(), report.to());
    }

    private static boolean fits(@Nullable String code, @Nullable Place place) {
        return code == null || Codes.areCompatible(code, place);
    }

    private boolean byOne(CorpusEvent event, EventReport report) {
        return event.actors().isEmpty() || names.anySame(event.actors(), report.actors());
    }

    /** True where reports and events can be paired off, each with one that it agrees with, and none is left over. */
    boolean isExact(List<CorpusEvent> events, List<EventReport> reports) {
        if (events.isEmpty() || reports.isEmpty()) {
            return events.isEmpty() && reports.isEmpty();
        }
        List<CorpusEvent> others = events.subList(1, events.size());
        return events.size() == reports.size()
                && reports.stream()
                        .filter(report -> agree(events.get(0), report))
                        .anyMatch(report -> isExact(others, without(reports, report)));
    }

    private static List<EventReport> without(List<EventReport> reports, EventReport one) {
        List<EventReport> rest = new ArrayList<>(reports);
        rest.removeIf(report -> report == one);
        return rest;
    }
}
