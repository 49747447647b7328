package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.COMPANY;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static final String ID = Reports.id("alr", 1);

    @Test
    void documentHasThePropertiesThatSubscribersWerePromisedInTheirOrder() {
        EventReported report = aMove("Nova Rigs moves", "Nova Rigs", "nova-rigs")
                .in("CN", "KZ")
                .from("China", "CN")
                .to("Kazakhstan", "KZ")
                .on("2021-06")
                .counting("3", "t", "mining hardware")
                .inArticle(Reports.id("art", 7), 1)
                .outlet("The Outlet")
                .url("https://outlet.example/7")
                .quoting("It moves 矿机.")
                .build();

        Alert alert = Composition.compose(ID, 1, List.of(report));

        assertThat(alert.toJson()).isEqualTo("""
                        {"id":"alr_00000000000000000000000001","version":1,"state":"standing","category":"relocation","status":"announced",\
                        "confidence":0.9,"title":"Nova Rigs moves",\
                        "actors":[{"name":"Nova Rigs","kind":"company","id":"nova-rigs"}],"jurisdictions":["CN","KZ"],\
                        "place":null,"from":{"name":"China","code":"CN","geonamesId":null},\
                        "to":{"name":"Kazakhstan","code":"KZ","geonamesId":null},\
                        "occurred":{"date":"2021-06","precision":"month"},"effective":null,\
                        "quantities":[{"value":3,"unit":"t","of":"mining hardware"}],\
                        "reports":[{"articleId":"art_00000000000000000000000007","url":"https://outlet.example/7",\
                        "outlet":"The Outlet","language":"en","publishedAt":"2021-06-18T08:00:00Z",\
                        "evidence":[{"quote":"It moves 矿机.","start":0,"end":12}]}],"reportCount":1,\
                        "independentSources":1,"firstReportedAt":"2021-06-18T08:00:00Z",\
                        "lastReportedAt":"2021-06-18T08:00:00Z"}""");
        assertThat(Alert.fromJson(alert.toJson())).isEqualTo(alert);
    }

    @Test
    void reportsAreUnitedAndTheEarliestLeads() {
        EventReported later = aMove("诺瓦迁往哈萨克斯坦", "诺瓦", "nova-rigs")
                .chinese()
                .status(Status.IN_FORCE)
                .confidence(0.8)
                .in("KZ-ALM")
                .to("Almaty", "KZ-ALM")
                .on("2021-06-20")
                .counting("3.0", "t", "machines for mining")
                .counting("320", "machines", null)
                .published("2021-06-21T08:00:00Z")
                .build();
        EventReported earlier = aMove("Nova Rigs moves", "Nova Rigs", null)
                .by("Nova Rigs", COMPANY, "nova-rigs")
                .confidence(0.95)
                .in("CN", "KZ")
                .to("Kazakhstan", "KZ")
                .on("2021-06")
                .counting("3", "t", "mining hardware")
                .build();

        Alert alert = Composition.compose(ID, 2, List.of(later, earlier));

        assertThat(alert).isEqualTo(Composition.compose(ID, 2, List.of(earlier, later)));
        assertThat(alert.title()).isEqualTo("Nova Rigs moves");
        assertThat(alert.status()).isEqualTo(Status.IN_FORCE);
        assertThat(alert.confidence()).isEqualTo(0.95);
        assertThat(alert.actors()).containsExactly(new Actor("Nova Rigs", COMPANY, "nova-rigs"));
        assertThat(alert.jurisdictions()).containsExactly("CN", "KZ", "KZ-ALM");
        assertThat(alert.to()).isEqualTo(new Place("Almaty", "KZ-ALM", null));
        assertThat(alert.occurred()).isEqualTo(Reports.date("2021-06-20"));
        assertThat(alert.quantities())
                .extracting(q -> q.value() + " " + q.unit())
                .containsExactly("3 t", "320 machines");
        assertThat(alert.independentSources()).isEqualTo(2);
        assertThat(alert.firstReportedAt()).isEqualTo("2021-06-18T08:00:00Z");
        assertThat(alert.lastReportedAt()).isEqualTo("2021-06-21T08:00:00Z");
    }

    @Test
    void oneTextInSeveralOutletsIsOneSourceAndSoIsOneOutletWithSeveralTexts() {
        List<EventReported> reports = List.of(
                aBan("Shut", "CN-SC").outlet("A").text("0".repeat(64)).build(),
                aBan("Closed", "CN-SC").outlet("B").build(),
                aBan("Shut down", "CN-SC").outlet("C").build(),
                aBan("Shut", "CN-SC").outlet("b").text("0".repeat(64)).build());

        assertThat(Composition.compose(ID, 1, reports).independentSources()).isEqualTo(2);
    }

    @Test
    void longQuoteWordForWordMakesOneSourceOfTwoAndAShortOneDoesNot() {
        String quote =
                "All virtual currency mining in the province has to be cleaned up before the end of June, it said.";
        List<EventReported> copied = List.of(
                aBan("Shut", "CN-SC").quoting("Shut.", quote).build(),
                aBan("Closed", "CN-SC").quoting(quote).build());
        List<EventReported> alike = List.of(
                aBan("Shut", "CN-SC").quoting("Mines are shut.").build(),
                aBan("Closed", "CN-SC").quoting("Mines are shut.").build());

        assertThat(Composition.compose(ID, 1, copied).independentSources()).isEqualTo(1);
        assertThat(Composition.compose(ID, 1, alike).independentSources()).isEqualTo(2);
    }

    @Test
    void revisedArticleCountsAsItStandsNow() {
        String article = Reports.id("art", 8);
        List<EventReported> reports = List.of(
                aBan("Shut by Sunday", "CN-SC")
                        .status(Status.IN_FORCE)
                        .inArticle(article, 1)
                        .build(),
                aBan("Shut by June", "CN-SC")
                        .status(Status.PROPOSED)
                        .inArticle(article, 2)
                        .build());

        Alert alert = Composition.compose(ID, 2, reports);

        assertThat(alert.title()).isEqualTo("Shut by June");
        assertThat(alert.status()).isEqualTo(Status.PROPOSED);
        assertThat(alert.reportCount()).isEqualTo(1);
    }

    @Test
    void ofManyReportsTheEarliestTenAreShownAndAllAreCounted() {
        List<EventReported> reports = IntStream.range(0, 25)
                .mapToObj(i -> aBan("Shut " + i, "CN-SC")
                        .published("2021-06-18T08:00:%02dZ".formatted(59 - i))
                        .build())
                .toList();

        Alert alert = Composition.compose(ID, 3, reports);

        assertThat(alert.reports()).hasSize(10);
        assertThat(alert.reports().get(0).publishedAt()).isEqualTo("2021-06-18T08:00:35Z");
        assertThat(alert.reportCount()).isEqualTo(25);
    }
}
