package dev.tocsin.alerting.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.content.Wordbook;
import dev.tocsin.alerting.content.Wordbook.Fact;
import dev.tocsin.alerting.history.AlertVersion;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.report.EventReported.Evidence;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that is told of one alert.
 *
 * @param news why it no longer stands, in sentences; empty while it does
 * @param successor id of the alert that goes on in its place; empty without one
 * @param unshown how many reports its document has no room for, in words; empty when none
 * @param timeline the newest version first
 */
public record AlertStory(
        AlertCard card,
        List<String> news,
        String successor,
        List<Fact> facts,
        List<Outlet> outlets,
        String unshown,
        List<Version> timeline) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All that one outlet has written about it. */
    public record Outlet(String name, List<Piece> pieces) {}

    /**
     * One article.
     *
     * @param url empty when there is none, or none that may be shown
     * @param published empty when not known
     * @param quotes in the order of the text
     */
    public record Piece(String url, String host, String lang, String published, List<String> quotes) {}

    /** @param changes in sentences; of the first version none */
    public record Version(int number, String occasion, Instant at, String time, List<String> changes) {}

    public static AlertStory of(Alert alert, List<AlertVersion> versions, Visit visit) {
        Wordbook words = visit.words();
        ObjectNode document = (ObjectNode) AlertCard.document(alert);
        int unshown = alert.reportCount() - alert.reports().size();
        return new AlertStory(
                AlertCard.of(alert, versions.stream().findFirst().map(AlertVersion::at), visit),
                switch (alert.state()) {
                    case STANDING -> List.of();
                    case MERGED -> words.news("alert.merged", document);
                    case RETRACTED -> words.news("alert.retracted", document);
                },
                Optional.ofNullable(alert.mergedInto()).orElse(""),
                words.facts(document),
                outlets(alert, visit),
                unshown > 0
                        ? visit.texts()
                                .count(
                                        "reports_unshown",
                                        unshown,
                                        visit.readable().number(unshown))
                        : "",
                versions.stream()
                        .sorted(Comparator.comparingInt(AlertVersion::version).reversed())
                        .map(version -> version(version, visit))
                        .toList());
    }

    private static List<Outlet> outlets(Alert alert, Visit visit) {
        Map<String, List<Piece>> byOutlet = new LinkedHashMap<>();
        for (Alert.Report report : alert.reports()) {
            String url =
                    Optional.ofNullable(report.url()).flatMap(Wordbook::link).orElse("");
            String host = host(url);
            String outlet =
                    report.outlet() == null || report.outlet().isBlank() ? host : Wordbook.line(report.outlet());
            byOutlet.computeIfAbsent(
                            outlet.isEmpty() ? visit.texts().say("outlet_unnamed") : outlet, name -> new ArrayList<>())
                    .add(new Piece(
                            url,
                            host,
                            report.language(),
                            report.publishedAt() == null ? "" : visit.readable().minute(report.publishedAt()),
                            report.evidence().stream()
                                    .sorted(Comparator.comparingInt(Evidence::start))
                                    .map(evidence -> Wordbook.line(evidence.quote()))
                                    .toList()));
        }
        return byOutlet.entrySet().stream()
                .map(entry -> new Outlet(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Version version(AlertVersion version, Visit visit) {
        return new Version(
                version.version(),
                visit.words().occasion(version.previousVersion() == null ? "alert.raised" : version.type()),
                version.at(),
                visit.readable().minute(version.at()),
                version.previousVersion() == null ? List.of() : changes(version, visit));
    }

    /** The words of an update, whatever the version was called. */
    private static List<String> changes(AlertVersion version, Visit visit) {
        ObjectNode data = (ObjectNode) AlertCard.document(version.alert());
        ArrayNode changes = data.putArray("changes");
        for (AlertVersion.Change change : version.changes()) {
            ObjectNode node = changes.addObject().put("field", change.field());
            if (change.before() != null) {
                node.set("before", JSON.valueToTree(change.before()));
            }
            if (change.after() != null) {
                node.set("after", JSON.valueToTree(change.after()));
            }
        }
        List<String> news = new ArrayList<>();
        if (version.type().equals("alert.merged") || version.type().equals("alert.retracted")) {
            news.addAll(visit.words().news(version.type(), data));
        }
        news.addAll(visit.words().news("alert.amended", data));
        return news;
    }

    private static String host(String url) {
        if (url.isEmpty()) {
            return "";
        }
        String host = URI.create(url).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
