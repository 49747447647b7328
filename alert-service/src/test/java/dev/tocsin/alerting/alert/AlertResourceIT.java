package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.Reports.aMove;
import static dev.tocsin.alerting.report.Reports.aReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reports that filters look for are of the year 1999, which no other test reports of; sent again, they change nothing. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class AlertResourceIT {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private static final List<EventReported> LOOKED_FOR = List.of(
            aReport(Category.CITY_INVITATION, "Harbour City invites miners")
                    .by("Mayor Filterson", Kind.OFFICIAL, "mayor-filterson")
                    .at("Harbour City", "US-FL", 1L)
                    .in("US-FL")
                    .confidence(0.6)
                    .published("1999-01-01T00:00:00Z")
                    .build(),
            aReport(Category.NFT_LAUNCH, "博物馆发行数字藏品")
                    .chinese()
                    .by("滤镜博物馆", Kind.INSTITUTION, null)
                    .in("CN")
                    .status(Status.IN_FORCE)
                    .published("1999-02-01T00:00:00Z")
                    .build(),
            aMove("Filter & Sons rigs leave", "Filter & Sons, Ltd", "filter-sons")
                    .from("China", "CN")
                    .to("Texas", "US-TX")
                    .in("CN", "US-TX")
                    .status(Status.RUMOURED)
                    .published("1999-03-01T00:00:00Z")
                    .build());

    private final Topic topic = new Topic();

    @BeforeEach
    void reportWhatTheFiltersLookFor() {
        topic.report(LOOKED_FOR.toArray(EventReported[]::new));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> titles("until=2000-01-01&since=1999-01-01").size() >= 3);
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "category=nft_launch|N",
                "category=nft_launch,relocation|R N",
                "category=nft_launch&category=city_invitation|N C",
                "jurisdiction=US|R C",
                "jurisdiction=us-fl|C",
                "jurisdiction=CN|R N",
                "jurisdiction=US-FL,CN|R N C",
                "jurisdiction=KZ|",
                "actor=FILTER-SONS|R",
                "actor=filter%20sons%20ltd|R",
                "actor=Filter%20%26%20Sons,%20Ltd|R",
                "actor=%E6%BB%A4%E9%95%9C%E5%8D%9A%E7%89%A9%E9%A6%86|N",
                "actor=sons|",
                "status=rumoured|R",
                "status=rumoured,in_force|R N",
                "q=RIGS%20leave|R",
                "q=%E6%95%B0%E5%AD%97%E8%97%8F%E5%93%81|N",
                "q=harbour%20texas|",
                "since=1999-02-01|R N",
                "since=1999-02-01T00:00:01Z|R",
                "until=1999-02-01|C",
                "minConfidence=0.7|R N",
                "category=relocation&jurisdiction=US&status=rumoured&minConfidence=0.9|R",
            })
    void filterFindsWhatItSays(String filter, String expected) {
        String letters = String.valueOf(expected == null ? "" : expected);

        // The window of the year stands first, a filter of its own narrows it.
        List<String> found = titles((filter.contains("since") ? "" : "since=1999-01-01&")
                + (filter.contains("until") ? "" : "until=2000-01-01&")
                + filter);

        assertThat(found)
                .containsExactlyInAnyOrder(letters.lines()
                        .flatMap(line -> List.of(line.split(" ")).stream())
                        .filter(letter -> !letter.isEmpty())
                        .map(AlertResourceIT::title)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red",
                "category=weather",
                "jurisdiction=Florida",
                "since=soon",
                "minConfidence=2",
                "limit=201",
                "limit=-1",
                "q=a%00b",
                "actor=%00",
                "q=%FF",
                "cursor=bm90IGEgY3Vyc29y",
                "actor=",
                "q=%20"
            })
    void unusableParameterIsAProblemThatNamesIt(String query) {
        Rest.asOperator()
                .urlEncodingEnabled(false)
                .get("/v1/alerts?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-parameter"))
                .body("parameter", equalTo(query.substring(0, query.indexOf('='))))
                .body("detail", containsString(query.substring(0, query.indexOf('='))));
    }

    @Test
    void walkOverThePagesSeesEveryAlertOnceWhileNewOnesArrive() {
        topic.report(IntStream.range(0, 23)
                .mapToObj(i -> aMove("Walk " + i, "Walker " + i, "walker-" + i)
                        .by("All walkers", Kind.OTHER, "walkers")
                        .inArticle(Reports.id("art", 9100), 1)
                        .published("1998-01-01T00:00:00Z")
                        .build())
                .toArray(EventReported[]::new));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> titles("actor=walkers&limit=200").size() == 23);

        List<String> seen = new ArrayList<>();
        String page = "/v1/alerts?actor=walkers&limit=5";
        for (int pages = 0; !page.isEmpty() && pages < 10; pages++) {
            Response answer = Rest.asOperator().urlEncodingEnabled(false).get(page);
            seen.addAll(answer.jsonPath().getList("data.title"));
            topic.report(aMove("Newcomer " + pages, "Newcomer " + pages, "newcomer-" + pages)
                    .by("All walkers", Kind.OTHER, "walkers")
                    .inArticle(Reports.id("art", 9100), 1)
                    .published("1998-01-01T00:00:00Z")
                    .build());
            int expected = 24 + pages;
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> titles("actor=walkers&limit=200").size() == expected);
            Matcher next = NEXT.matcher(String.join(", ", answer.headers().getValues("Link")));
            page = next.find() ? next.group(1) : "";
            assertThat(answer.jsonPath().getString("nextCursor") == null).isEqualTo(page.isEmpty());
        }

        assertThat(seen).hasSize(23).allMatch(title -> title.startsWith("Walk "));
        assertThat(new HashSet<>(seen)).hasSize(23);
    }

    @Test
    void linkIsAbsoluteAndKeepsTheFilters() {
        Response answer = Rest.asOperator()
                .urlEncodingEnabled(false)
                .get("/v1/alerts?since=1999-01-01&until=2000-01-01&category=relocation,nft_launch&limit=1");

        assertThat(answer.headers().getValues("Link"))
                .anyMatch(
                        link -> link.matches(
                                "<http://[^>]+/v1/alerts\\?category=relocation%2Cnft_launch&cursor=[\\w.-]+&limit=1&since=1999-01-01&until=2000-01-01>; rel=\"next\""))
                .anyMatch(
                        link -> link.matches(
                                "<http://[^>]+/v1/alerts\\?category=relocation%2Cnft_launch&limit=1&since=1999-01-01&until=2000-01-01>; rel=\"first\""));
    }

    @Test
    void oneAlertHasAnEtagByWhichItIsNotSentTwice() {
        JsonPath alerts = Rest.asOperator().get("/v1/alerts?actor=filter-sons").jsonPath();
        String path = "/v1/alerts/" + alerts.getString("data[0].id");

        Response whole = Rest.asOperator().get(path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.header("ETag")).isEqualTo("\"v" + alerts.getInt("data[0].version") + "\"");
        assertThat(whole.jsonPath().getString("to.code")).isEqualTo("US-TX");
        Response again =
                Rest.asOperator().header("If-None-Match", whole.header("ETag")).get(path);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alr_00000000000000000000000000", "nonsense", "%00", "%F0%9F%98%80"})
    void alertThatIsNotThereIsAProblem(String id) {
        Rest.asOperator()
                .urlEncodingEnabled(false)
                .get("/v1/alerts/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("Not found"));
    }

    private static List<String> titles(String query) {
        return Rest.asOperator()
                .urlEncodingEnabled(false)
                .get("/v1/alerts?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.title");
    }

    private static String title(String letter) {
        return switch (letter) {
            case "C" -> "Harbour City invites miners";
            case "N" -> "博物馆发行数字藏品";
            case "R" -> "Filter & Sons rigs leave";
            default -> throw new IllegalArgumentException(letter);
        };
    }
}
