package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.delivery.Asleep;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests about a subscription that hold only for the state that was read. */
@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class ConditionalIT {
    private static final String LIST = "/v1/subscriptions";

    private String path = "";

    @BeforeEach
    void create() {
        path = LIST + "/"
                + Rest.asOperator()
                        .body("{\"name\":\"n\",\"url\":\"http://127.0.0.1:9999/hook\"}")
                        .post(LIST)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
    }

    @AfterEach
    void remove() throws SQLException {
        try (Connection database = Rows.database()) {
            Rows.execute(database, "delete from alerts.subscription");
        }
    }

    @Test
    void unchangedSubscriptionIsNotSentTwice() {
        String tag = tag();

        Response again = Rest.asOperator().header("If-None-Match", tag).get(path);

        assertThat(tag).doesNotStartWith("W/");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
    }

    @Test
    void unchangedListIsNotSentTwice() {
        String tag = Rest.asOperator().get(LIST).header("ETag");

        assertThat(Rest.asOperator().header("If-None-Match", tag).get(LIST).statusCode())
                .isEqualTo(304);
        rename("other", tag()).then().statusCode(200);
        assertThat(Rest.asOperator().header("If-None-Match", tag).get(LIST).statusCode())
                .isEqualTo(200);
    }

    @Test
    void changeOfWhatWasReadIsMade() {
        Response changed = rename("other", tag());

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo(tag());
    }

    @Test
    void changeOfWhatSomeoneElseChangedIsRefused() {
        String read = tag();
        rename("theirs", read).then().statusCode(200);

        rename("mine", read)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo(ProblemType.PRECONDITION_FAILED.path()));
        Rest.asOperator().get(path).then().body("name", equalTo("theirs"));
    }

    private String tag() {
        return Rest.asOperator().get(path).header("ETag");
    }

    private Response rename(String name, String tag) {
        return Rest.asOperator()
                .header("If-Match", tag)
                .body("{\"name\":\"" + name + "\"}")
                .patch(path);
    }
}
