package dev.tocsin.alerting.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.alerting.feedback.Feedback.Verdict;
import dev.tocsin.alerting.report.ContractReader;
import dev.tocsin.alerting.report.ContractReader.Reading;
import dev.tocsin.alerting.report.EventReported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What subscribers complain of, a case on each line, as {@code GET /v1/feedback/cases} exports it. A duplicate says that the
 * reports of both alerts are of one event, which is measured; what is wrong with an alert, a person has to read; that it
 * came late is no matter of identity.
 */
final class Cases {

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final ContractReader<EventReported> reader = new ContractReader<>(EventReported.class);
    private final Arrivals arrivals;

    Cases(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * One whose reports have arrived anew.
     *
     * @param otherReports of the alert that it is said to duplicate
     * @param alerts how many there are of all of them now
     */
    record Case(
            Verdict verdict,
            String alertId,
            String createdAt,
            List<EventReported> reports,
            List<EventReported> otherReports,
            int alerts) {

        /** A duplicate of what has no reports any more, or the other way round, tells nothing. */
        boolean isDuplicate() {
            return verdict == Verdict.DUPLICATE && !reports.isEmpty() && !otherReports.isEmpty();
        }

        boolean isMended() {
            return isDuplicate() && alerts == 1;
        }

        boolean isWrong() {
            return verdict == Verdict.WRONG;
        }

        @Override
        public String toString() {
            return "CASE %s, %s of %s: %d alerts"
                            .formatted(verdict.name().toLowerCase(Locale.ROOT), alertId, createdAt, alerts)
                    + titles("this", reports)
                    + titles("other", otherReports);
        }

        private static String titles(String side, List<EventReported> reports) {
            return reports.stream()
                    .map(report -> "%n    %-5s %s".formatted(side, report.title()))
                    .collect(Collectors.joining());
        }
    }

    /** @throws IllegalArgumentException if a line is no case; says which, and what is wrong */
    List<Case> read(Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                cases.add(read(json.readTree(lines.get(i))));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s, line %d is no case: %s".formatted(file, i + 1, e.getMessage()), e);
            }
        }
        return cases;
    }

    private Case read(JsonNode row) throws JsonProcessingException {
        Verdict verdict = json.treeToValue(row.path("verdict"), Verdict.class);
        if (verdict == null) {
            throw new IllegalArgumentException("it has no verdict");
        }
        List<EventReported> reports = reports(row, "reports");
        List<EventReported> others = reports(row, "otherReports");
        List<EventReported> both =
                Stream.concat(reports.stream(), others.stream()).toList();
        return new Case(
                verdict,
                row.path("alertId").asText(),
                row.path("createdAt").asText(),
                reports,
                others,
                both.isEmpty() ? 0 : arrivals.inTurn(both).groups().size());
    }

    private List<EventReported> reports(JsonNode row, String field) throws JsonProcessingException {
        if (!row.path(field).isArray()) {
            throw new IllegalArgumentException(field + " is no list");
        }
        List<EventReported> reports = new ArrayList<>();
        for (JsonNode report : row.path(field)) {
            if (reader.read(json.writeValueAsBytes(report)) instanceof Reading.Accepted<EventReported> accepted) {
                reports.add(accepted.value());
            } else {
                throw new IllegalArgumentException(
                        "report %d of %s breaks its contract".formatted(reports.size() + 1, field));
            }
        }
        return reports;
    }
}
