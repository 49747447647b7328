package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.PartialDate;
import dev.tocsin.alerting.report.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) with a header. A value that a spreadsheet would take for a formula is led by an
 * apostrophe, which it takes for "this is text".
 */
final class CsvWriter implements FeedWriter {
    private static final List<String> HEADER = List.of(
            "id",
            "version",
            "state",
            "category",
            "status",
            "confidence",
            "title",
            "jurisdictions",
            "actors",
            "place",
            "from",
            "to",
            "occurred",
            "effective",
            "independentSources",
            "firstReportedAt",
            "lastReportedAt",
            "updatedAt",
            "url",
            "quote");
    /** With the wide forms, which some spreadsheets of East Asia read alike. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    @Override
    public String begin(Feed feed) {
        return row(HEADER.stream());
    }

    @Override
    public String entry(FeedEntry entry) {
        Alert alert = entry.alert();
        return row(Stream.of(
                alert.id(),
                String.valueOf(alert.version()),
                alert.state().wireName(),
                alert.category().wireName(),
                alert.status().wireName(),
                String.valueOf(alert.confidence()),
                entry.told().title(),
                String.join(" ", alert.jurisdictions()),
                alert.actors().stream().map(Actor::name).collect(Collectors.joining("; ")),
                name(alert.place()),
                name(alert.from()),
                name(alert.to()),
                date(alert.occurred()),
                date(alert.effective()),
                String.valueOf(alert.independentSources()),
                alert.firstReportedAt().toString(),
                alert.lastReportedAt().toString(),
                entry.updatedAt().toString(),
                String.valueOf(
                        JsonFeedWriter.firstUrl(entry.told()) == null ? "" : JsonFeedWriter.firstUrl(entry.told())),
                entry.told().quote()));
    }

    private static String name(@Nullable Place place) {
        return place == null ? "" : place.name();
    }

    private static String date(@Nullable PartialDate date) {
        return date == null ? "" : date.date();
    }

    @Override
    public String separator() {
        return "";
    }

    @Override
    public String end() {
        return "";
    }

    private static String row(Stream<String> values) {
        return values.map(CsvWriter::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** In quotes where it has to be. What would break a line becomes a blank, and nothing is there that is not seen. */
    static String value(String text) {
        String line =
                text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ").replaceAll("[\\p{Cf}&&[^\\x{200C}\\x{200D}]]", "");
        boolean formula = startsFormula(text) || startsFormula(line.strip());
        String safe = formula ? "'" + line : line;
        return safe.contains("\"") || safe.contains(",") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
