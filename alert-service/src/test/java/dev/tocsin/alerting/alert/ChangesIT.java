package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.Reports.aReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever keeps a copy of the alerts hears of each change, once. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ChangesIT {
    private final Topic topic = new Topic();
    private String since = "";
    /** Whose alerts are walked: those of other tests may still change. */
    private List<String> actors = List.of();

    @BeforeEach
    void begin() throws Exception {
        since = Rows.query("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .get(0);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void pollingHearsOfEachChangeOnce() throws Exception {
        actors = List.of("Ferrum Grove Ltd", "Basalt Forge Ltd", "Cobalt Mesa Ltd");
        raise(actors.toArray(String[]::new));
        List<String> heard = new ArrayList<>();

        String cursor = walk(heard, null);
        assertThat(heard).hasSize(3).doesNotHaveDuplicates();
        String retracted = heard.get(1);
        try (Connection database = Rows.database()) {
            Rows.execute(
                    database,
                    "update alerts.alert set state = 'retracted', version = version + 1, updated_at = clock_timestamp()"
                            + " where id = '" + retracted + "'");
        }
        List<String> news = new ArrayList<>();
        String later = walk(news, cursor);

        assertThat(news).containsExactly(retracted);
        List<String> nothing = new ArrayList<>();
        assertThat(walk(nothing, later)).isEqualTo(later);
        assertThat(nothing).isEmpty();
    }

    @Test
    void alertThatDoesNotReadHidesNoOther() throws Exception {
        actors = List.of("Slate Harbour Ltd", "Onyx Field Ltd");
        raise(actors.toArray(String[]::new));
        List<String> both = new ArrayList<>();
        walk(both, null);
        String broken = both.get(0);
        String body = Rows.query("select body::text from alerts.alert where id = '" + broken + "'")
                .get(0);
        List<String> seen = new ArrayList<>();

        try (Connection database = Rows.database()) {
            Rows.execute(database, "update alerts.alert set body = '{}' where id = '" + broken + "'");
            walk(seen, null);
            Rows.execute(database, "update alerts.alert set body = $$" + body + "$$ where id = '" + broken + "'");
        }

        assertThat(seen).containsExactly(both.get(1));
    }

    @Test
    void pageThatHasNotChangedIsNotSentTwice() {
        raise("Quartz Hollow Ltd");
        Response first = Rest.asOperator().queryParam("updatedSince", since).get("/v1/alerts");

        Response again = Rest.asOperator()
                .header("If-None-Match", first.header("ETag"))
                .queryParam("updatedSince", since)
                .get("/v1/alerts");

        assertThat(first.header("ETag")).startsWith("W/\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        raise("Umber Vale Ltd");
        assertThat(Rest.asOperator()
                        .header("If-None-Match", first.header("ETag"))
                        .queryParam("updatedSince", since)
                        .get("/v1/alerts")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void changeAndPastExcludeEachOther() {
        assertThat(Rest.asOperator()
                        .get("/v1/alerts?updatedSince=2021-01-01&asOf=2021-01-01")
                        .statusCode())
                .isEqualTo(400);
    }

    /** All pages from a cursor on, two at a time; returns where to go on. */
    private @Nullable String walk(List<String> heard, @Nullable String from) {
        String cursor = from;
        while (true) {
            Map<String, Object> asked = new TreeMap<>(Map.of("updatedSince", since, "limit", 2));
            if (cursor != null) {
                asked.put("cursor", cursor);
            }
            JsonPath page = Rest.asOperator()
                    .queryParam("actor", actors)
                    .queryParams(asked)
                    .get("/v1/alerts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            heard.addAll(page.getList("data.id"));
            if (page.getString("nextCursor") == null) {
                return page.getString("pollCursor");
            }
            cursor = page.getString("nextCursor");
        }
    }

    private void raise(String... actors) {
        for (String actor : actors) {
            topic.report(aReport(Category.NFT_LAUNCH, actor + " drops a series")
                    .by(actor, Kind.COMPANY, actor.toLowerCase(Locale.ROOT).replace(' ', '-'))
                    .build());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (String actor : actors) {
                if (Rest.asOperator()
                        .queryParam("actor", actor)
                        .get("/v1/alerts")
                        .jsonPath()
                        .getList("data")
                        .isEmpty()) {
                    return false;
                }
            }
            return true;
        });
    }
}
