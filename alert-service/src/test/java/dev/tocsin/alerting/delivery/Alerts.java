package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.lifecycle.Announced;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Puts alerts into the database as the pipeline would, and fans them out. */
@Singleton
public class Alerts {

    private static final String ALERT = """
            insert into alerts.alert values (?, 1, ?, ?, ?, 't', '{}', ?, ?, ?, null, null, '2021-06-01', '2021-06-30',
                                             now(), now(), now(), now(), '', '{}', 'standing', null, null,
                                             '{en,zh,zh-Hans}')
            """;

    private final DataSource database;
    private final Mutiny.SessionFactory sessions;
    private final DeliveryRepository deliveries;
    private final Ids ids = new Ids();

    Alerts(DataSource database, Mutiny.SessionFactory sessions, DeliveryRepository deliveries) {
        this.database = database;
        this.sessions = sessions;
        this.deliveries = deliveries;
    }

    /** An alert as the filter sees it; a mining ban in Florida unless told otherwise. */
    record Alert(
            String category,
            String status,
            double confidence,
            List<String> jurisdictionsWide,
            List<String> actorIds,
            List<String> actorNames,
            String body) {
        static Alert aBan() {
            return new Alert(
                    "mining_ban",
                    "in_force",
                    0.9,
                    List.of("US", "US-FL"),
                    List.of("us-fl-psc"),
                    List.of("florida psc"),
                    "{\"title\": \"佛罗里达禁止挖矿\", \"reports\": [{\"language\": \"en\"}, {\"language\": \"zh-Hans\"}]}");
        }

        Alert withBody(String other) {
            return new Alert(category, status, confidence, jurisdictionsWide, actorIds, actorNames, other);
        }
    }

    Announced insert(Alert alert) {
        String id = ids.next("alr");
        try (Connection connection = database.getConnection();
                PreparedStatement row = connection.prepareStatement(ALERT);
                PreparedStatement version = connection.prepareStatement("""
                        insert into alerts.alert_version
                        select id, 1, 'alert.raised', ?::json, now(), null, category, status, state, confidence,
                               jurisdictions_wide, actor_ids, actor_names, search_text, first_reported_at, raised_at,
                               languages
                        from alerts.alert where id = ?
                        """)) {
            row.setString(1, id);
            row.setString(2, alert.category());
            row.setString(3, alert.status());
            row.setDouble(4, alert.confidence());
            row.setArray(
                    5,
                    connection.createArrayOf("text", alert.jurisdictionsWide().toArray()));
            row.setArray(6, connection.createArrayOf("text", alert.actorIds().toArray()));
            row.setArray(7, connection.createArrayOf("text", alert.actorNames().toArray()));
            row.executeUpdate();
            version.setString(1, alert.body());
            version.setString(2, id);
            version.executeUpdate();
            return new Announced(id, 1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next version, of another status. */
    Announced change(Announced before, String type, String status) {
        sql("update alerts.alert set version = version + 1, status = ? where id = ?", status, before.alertId());
        sql("update alerts.alert_version set superseded_at = now() where alert_id = ?", before.alertId());
        sql("""
                insert into alerts.alert_version
                select alert_id, version + 1, ?, body, now(), null, category, ?, state, confidence, jurisdictions_wide,
                       actor_ids, actor_names, search_text, first_reported_at, raised_at, languages
                from alerts.alert_version where alert_id = ? and version = ?
                """, type, status, before.alertId(), before.version());
        return new Announced(before.alertId(), before.version() + 1);
    }

    /** The same in another state. */
    void turn(Announced alert, String state, @Nullable String mergedInto) {
        sql("update alerts.alert set state = ?, merged_into = ? where id = ?", state, mergedInto, alert.alertId());
    }

    int fanOut(Announced... raised) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> sessions.withTransaction(session -> deliveries.fanOut(session, List.of(raised))));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    int sql(String statement, @Nullable Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column. */
    List<String> query(String statement, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
