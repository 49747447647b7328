package dev.tocsin.alerting.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.InvalidParameter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each filter reads of many alerts, in pages: unlike time they are the same on every machine. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertPlanIT {
    private static final Logger LOG = Logger.getLogger(AlertPlanIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared (?:hit=(\\d+))?(?: ?read=(\\d+))?");
    private static final int ALERTS = 100_000;
    /** The tables have more than 10,000 each. */
    private static final int MOST_PAGES = 2_000;

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    /** One alert each ten minutes until 2030; the newer, the higher its number. */
    private static final String FILL = """
            insert into alerts.alert (id, version, category, status, confidence, title, jurisdictions, jurisdictions_wide,
                actor_ids, actor_names, occurred_from, occurred_to, first_reported_at, last_reported_at, raised_at,
                updated_at, search_text, body, state, languages, found_by)
            select id, 1, category, status, confidence, text, places, places, actors, actors, at::date, at::date, reported, reported,
                   at + interval '1 hour', at + interval '1 hour', text, '{}', state, '{en}',
                   alerts.pieces(text) || array(select 'place:' || p from unnest(places) p)
                       || array(select 'actor:' || a from unnest(actors) a)
            from (select 'alr_9' || lpad(n::text, 25, '0') as id,
                         timestamptz '2030-01-01 00:00Z' - (%1$d - n) * interval '10 minutes' as at,
                         timestamptz '2030-01-01 00:00Z' - (%1$d - n) * interval '10 minutes'
                             - case when n %% 500 = 9 then interval '200 days' else interval '0' end as reported,
                         (array['mining_ban', 'relocation', 'nft_launch', 'city_invitation'])[1 + n %% 4] as category,
                         case when n %% 1000 = 0 then 'denied' else 'announced' end as status,
                         case when n %% 2000 = 0 then 1 else 0.5 + (n %% 40) / 100.0 end as confidence,
                         case when n %% 3 = 0 then array['US', 'US-TX'] when n %% 5000 = 1 then array['NR']
                              else array['CN'] end as places,
                         array['actor-' || n / 20, case when n %% 5 = 0 then 'canaan' else 'other' end] as actors,
                         case when n %% 4000 = 7 then 'retracted' else 'standing' end as state,
                         concat_ws(' ', 'miners', (array['leave', 'enter', 'fear', 'praise'])[1 + n %% 4],
                                   case when n %% 10 = 3 then 'kazakhstan' end,
                                   case when n %% 5000 = 11 then 'zephyrium' end,
                                   case when n %% 5000 = 12 then '敦煌' when n %% 2 = 0 then '挖矿 禁止' end,
                                   case when n < 20000 and n %% 100 = 3 then 'bygone' end,
                                   case when n < 20000 then 'olden' end,
                                   n %% 977) as text
                  from generate_series(1, %1$d) n) made
            """;

    private static final String VERSIONS = """
            insert into alerts.alert_version (alert_id, version, type, body, created_at, category, status, state, confidence,
                jurisdictions_wide, actor_ids, actor_names, search_text, first_reported_at, raised_at, languages)
            select id, 1, 'alert.raised', body, updated_at, category, status, state, confidence, jurisdictions_wide,
                   actor_ids, actor_names, search_text, first_reported_at, raised_at, languages
            from alerts.alert where id like 'alr_9%'
            """;

    @Inject
    Pool pool;

    @Inject
    AlertRepository alerts;

    @BeforeAll
    void fill() throws SQLException {
        empty();
        try (Connection database = Rows.database()) {
            Rows.execute(database, FILL.formatted(ALERTS));
            Rows.execute(database, VERSIONS);
            Rows.execute(database, "vacuum analyze alerts.alert");
            Rows.execute(database, "vacuum analyze alerts.alert_version");
        }
    }

    @AfterAll
    void empty() throws SQLException {
        try (Connection database = Rows.database()) {
            Rows.execute(database, "delete from alerts.alert_version where alert_id like 'alr_9%'");
            Rows.execute(database, "delete from alerts.alert where id like 'alr_9%'");
            Rows.execute(database, "vacuum analyze alerts.alert");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "category=mining_ban",
                "category=mining_ban,relocation",
                "status=denied",
                "status=denied,reversed",
                "jurisdiction=US",
                "jurisdiction=NR",
                "actor=canaan",
                "actor=actor-77",
                "actor=nobody",
                "q=miners",
                "q=kazakhstan",
                "q=zephyrium",
                "q=敦煌",
                "q=挖矿",
                "q=bygone",
                "q=zq",
                "q=煌",
                "q=nothing-like-it",
                "since=2029-12-31",
                "since=2029-06-01",
                "until=2029-06-01",
                "until=2028-03-01",
                "minConfidence=0.99",
                "minConfidence=0.6",
                "state=retracted",
                "state=merged",
                "updatedSince=2029-12-31",
                "updatedSince=2028-03-01",
                "asOf=2029-06-01",
                "category=mining_ban&since=2029-06-01",
                "category=mining_ban&until=2028-06-01",
                "jurisdiction=US&minConfidence=0.99",
                "jurisdiction=NR&minConfidence=0.7",
                "jurisdiction=US&until=2028-06-01",
                "jurisdiction=NR&q=miners",
                "status=denied&q=miners",
                "q=miners&minConfidence=0.99",
                "category=mining_ban&jurisdiction=NR",
                "actor=canaan&status=denied",
                "actor=actor-77&since=2028-06-01",
                "q=zephyrium&category=mining_ban",
                "q=kazakhstan&since=2028-03-01&until=2028-04-01",
                "updatedSince=2028-06-01&jurisdiction=NR",
                "updatedSince=2029-12-01&q=敦煌",
                "asOf=2029-06-01&category=mining_ban",
                "asOf=2029-06-01&status=denied",
                "asOf=2029-06-01&actor=actor-77",
                "asOf=2029-06-01&actor=canaan",
                "asOf=2029-06-01&jurisdiction=NR",
                "asOf=2029-06-01&minConfidence=0.99",
                "asOf=2029-06-01&q=zephyrium",
                "asOf=2029-06-01&until=2028-06-01",
            })
    void filterReadsFewPages(String asked) throws InvalidParameter {
        AlertQuery query = AlertQuery.parse(parameters(asked), NOW);

        long pages = pages(query);

        LOG.infof("pages=%d rows asked for: %s", pages, asked);
        assertThat(pages).as(asked).isLessThan(MOST_PAGES);
    }

    @Test
    void lateFollowingPageReadsAsFewAsTheFirst() throws InvalidParameter {
        Cursor far = new Cursor(Instant.parse("2028-06-01T00:00:00Z"), "alr_9" + "0".repeat(25));
        AlertQuery query =
                AlertQuery.parse(parameters("category=mining_ban"), NOW).behind(Optional.of(far));

        assertThat(pages(query)).isLessThan(1_000);
    }

    /** None is among the first rows, and the index leads to more than are read. */
    @Test
    void whatWasCommonOnceIsFoundInOrder() throws Throwable {
        AlertQuery query = AlertQuery.parse(parameters("q=olden&state=standing,retracted"), NOW);

        List<AlertEntity> found = VertxContextSupport.subscribeAndAwait(() -> alerts.list(query));

        assertThat(found)
                .extracting(AlertEntity::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, query.limit() + 1)
                        .mapToObj(i -> "alr_9%025d".formatted(20_000 - i))
                        .toList());
    }

    @Test
    void databaseCutsTextsAsTheServiceDoes() throws SQLException {
        String text = "u.s. miners 禁止\t挖矿\n𠀀 leave, n'est-ce pas? ß";

        List<String> pieces =
                Rows.query("select unnest(alerts.pieces('" + text.replace("'", "''") + "')) collate \"C\" order by 1");

        assertThat(pieces).containsExactlyInAnyOrderElementsOf(Pieces.of(text));
    }

    /** Of all statements, up to the one that fills the page. */
    private long pages(AlertQuery query) {
        AlertListing listing = new AlertListing(query);
        long pages = 0;
        if (listing.isLookedUp()) {
            String first = explain(listing, listing.amongFirst(AlertListing.WALKED));
            pages += pagesOf(first);
            if (rowsOf(first) > query.limit()) {
                return pages;
            }
            if (AlertRepository.isCommon(rowsOf(first), query)) {
                String more = explain(listing, listing.amongFirst(AlertListing.WALKED_ON));
                pages += pagesOf(more);
                if (rowsOf(more) > query.limit()) {
                    return pages;
                }
            }
        }
        return pages + pagesOf(explain(listing, listing.whole()));
    }

    /** Of the topmost node. */
    private static int rowsOf(String plan) {
        Matcher rows = Pattern.compile("actual time=\\S+ rows=(\\d+)").matcher(plan);
        assertThat(rows.find()).as(plan).isTrue();
        return Integer.parseInt(rows.group(1));
    }

    private String explain(AlertListing listing, String sql) {
        List<Object> values = new ArrayList<>();
        Map<String, Object> named = listing.values(sql);
        String numbered = Pattern.compile(":(\\w+)").matcher(sql).replaceAll(name -> {
            Object value = named.get(name.group(1));
            values.add(value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
            return "\\$" + values.size();
        });
        StringBuilder plan = new StringBuilder();
        pool.preparedQuery("explain (analyze, buffers) " + numbered)
                .execute(Tuple.from(values))
                .await()
                .atMost(PATIENCE)
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        LOG.debugf("%s", plan);
        return plan.toString();
    }

    /** Of the topmost node, which counts those below it. */
    private static long pagesOf(String plan) {
        Matcher buffers = BUFFERS.matcher(plan);
        assertThat(buffers.find()).as(plan).isTrue();
        return number(buffers.group(1)) + number(buffers.group(2));
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    private static Map<String, List<String>> parameters(String asked) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String pair : asked.split("&", -1)) {
            if (!pair.isEmpty()) {
                parameters.put(pair.split("=", 2)[0], List.of(pair.split("=", 2)[1]));
            }
        }
        return parameters;
    }
}
