package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall: what the database shows to a request of an account, whatever its statement forgets to ask. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class TenantIT {
    private static final Caller ONE =
            new Caller("acc_wa110000000000000000000001", "key_wa110000000000000000000001", Role.OWNER);
    private static final Caller OPERATOR = new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR);

    /** What belongs to nobody: read by all, or by none of them. Every other table has to have a policy. */
    private static final Set<String> SHARED = Set.of(
            "alert",
            "alert_version",
            "article",
            "correction",
            "flyway_schema_history",
            "neighbour",
            "report",
            // Asked before it is known whose request it is.
            "session");

    @Inject
    TenantRepository tenants;

    @Inject
    Pool pool;

    @BeforeEach
    void twoAccounts() throws Exception {
        for (String wall : List.of("wa110000000000000000000001", "wa110000000000000000000002")) {
            sql("""
                    insert into alerts.account values ('acc_%1$s', 'wall', now()) on conflict do nothing;
                    insert into alerts.api_key (id, account_id, name, prefix, hash, role, created_at)
                    values ('key_%1$s', 'acc_%1$s', 'x', 'x', sha256('%1$s'::bytea), 'owner', now()) on conflict do nothing;
                    insert into alerts.subscription
                        (id, account_id, name, url, categories, jurisdictions, actors, actor_keys, statuses, languages,
                         min_confidence, enabled, version, created_at, updated_at)
                    values ('sub_%1$s', 'acc_%1$s', 'x', 'http://127.0.0.1:9999/', '{}', '{}', '{}', '{}', '{}', '{}', 0, false, 1,
                            now(), now()) on conflict do nothing;
                    insert into alerts.delivery (id, subscription_id, type, body, state, attempts, tries, created_at)
                    values ('msg_%1$s', 'sub_%1$s', 'subscription.test', '{}', 'held', 0, 0, now()) on conflict do nothing;
                    insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held)
                    values ('msg_%1$s', 'sub_%1$s', 'h:1', now(), false, true) on conflict do nothing;
                    insert into alerts.attempt
                        (delivery_id, number, started_at, duration_ms, outcome, response_excerpt)
                    values ('msg_%1$s', 1, now(), 1, 'rejected', '') on conflict do nothing;
                    insert into alerts.failing_endpoint values ('sub_%1$s', now(), 0, now()) on conflict do nothing;
                    insert into alerts.release values ('sub_%1$s', now(), now()) on conflict do nothing;
                    insert into alerts.audit values ('aud_%1$s', 'acc_%1$s', 'acc_%1$s', 'key_%1$s', 'owner', 'create', 'key',
                        'key_%1$s', '{}', null, 'req_1', now()) on conflict do nothing
                    """.formatted(wall));
        }
    }

    @Test
    void everyTableBehindAnAccountHasAPolicy() throws Exception {
        List<String> tables = Rows.query(
                "select relname from pg_class where relnamespace = 'alerts'::regnamespace and relkind in ('r', 'p')");
        List<String> guarded = Rows.query("""
                select relname from pg_class c
                where relnamespace = 'alerts'::regnamespace and relrowsecurity
                  and exists (select from pg_policy p
                              where p.polrelid = c.oid and 'tocsin_tenant'::regrole = any(p.polroles))
                """);

        Set<String> open = new TreeSet<>(tables);
        open.removeAll(guarded);

        assertThat(open)
                .as("tables without row-level security: give each a policy, or say here that it belongs to nobody")
                .isEqualTo(new TreeSet<>(SHARED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from alerts.account",
                "select account_id from alerts.api_key",
                "select account_id from alerts.subscription",
                "select account_id from alerts.audit",
                "select subscription_id from alerts.delivery",
                "select subscription_id from alerts.queue",
                "select subscription_id from alerts.release",
                "select subscription_id from alerts.failing_endpoint",
                "select delivery_id from alerts.attempt"
            })
    void statementThatForgetsTheAccountSeesItsOwnRowsAndNoOthers(String statement) {
        List<String> seen = asTenant(statement);

        assertThat(seen).hasSize(1).allSatisfy(id -> assertThat(id).endsWith("wa110000000000000000000001"));
        assertThat(await(() -> rows(OPERATOR, statement))).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update alerts.subscription set name = 'mine' where id = 'sub_wa110000000000000000000002' returning id",
                "update alerts.delivery set state = 'failed' where id = 'msg_wa110000000000000000000002' returning id",
                "delete from alerts.queue where delivery_id = 'msg_wa110000000000000000000002' returning delivery_id",
                "update alerts.api_key set revoked_at = now() where id = 'key_wa110000000000000000000002' returning id"
            })
    void rowsOfAnotherAccountCannotBeChanged(String statement) {
        assertThat(asTenant(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update alerts.subscription set account_id = 'acc_wa110000000000000000000002' where id = 'sub_wa110000000000000000000001' returning id",
                "insert into alerts.queue values ('msg_new', 'sub_wa110000000000000000000002', 'h:1', now(), true, false) returning delivery_id",
                "insert into alerts.audit values ('aud_x', 'acc_wa110000000000000000000001', 'acc_wa110000000000000000000002', 'k', 'owner', 'create', 'key', 'k', '{}',"
                        + " null, 'r', now()) returning id"
            })
    void rowsCannotBePutIntoAnotherAccount(String statement) {
        assertThatThrownBy(() -> asTenant(statement)).hasStackTraceContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update alerts.alert set title = 'x' returning id",
                "delete from alerts.alert_version returning alert_id",
                "select id from alerts.report",
                "select alert_id from alerts.told",
                "update alerts.account set name = 'x' returning id",
                "delete from alerts.audit returning id",
                "update alerts.audit set action = 'x' returning id",
                "delete from alerts.subscription returning id",
                "create table alerts.mine (id text)"
            })
    void whatNoRequestNeedsIsForbidden(String statement) {
        assertThatThrownBy(() -> asTenant(statement)).hasStackTraceContaining("permission denied");
    }

    @Test
    void connectionGoesBackToItsPoolAsItCame() {
        asTenant("select id from alerts.account");

        List<String> left =
                await(() -> pool.query("select current_user || coalesce(current_setting('tocsin.account', true), '')")
                        .execute()
                        .map(TenantIT::first));

        assertThat(left).doesNotContain("tocsin_tenant").noneMatch(text -> text.contains("acc_wa11"));
    }

    private List<String> asTenant(String statement) {
        return await(() -> rows(ONE, statement));
    }

    private Uni<List<String>> rows(Caller caller, String statement) {
        return tenants.connection(
                caller, connection -> connection.query(statement).execute().map(TenantIT::first));
    }

    private static List<String> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
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
