package dev.tocsin.alerting.lifecycle;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.AUTHORITY;
import static dev.tocsin.alerting.report.EventReported.Actor.Kind.COMPANY;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final Store store = new Store();

    @Test
    void reportOfANewEventRaisesAnAlert() {
        List<Outcome> outcomes = store.take(aBan("Shut", "CN-SC").build());

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.RAISED);
            assertThat(outcome.after().version()).isEqualTo(1);
            assertThat(outcome.data()).endsWith("\"previousVersion\":null,\"changes\":[]}");
        });
    }

    @Test
    void anotherSourceThatTellsTheSameCorroborates() {
        store.take(aBan("Shut", "CN-SC").build());

        List<Outcome> outcomes = store.take(aBan("关停", "CN-SC").chinese().build());

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.CORROBORATED);
            assertThat(outcome.after().version()).isEqualTo(2);
            assertThat(outcome.data())
                    .endsWith("\"previousVersion\":1,\"changes\":[{\"field\":\"independentSources\","
                            + "\"before\":1,\"after\":2}]}");
        });
    }

    @Test
    void copyOfATextAmendsAndIsNotSent() {
        store.take(aBan("Shut", "CN-SC").text("0".repeat(64)).build());

        List<Outcome> outcomes =
                store.take(aBan("Shut", "CN-SC").text("0".repeat(64)).build());

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.AMENDED);
            assertThat(outcome.type().isSent()).isFalse();
        });
    }

    @Test
    void furtherStatusUpdates() {
        store.take(aBan("Drafted", "CN-SC").status(Status.PROPOSED).build());

        List<Outcome> outcomes =
                store.take(aBan("In force", "CN-SC").status(Status.IN_FORCE).build());

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.UPDATED);
            assertThat(outcome.data())
                    .contains("{\"field\":\"status\",\"before\":\"proposed\",\"after\":\"in_force\"}");
        });
    }

    @Test
    void reportThatComesAgainChangesNothing() {
        EventReported report = aBan("Shut", "CN-SC").build();
        store.take(report);

        assertThat(store.take(report, report)).isEmpty();
    }

    @Test
    void reportThatTiesTwoAlertsMergesTheYoungerIntoTheElder() {
        EventReported elder = named("Nova Rigs moves", "Nova Rigs").build();
        EventReported younger = named("Orbit moves", "Orbit Compute").build();
        store.take(elder);
        store.take(younger);
        String elderId = store.alertOf(elder).id();
        String youngerId = store.alertOf(younger).id();

        List<Outcome> outcomes = store.take(both().build());

        assertThat(store.alertOf(younger).id()).isEqualTo(elderId);
        assertThat(store.alert(youngerId)).satisfies(merged -> {
            assertThat(merged.state()).isEqualTo(State.MERGED);
            assertThat(merged.mergedInto()).isEqualTo(elderId);
            assertThat(merged.title()).isEqualTo("Orbit moves");
        });
        assertThat(outcomes).extracting(Outcome::type).containsExactlyInAnyOrder(AlertType.UPDATED, AlertType.MERGED);
    }

    @Test
    void correctionThatTakesTheTieAwayRevivesTheMergedAlert() {
        EventReported elder = named("Nova Rigs moves", "Nova Rigs").build();
        EventReported younger = named("Orbit moves", "Orbit Compute").build();
        String article = Reports.id("art", 700);
        store.take(elder);
        store.take(younger);
        String youngerId = store.alertOf(younger).id();
        store.take(both().inArticle(article, 1).build());

        List<Outcome> outcomes = store.take(List.of(), Map.of(article, 2));

        assertThat(store.alertOf(younger)).satisfies(revived -> {
            assertThat(revived.id()).isEqualTo(youngerId);
            assertThat(revived.state()).isEqualTo(State.STANDING);
            assertThat(revived.mergedInto()).isNull();
            assertThat(revived.version()).isEqualTo(3);
        });
        assertThat(outcomes).extracting(Outcome::type).containsOnly(AlertType.UPDATED);
    }

    @Test
    void mergesMakeAChainAndASplitGoesBackAlongIt() {
        EventReported a = named("Nova Rigs moves", "Nova Rigs").build();
        EventReported b = named("Orbit moves", "Orbit Compute").build();
        EventReported c = named("Helio moves", "Helio Mining").build();
        store.take(c);
        store.take(b);
        store.take(a);
        String idOfA = store.alertOf(a).id();
        String idOfB = store.alertOf(b).id();
        String idOfC = store.alertOf(c).id();
        store.take(both().build());
        String article = Reports.id("art", 701);

        store.take(named("Orbit and Helio move", "Orbit Compute")
                .by("Helio Mining", COMPANY, null)
                .inArticle(article, 1)
                .build());

        assertThat(store.alert(idOfA).mergedInto()).isEqualTo(idOfB);
        assertThat(store.alert(idOfB).mergedInto()).isEqualTo(idOfC);
        assertThat(store.alertOf(a).id()).isEqualTo(idOfC);

        store.take(List.of(), Map.of(article, 2));

        assertThat(store.alert(idOfB).state()).isEqualTo(State.STANDING);
        assertThat(store.alertOf(a).id()).isEqualTo(idOfB);
        assertThat(store.alert(idOfA).mergedInto()).isEqualTo(idOfB);
    }

    @Test
    void alertIsRetractedWhenItsLastReportIsWithdrawnAndKeepsWhatItSaid() {
        String article = Reports.id("art", 702);
        EventReported report = aBan("Shut", "CN-SC").inArticle(article, 1).build();
        store.take(report);

        List<Outcome> outcomes = store.take(List.of(), Map.of(article, 2));

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.RETRACTED);
            assertThat(outcome.after().stateReason()).isEqualTo("every report of it was withdrawn");
            assertThat(outcome.after().title()).isEqualTo("Shut");
        });
    }

    @Test
    void reportOfARevisionGoesOnWithTheAlertOfWhatItRevises() {
        String article = Reports.id("art", 703);
        EventReported first =
                aBan("Shut by Sunday", "CN-SC").inArticle(article, 1).build();
        EventReported second = aBan("Shut by June", "CN-SC")
                .status(Status.IN_FORCE)
                .inArticle(article, 2)
                .build();
        store.take(first);
        String id = store.alertOf(first).id();

        List<Outcome> outcomes = store.take(second);

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.UPDATED);
            assertThat(outcome.after().id()).isEqualTo(id);
            assertThat(outcome.after().title()).isEqualTo("Shut by June");
        });
    }

    @Test
    void alertThatWasWithdrawnIsRevivedByARevisionThatTellsItAgain() {
        String article = Reports.id("art", 704);
        EventReported first = aBan("Shut", "CN-SC").inArticle(article, 1).build();
        store.take(first);
        store.take(List.of(), Map.of(article, 2));

        List<Outcome> outcomes =
                store.take(aBan("Shut", "CN-SC").inArticle(article, 3).build());

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.UPDATED);
            assertThat(outcome.after()).isEqualTo(store.alertOf(first));
            assertThat(outcome.after().state()).isEqualTo(State.STANDING);
        });
    }

    @Test
    void correctedRoundUpThatComesReportByReportRetractsNothing() {
        String article = Reports.id("art", 706);
        store.take(
                aBan("Sichuan shuts", "CN-SC").inArticle(article, 1).build(),
                aBan("Yunnan shuts", "CN-YN").inArticle(article, 1).build(),
                named("Nova Rigs moves", "Nova Rigs").inArticle(article, 1).build());
        List<EventReported> anew = List.of(
                aBan("Sichuan shuts!", "CN-SC").inArticle(article, 2).build(),
                aBan("Yunnan shuts!", "CN-YN").inArticle(article, 2).build(),
                named("Nova Rigs moves!", "Nova Rigs").inArticle(article, 2).build());

        List<Outcome> outcomes = new ArrayList<>();
        outcomes.addAll(store.take(anew.get(0)));
        outcomes.addAll(store.take(anew.get(1)));
        outcomes.addAll(store.take(
                List.of(),
                List.of(new ArticleRevised(
                        article, 2, anew.stream().map(EventReported::reportId).toList()))));
        outcomes.addAll(store.take(anew.get(2)));

        assertThat(outcomes).hasSize(3).extracting(Outcome::type).containsOnly(AlertType.AMENDED);
    }

    @Test
    void eventOfMoreReportsThanAreSortedAtOnceTakesTheNext() {
        String id = Reports.id("alr", 400);
        List<EventReported> told = Stream.generate(() -> aBan("Shut", "CN-SC").build())
                .limit(Neighbourhood.MOST_REPORTS + 100)
                .toList();
        Known crowd = new Known(
                Composition.compose(id, 1, told),
                Instant.parse("2021-06-18T09:00:00Z"),
                told.stream().map(report -> new Placed(report, id, id, true)).toList());
        EventReported next = aBan("Shut", "CN-SC").build();

        Gathered gathered = Gathering.of(
                new Neighbourhood(List.of(crowd), List.of(next), Map.of()),
                () -> Reports.id("alr", 401),
                crowd.raisedAt());

        assertThat(gathered.stored()).containsExactly(new Placed(next, id, id, true));
        assertThat(gathered.moved()).isEmpty();
        assertThat(gathered.outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.after().reportCount()).isEqualTo(told.size() + 1));
    }

    @Test
    void whatARevisionNoLongerTellsGoesWhenAllThatItTellsIsHere() {
        String article = Reports.id("art", 707);
        EventReported kept =
                aBan("Sichuan shuts", "CN-SC").inArticle(article, 1).build();
        EventReported dropped =
                aBan("Yunnan shuts", "CN-YN").inArticle(article, 1).build();
        EventReported anew =
                aBan("Sichuan shuts!", "CN-SC").inArticle(article, 2).build();
        store.take(kept, dropped);

        store.take(List.of(), List.of(new ArticleRevised(article, 2, List.of(anew.reportId()))));
        State before = store.alertOf(dropped).state();
        store.take(anew);

        assertThat(before).isEqualTo(State.STANDING);
        assertThat(store.alertOf(dropped).state()).isEqualTo(State.RETRACTED);
        assertThat(store.alertOf(anew)).isEqualTo(store.alertOf(kept));
    }

    @Test
    void reportThatWasWithdrawnBeforeItCameRaisesNothing() {
        String article = Reports.id("art", 705);
        store.take(List.of(), Map.of(article, 2));

        assertThat(store.take(aBan("Shut", "CN-SC").inArticle(article, 1).build()))
                .isEmpty();
    }

    @Test
    void denialRetractsUntilItIsInForceAfterAll() {
        EventReported rumour =
                aBan("Said to shut", "CN-SC").status(Status.RUMOURED).build();
        store.take(rumour);

        List<Outcome> denied =
                store.take(aBan("No shutdown", "CN-SC").status(Status.DENIED).build());
        List<Outcome> after =
                store.take(aBan("Shut", "CN-SC").status(Status.IN_FORCE).build());

        assertThat(denied).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.RETRACTED);
            assertThat(outcome.after().stateReason()).isEqualTo("denied");
        });
        assertThat(after).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.UPDATED);
            assertThat(outcome.after().state()).isEqualTo(State.STANDING);
            assertThat(outcome.after().stateReason()).isNull();
        });
    }

    @Test
    void deniedAlertWhoseReportsAreWithdrawnSaysSo() {
        String article = Reports.id("art", 706);
        String denial = Reports.id("art", 707);
        store.take(aBan("Said to shut", "CN-SC")
                .status(Status.RUMOURED)
                .inArticle(article, 1)
                .build());
        store.take(aBan("No shutdown", "CN-SC")
                .status(Status.DENIED)
                .inArticle(denial, 1)
                .build());

        List<Outcome> outcomes = store.take(List.of(), Map.of(article, 2, denial, 2));

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.type()).isEqualTo(AlertType.AMENDED);
            assertThat(outcome.after().state()).isEqualTo(State.RETRACTED);
            assertThat(outcome.after().stateReason()).isEqualTo("every report of it was withdrawn");
        });
    }

    @Test
    void bornRetractedIsRaisedAndWhatFollowsAmendsUntilItStands() {
        store.take(
                aBan("Said to shut", "CN-SC").status(Status.RUMOURED).build(),
                aBan("No shutdown", "CN-SC").status(Status.DENIED).build());

        List<Outcome> further = store.take(aBan("No shutdown at all", "CN-SC")
                .status(Status.DENIED)
                .by("Bureau", AUTHORITY, "bureau")
                .build());
        List<Outcome> after =
                store.take(aBan("Shut", "CN-SC").status(Status.IN_FORCE).build());

        assertThat(further).extracting(Outcome::type).containsExactly(AlertType.AMENDED);
        assertThat(after).extracting(Outcome::type).containsExactly(AlertType.UPDATED);
    }

    @Test
    void denialAloneStands() {
        Alert alert = store.take(
                        aBan("No shutdown", "CN-SC").status(Status.DENIED).build())
                .get(0)
                .after();

        assertThat(alert.state()).isEqualTo(State.STANDING);
    }

    @Test
    void provincesOfOneBureauStayApart() {
        store.take(
                aBan("Shut", "CN-SC").by("Bureau", AUTHORITY, "bureau").build(),
                aBan("Shut", "CN-YN").by("Bureau", AUTHORITY, "bureau").build());

        assertThat(store.groups()).hasSize(2);
    }

    private static Reports named(String title, String company) {
        return aMove(title, company, null).to("Kazakhstan", "KZ");
    }

    private static Reports both() {
        return named("Nova Rigs and Orbit Compute move", "Nova Rigs").by("Orbit Compute", COMPANY, null);
    }
}
