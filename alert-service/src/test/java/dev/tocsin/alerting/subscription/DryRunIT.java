package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Role;
import dev.tocsin.alerting.delivery.Asleep;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.lifecycle.Announced;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class DryRunIT {

    private static final String SUBSCRIPTIONS = "/v1/subscriptions";
    private static final List<String> TYPES = List.of(
            "alert.raised", "alert.corroborated", "alert.updated", "alert.merged", "alert.retracted", "alert.amended");
    private static final List<String> PLACES = List.of("CN", "CN,CN-SC", "CN,CN-XJ,KZ", "US,US-FL", "KZ");
    private static final List<String> TEXTS =
            List.of("Sichuan to ban mining", "四川全面清退比特币挖矿项目", "a bank drops an nft", "hash rate falls");

    private static final List<String> FILTERS = List.of(
            "{}",
            "{\"categories\":[\"mining_ban\"]}",
            "{\"jurisdictions\":[\"CN-SC\"]}",
            "{\"jurisdictions\":[\"CN\",\"US-FL\"],\"minConfidence\":0.5}",
            "{\"statuses\":[\"in_force\",\"announced\"],\"languages\":[\"en\"]}",
            "{\"words\":[\"ban\",\"挖矿\"]}",
            "{\"actors\":[\"Florida PSC\"]}");

    @Inject
    DeliveryRepository deliveries;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    DryRunRepository dryRuns;

    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, String> mergedInto = new HashMap<>();

    @BeforeEach
    void empty() throws Exception {
        sql("truncate alerts.subscription, alerts.alert cascade");
    }

    /** The seed is in the name of the case: whatever differs can be looked at again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void dryRunAfterwardsTellsWhatSubscriptionsMadeBeforeWereSent(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, String> made = new HashMap<>();
        for (String filter : FILTERS) {
            made.put(subscribe(filter, "[\"alert.raised\",\"alert.updated\",\"alert.retracted\"]"), filter);
            made.put(subscribe(filter, "[\"alert.raised\",\"alert.corroborated\",\"alert.merged\"]"), filter);
        }
        live(random);

        for (Map.Entry<String, String> subscription : made.entrySet()) {
            JsonPath run = dryRun(subscription.getKey(), 90, 100);

            assertThat(heads(run))
                    .as(subscription.getValue())
                    .containsExactlyInAnyOrderElementsOf(
                            Rows.query("select alert_id || ' ' || alert_version || ' ' || type from alerts.delivery"
                                    + " where subscription_id = '" + subscription.getKey() + "'"));
        }
        assertThat(Rows.query("select type from alerts.delivery")).containsAll(TYPES.subList(0, 5));
    }

    @Test
    void dryRunOfAThoughtCountsByTypeCategoryAndDay() throws Exception {
        String id = tell("alr_a", "alert.raised", "mining_ban", "CN", "standing", null, 3);
        tell(id, "alert.updated", "mining_ban", "CN", "standing", null, 1);
        tell("alr_b", "alert.raised", "nft_launch", "US", "standing", null, 1);
        tell("alr_c", "alert.raised", "mining_ban", "CN", "standing", null, 50);

        JsonPath run = Rest.asOperator()
                .body("{\"filter\":{},\"limit\":2}")
                .post(SUBSCRIPTIONS + "/dry-run")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(run.getInt("messages")).isEqualTo(3);
        assertThat(run.getMap("byType")).isEqualTo(Map.of("alert.raised", 2, "alert.updated", 1));
        assertThat(run.getMap("byCategory")).isEqualTo(Map.of("mining_ban", 2, "nft_launch", 1));
        assertThat(run.getMap("byDay")).isEqualTo(Map.of(day(3), 1, day(1), 2));
        assertThat(run.getBoolean("truncated")).isFalse();
        assertThat(heads(run)).hasSize(2).contains("alr_b 1 alert.raised");
        assertThat(run.getList("newest.title")).containsOnly("Title");
    }

    @Test
    void tooMuchToReadBeginsLaterAndSaysSo() throws Exception {
        for (int day = 9; day >= 0; day--) {
            tell("alr_" + day, "alert.raised", "mining_ban", "CN", "standing", null, day);
        }

        DryRun run = await(() -> dryRuns.run(
                new Caller("acc_1", "key_1", Role.OWNER),
                new SubscriptionFilter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0),
                SubscriptionTypes.DEFAULT,
                30,
                100,
                4));

        assertThat(run.truncated()).isTrue();
        assertThat(run.newest()).extracting(DryRun.Head::alertId).containsExactly("alr_0", "alr_1", "alr_2", "alr_3");
        assertThat(run.since().atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .isEqualTo(day(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"days\":91}                          | days",
                "{\"days\":0}                           | days",
                "{\"limit\":101}                        | limit",
                "{\"types\":[]}                         | types",
                "{\"filter\":{\"categories\":[\"x\"]}}  | filter.categories",
            })
    void unusableDryRunIsRefusedByItsProperty(String body, String property) {
        JsonPath problem = Rest.asOperator()
                .body(body)
                .post(SUBSCRIPTIONS + "/dry-run")
                .then()
                .statusCode(400)
                .extract()
                .jsonPath();

        assertThat(problem.getString("property")).isEqualTo(property);
    }

    /** Alerts are raised, change, are merged and split again, and are fanned out as they do, some of them together. */
    private void live(Random random) throws Exception {
        List<String> alerts = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            Instant at = Instant.now().minus(60 - step, ChronoUnit.HOURS);
            Map<String, Announced> batch = new HashMap<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                boolean fresh = alerts.size() < 2 || alerts.size() < 25 && random.nextInt(3) == 0;
                String id = fresh ? "alr_" + alerts.size() : alerts.get(random.nextInt(alerts.size()));
                if (batch.containsKey(id)) {
                    continue;
                }
                boolean merges = !fresh && random.nextInt(5) == 0;
                String into = merges ? alerts.get(random.nextInt(alerts.size())) : id;
                boolean circular = leadsTo(into, id);
                if (fresh) {
                    alerts.add(id);
                }
                String state = merges && !circular ? "merged" : random.nextInt(6) == 0 ? "retracted" : "standing";
                batch.put(id, version(random, id, at, state, state.equals("merged") ? into : null, fresh));
            }
            fanOut(List.copyOf(batch.values()));
        }
    }

    private boolean leadsTo(String from, String to) {
        String at = from;
        while (at != null && !at.equals(to)) {
            at = mergedInto.get(at);
        }
        return at != null;
    }

    private Announced version(Random random, String id, Instant at, String state, @Nullable String into, boolean fresh)
            throws Exception {
        mergedInto.remove(id);
        if (into != null) {
            mergedInto.put(id, into);
        }
        return write(
                id,
                at,
                fresh ? "alert.raised" : TYPES.get(random.nextInt(TYPES.size())),
                List.of("mining_ban", "nft_launch", "relocation", "city_invitation")
                        .get(random.nextInt(4)),
                List.of("announced", "in_force", "rumoured").get(random.nextInt(3)),
                random.nextDouble(),
                PLACES.get(random.nextInt(PLACES.size())),
                random.nextInt(3) == 0 ? "florida psc" : "",
                List.of("en", "zh,zh-Hans").get(random.nextInt(2)),
                TEXTS.get(random.nextInt(TEXTS.size())).toLowerCase(Locale.ROOT),
                state,
                into);
    }

    private String tell(
            String id, String type, String category, String places, String state, @Nullable String into, int daysAgo)
            throws Exception {
        Instant at = Instant.now().minus(daysAgo, ChronoUnit.DAYS);
        write(id, at, type, category, "announced", 0.9, places, "", "en", "", state, into);
        return id;
    }

    private Announced write(
            String id,
            Instant at,
            String type,
            String category,
            String status,
            double confidence,
            String places,
            String actors,
            String languages,
            String text,
            String state,
            @Nullable String into)
            throws Exception {
        int version = versions.merge(id, 1, Integer::sum);
        String target = into == null ? "null" : "'" + into + "'";
        String merged = into == null ? "" : ",\"mergedInto\":\"" + into + "\"";
        sql("""
                insert into alerts.alert
                values ('%1$s', %2$d, '%3$s', '%4$s', %5$s, 'Title', '{}', '{%6$s}', '{}', '{%7$s}', null, null,
                        '2021-06-01', '2021-06-01', now(), now(), now(), now(), '%8$s', '{}', '%9$s', null, %10$s, '{%11$s}')
                on conflict (id) do update set version = excluded.version, category = excluded.category,
                    status = excluded.status, confidence = excluded.confidence,
                    jurisdictions_wide = excluded.jurisdictions_wide, actor_names = excluded.actor_names,
                    search_text = excluded.search_text, state = excluded.state, merged_into = excluded.merged_into,
                    languages = excluded.languages;
                update alerts.alert_version set superseded_at = now() where alert_id = '%1$s';
                insert into alerts.alert_version
                    (alert_id, version, type, body, created_at, category, status, state, confidence, jurisdictions_wide,
                     actor_ids, actor_names, search_text, first_reported_at, raised_at, languages)
                select id, version, '%12$s', '{"title":"Title"%13$s}', '%14$s', category, status, state, confidence,
                       jurisdictions_wide, actor_ids, actor_names, search_text, first_reported_at, raised_at, languages
                from alerts.alert where id = '%1$s'
                """.formatted(
                        id,
                        version,
                        category,
                        status,
                        confidence,
                        places,
                        actors,
                        text,
                        state,
                        target,
                        languages,
                        type,
                        merged,
                        at));
        return new Announced(id, version);
    }

    private void fanOut(List<Announced> batch) throws Exception {
        await(() -> sessions.withTransaction(session -> deliveries.fanOut(session, batch)));
    }

    private static String subscribe(String filter, String types) {
        return Rest.asOperator()
                .body("{\"url\":\"http://127.0.0.1:9999/\",\"filter\":" + filter + ",\"types\":" + types + "}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static JsonPath dryRun(String id, int days, int limit) {
        return Rest.asOperator()
                .queryParam("days", days)
                .queryParam("limit", limit)
                .get(SUBSCRIPTIONS + "/" + id + "/dry-run")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> heads(JsonPath run) {
        return run.<Map<String, Object>>getList("newest").stream()
                .map(head -> head.get("alertId") + " " + head.get("version") + " " + head.get("type"))
                .collect(Collectors.toList());
    }

    private static String day(int ago) {
        return Instant.now().minus(ago, ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sql(String statements) throws Exception {
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, statements);
        }
    }
}
