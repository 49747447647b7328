package dev.tocsin.alerting.query;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cursor leads on only for whom, and for what, it was given out. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class CursorIT {
    private static final Map<String, Object> ASKED = Map.of("since", "1990-01-01", "until", "1991-01-01", "limit", 1);

    @BeforeEach
    void store() throws SQLException {
        try (Connection database = Rows.database()) {
            Rows.execute(database, """
                    insert into alerts.alert
                    select 'alr_8' || lpad(n::text, 25, '0'), 1, 'mining_ban', 'announced', 0.9, 't', '{}', '{}', '{}', '{}',
                           null, null, '1990-06-01', '1990-06-01', '1990-06-01', '1990-06-01',
                           timestamptz '1990-06-01' + n * interval '1 hour', '1990-06-02', '',
                           '{"id":"alr_80000000000000000000000000","version":1,"state":"standing","category":"mining_ban",
                             "status":"announced","confidence":0.9,"title":"t","actors":[],"jurisdictions":[],"quantities":[],
                             "reports":[],"reportCount":0,"independentSources":1,
                             "firstReportedAt":"1990-06-01T00:00:00Z","lastReportedAt":"1990-06-01T00:00:00Z"}',
                           'standing', null, null, '{en}', '{}'
                    from generate_series(1, 3) n
                    """);
        }
    }

    @AfterEach
    void remove() throws SQLException {
        try (Connection database = Rows.database()) {
            Rows.execute(database, "delete from alerts.alert where id like 'alr_8%'");
        }
    }

    @Test
    void cursorLeadsOn() {
        ask(BackingResource.API_KEY, ASKED, next(BackingResource.API_KEY)).statusCode(200);
    }

    @Test
    void cursorOfAnotherAccountIsRefused() {
        refused(ask(owner(), ASKED, next(BackingResource.API_KEY)));
    }

    @Test
    void cursorOfOtherFiltersIsRefused() {
        Map<String, Object> other = Map.of("since", "1990-01-02", "until", "1991-01-01", "limit", 1);

        refused(ask(BackingResource.API_KEY, other, next(BackingResource.API_KEY)));
    }

    @Test
    void cursorThatWasEditedIsRefused() {
        String next = next(BackingResource.API_KEY);

        refused(ask(BackingResource.API_KEY, ASKED, (next.charAt(0) == 'A' ? "B" : "A") + next.substring(1)));
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(400)
                .body("type", equalTo("/problems/invalid-parameter"))
                .body("parameter", equalTo("cursor"))
                .body("detail", containsString("begin anew"));
    }

    private static String next(String key) {
        return Rest.with(key)
                .queryParams(ASKED)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .path("nextCursor");
    }

    private static ValidatableResponse ask(String key, Map<String, Object> asked, String cursor) {
        return Rest.with(key)
                .queryParams(asked)
                .queryParam("cursor", cursor)
                .get("/v1/alerts")
                .then();
    }

    private static String owner() {
        return Rest.asOperator()
                .body("{\"name\":\"walker\"}")
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("key.key");
    }
}
