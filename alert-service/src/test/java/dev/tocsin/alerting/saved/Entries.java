package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.PartialDate;
import dev.tocsin.alerting.report.Reports;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of feeds about alerts that say whatever a stranger has put into them. */
final class Entries {
    static final Instant RAISED = Instant.parse("2021-06-18T08:00:02Z");
    static final Instant UPDATED = Instant.parse("2021-06-19T10:30:00Z");

    private Entries() {}

    static Feed feed(String title, Language language, FeedEntry... entries) {
        return new Feed(
                Reports.id("flt", 7),
                title,
                "https://tocsin.example/feeds/t.atom",
                language,
                UPDATED,
                List.of(entries));
    }

    static FeedEntry of(Language language, Alert alert) {
        return FeedEntry.of(language, alert.toJson(), RAISED, UPDATED);
    }

    /** A ban of which the title is this text, and actor and quote as much of it as a report may have there. */
    static Alert saying(String text, @Nullable PartialDate effective) {
        String line = text.replaceAll("\\p{Cc}", "").strip();
        EventReported report = Reports.aBan("Ban", "KZ")
                .by(line.codePointCount(0, line.length()) > 100 ? line.substring(0, 99) : line, Kind.OTHER, null)
                .quoting(text)
                .url("https://news.example/a?b=1&c=2")
                .build();
        return with(Composition.compose(Reports.id("alr", 42), 3, List.of(report)), text, effective);
    }

    private static Alert with(Alert alert, String title, @Nullable PartialDate effective) {
        return new Alert(
                alert.id(),
                alert.version(),
                alert.state(),
                alert.stateReason(),
                alert.mergedInto(),
                alert.category(),
                alert.status(),
                alert.confidence(),
                title,
                alert.actors(),
                alert.jurisdictions(),
                alert.place(),
                alert.from(),
                alert.to(),
                alert.occurred(),
                effective,
                alert.quantities(),
                alert.reports(),
                alert.reportCount(),
                alert.independentSources(),
                alert.firstReportedAt(),
                alert.lastReportedAt());
    }
}
