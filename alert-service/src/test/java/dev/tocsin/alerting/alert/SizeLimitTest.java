package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.EventReported.Evidence;
import dev.tocsin.alerting.report.Reports;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizeLimitTest {
    @Test
    void extraEvidenceGivesWayBeforeReportsDo() {
        List<EventReported> reports = IntStream.range(0, 10)
                .mapToObj(i -> aMove("Nova moves", "Nova", "nova")
                        .quoting(repeat("首", 500), repeat("次", 500), repeat("三", 500))
                        .build())
                .toList();

        Alert alert = Composition.compose(Reports.id("alr", 1), 1, reports);

        assertThat(alert.reports()).hasSize(10);
        assertThat(alert.reports())
                .allSatisfy(report -> assertThat(report.evidence())
                        .first()
                        .extracting(Evidence::quote)
                        .isEqualTo(repeat("首", 500)));
    }

    @Test
    void whateverComesFitsAndNoQuoteIsAltered() {
        Random random = new Random(42);
        for (int i = 0; i < 100; i++) {
            List<EventReported> reports = Stream.generate(() -> bulky(random))
                    .limit(1 + random.nextInt(12))
                    .toList();
            Set<String> quotes = reports.stream()
                    .flatMap(report -> report.evidence().stream())
                    .map(Evidence::quote)
                    .collect(Collectors.toSet());

            Alert alert = Composition.compose(Reports.id("alr", 1), 1, reports);

            assertThat(alert.toJson().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(SizeLimit.MAX_BYTES);
            assertThat(alert.reports())
                    .isNotEmpty()
                    .allSatisfy(report ->
                            assertThat(report.evidence()).allMatch(evidence -> quotes.contains(evidence.quote())));
            assertThat(alert.reportCount()).isEqualTo(reports.size());
        }
    }

    /** Within the contract's limits, of characters that JSON writes in up to four bytes. */
    private static EventReported bulky(Random random) {
        String wide = List.of("x", "矿", "😀", "\t").get(random.nextInt(4));
        Reports report = aMove(repeat(wide, 300), repeat(wide, 200), "nova")
                .url("https://outlet.example/" + repeat("矿", 2000))
                .outlet(repeat(wide, 200))
                .from(repeat(wide, 200), "CN")
                .to(repeat(wide, 200), "KZ")
                .at(repeat(wide, 200), "KZ", null)
                .quoting(Stream.generate(() -> repeat(wide, 1 + random.nextInt(2000)))
                        .limit(1 + random.nextInt(10))
                        .toArray(String[]::new));
        for (int i = 0; i < 19; i++) {
            report.by(repeat(wide, 190) + i, Kind.COMPANY, "nova-" + i)
                    .counting("" + i, repeat(wide, 39), repeat(wide, 200));
        }
        return report.build();
    }

    private static String repeat(String text, int codePoints) {
        return text.repeat(codePoints);
    }
}
