package dev.tocsin.alerting.stream;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test looks at words of its own. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
@TestProfile(Small.class)
class StreamIT {

    @Test
    void alertOfThePipelineComesAsItsWebhookSaysIt() {
        try (RawReader reader = RawReader.open("actor=stream-walker").started();
                Topic topic = new Topic()) {
            topic.report(aMove("Stream walker moves", "Stream walker", "stream-walker")
                    .published("1997-01-01T00:00:00Z")
                    .build());

            RawReader.Event event = reader.events(1).get(0);
            assertThat(event.type()).isEqualTo("alert.raised");
            assertThat(JsonPath.from(event.data()).getString("title")).isEqualTo("Stream walker moves");
            assertThat(JsonPath.from(event.data()).getList("changes")).isEmpty();
            assertThat(reader.head())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/event-stream\r\n")
                    .containsIgnoringCase("cache-control: no-store\r\n")
                    .containsIgnoringCase("x-accel-buffering: no\r\n");
            assertThat(reader.retry()).isEqualTo("3000");
        }
    }

    @Test
    void filterLetsThroughWhatItSays() {
        try (RawReader reader = RawReader.open("q=sieve&category=mining_ban&jurisdiction=US-FL&minConfidence=0.8")
                .started()) {
            Versions.raise("relocation", "sieve 1");
            Versions.raise("mining_ban", "sieve 2", 0.7, "US,US-FL");
            Versions.raise("mining_ban", "sieve 3", 0.9, "KZ");
            Versions.raise("mining_ban", "other 4");
            Versions.raise("mining_ban", "sieve 5");

            assertThat(reader.events(1))
                    .hasSize(1)
                    .allMatch(event -> event.data().contains("sieve 5"));
        }
    }

    @Test
    void alertThatComesToFitIsRaisedAndOneThatStopsToFitIsToldOnceMore() {
        try (RawReader reader = RawReader.open("q=threshold&minConfidence=0.8").started()) {
            String alert = Versions.raise("mining_ban", "threshold", 0.5, "US");
            Versions.change(alert, "alert.amended", "standing", 0.9);
            Versions.change(alert, "alert.amended", "standing", 0.95);
            Versions.change(alert, "alert.updated", "standing", 0.3);
            Versions.change(alert, "alert.updated", "standing", 0.2);
            Versions.raise("mining_ban", "threshold last");

            assertThat(reader.events(3))
                    .extracting(RawReader.Event::type)
                    .containsExactly("alert.raised", "alert.updated", "alert.raised");
        }
    }

    @Test
    void typesChooseWhatComes() {
        try (RawReader reader = RawReader.open("q=chosen&types=alert.retracted").started()) {
            String alert = Versions.raise("mining_ban", "chosen");
            Versions.change(alert, "alert.retracted", "retracted", 0.9);

            assertThat(reader.events(1)).extracting(RawReader.Event::type).containsExactly("alert.retracted");
        }
    }

    @Test
    void readerThatComesBackGoesOnWithoutLossOrRepetitionFromWhicheverPlace() {
        List<String> all = new ArrayList<>();
        String from;
        try (RawReader reader = RawReader.open("q=resumed").started()) {
            from = reader.lastId();
        }
        // More than is held, so the first of them come from the database.
        for (int i = 0; i < 40; i++) {
            all.add(Versions.raise("mining_ban", "resumed " + i));
        }

        for (int at = 0; at < 39; at += 13) {
            try (RawReader reader = RawReader.resume("q=resumed", from)) {
                List<RawReader.Event> events = reader.events(13);
                from = events.get(12).id();
                assertThat(ids(events)).isEqualTo(all.subList(at, at + 13));
            }
        }
        try (RawReader reader = RawReader.open("q=resumed&lastEventId=" + from)) {
            String last = Versions.raise("mining_ban", "resumed at last");
            assertThat(ids(reader.events(2))).containsExactly(all.get(39), last);
        }
    }

    @Test
    void heartbeatKeepsTheConnectionAndThePosition() {
        try (RawReader reader = RawReader.open("q=nothing-has-this-word").started()) {
            String begin = reader.lastId();
            Versions.raise("mining_ban", "somebody else's");

            await().atMost(Duration.ofSeconds(10)).until(() -> {
                assertThat(reader.comment()).isEqualTo("heartbeat");
                return !reader.lastId().equals(begin);
            });
            assertThat(reader.events(0)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lastEventId=nonsense", "lastEventId=cy4x%20", "types=alert.amended", "colour=red", "category=x"
            })
    void unusableParameterIsAProblemThatNamesIt(String query) {
        Rest.asOperator()
                .urlEncodingEnabled(false)
                .get("/v1/alerts/stream?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", org.hamcrest.Matchers.equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void positionThatIsTooOldOrWasNeverGivenOutIsGone() {
        Versions.raise("mining_ban", "recent one");
        Rest.asOperator()
                .header("Last-Event-ID", new Position(1_000_000_000).encode())
                .get("/v1/alerts/stream")
                .then()
                .statusCode(410)
                .body("type", org.hamcrest.Matchers.equalTo("/problems/position-gone"));
    }

    @Test
    void streamEndsSoonAfterItsKey() {
        JsonPath account = Rest.asOperator()
                .body(Map.of("name", "Ending"))
                .post("/v1/accounts")
                .jsonPath();
        String owner = account.getString("key.key");
        JsonPath key = Rest.with(owner)
                .body(Map.of("name", "Dashboard", "role", "reader"))
                .post("/v1/keys")
                .jsonPath();
        try (RawReader reader = RawReader.open("", key.getString("key"), null).started()) {
            Rest.with(owner).delete("/v1/keys/" + key.getString("id")).then().statusCode(204);

            reader.toTheEnd();
            assertThat(reader.comments()).last().isEqualTo("the key has ended");
        }
    }

    @Test
    void oneStreamMoreThanAKeyMayHaveIsRefused() {
        String owner = Rest.asOperator()
                .body(Map.of("name", "Greedy"))
                .post("/v1/accounts")
                .jsonPath()
                .getString("key.key");
        List<RawReader> readers = new ArrayList<>();
        for (int i = 0; i < Small.PER_KEY; i++) {
            readers.add(RawReader.open("", owner, null).started());
        }

        Rest.with(owner)
                .get("/v1/alerts/stream")
                .then()
                .statusCode(429)
                .header("Retry-After", "30")
                .body("type", org.hamcrest.Matchers.equalTo("/problems/too-many-streams"));

        readers.forEach(RawReader::close);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (RawReader again = RawReader.open("", owner, null)) {
                return again.status() == 200;
            }
        });
    }

    private static List<String> ids(List<RawReader.Event> events) {
        return events.stream()
                .map(event -> JsonPath.from(event.data()).getString("id"))
                .toList();
    }
}
