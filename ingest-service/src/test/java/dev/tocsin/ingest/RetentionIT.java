package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The table does not grow for ever, and forgets nothing that is still to be done. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
class RetentionIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Inject
    Pool pool;

    private final String url = "https://outlet.example/" + UUID.randomUUID();

    @Test
    void oldArticleIsForgottenWithItsNamesAndComesBackAsTheSame() {
        String id = post();
        await().atMost(SOON).until(() -> count("sent_at is not null", id) == 1);

        change("ingested_at = now() - interval '181 days'", id);

        await().atMost(SOON).until(() -> count("true", id) == 0);
        assertThat(names(id)).isZero();
        assertThat(post()).isEqualTo(id);
    }

    @Test
    void whatIsStillToBeSentOrReadStays() {
        String id = post();
        await().atMost(SOON).until(() -> count("sent_at is not null", id) == 1);
        String other = "art_" + UUID.randomUUID();
        copy(id, other);

        change("ingested_at = now() - interval '400 days', page_due_at = now() + interval '1 day'", other);
        change("ingested_at = now() - interval '400 days'", id);

        await().atMost(SOON).until(() -> count("true", id) == 0);
        assertThat(count("true", other)).isEqualTo(1);
    }

    private String post() {
        return given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("title", "T", "url", url, "text", "t"))
                .post("/v1/articles")
                .then()
                .statusCode(202)
                .extract()
                .path("articleId");
    }

    private void copy(String id, String copy) {
        pool.preparedQuery("""
                        insert into ingest.article (id, url, title, text, text_sha256, fingerprint, brought_by, claimed_until, sent_at)
                        select $2, url, title, text, text_sha256, fingerprint, brought_by, claimed_until, sent_at
                          from ingest.article where id = $1""").execute(Tuple.of(id, copy)).await().indefinitely();
    }

    private void change(String assignments, String id) {
        pool.preparedQuery("update ingest.article set " + assignments + " where id = $1")
                .execute(Tuple.of(id))
                .await()
                .indefinitely();
    }

    private long count(String condition, String id) {
        return number("select count(*) from ingest.article where id = $1 and " + condition, id);
    }

    private long names(String id) {
        return number("select count(*) from ingest.article_name where article_id = $1", id);
    }

    private long number(String query, String id) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
