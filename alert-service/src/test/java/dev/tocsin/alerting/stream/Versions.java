package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.id.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Versions of alerts that come into the database without this service's doing, as another replica's do. */
final class Versions {
    private static final Ids IDS = new Ids();

    private static final String ALERT = """
            insert into alerts.alert values (?, 1, ?, 'announced', ?, 't', '{}', string_to_array(?, ','), '{}', '{}', null,
                                             null, '2021-06-01', '2021-06-30', now(), now(), now(), now(), ?, '{}',
                                             'standing', null, null, '{en}')
            """;

    private static final String FIRST = """
            insert into alerts.alert_version
                (alert_id, version, type, body, created_at, category, status, state, confidence, jurisdictions_wide,
                 actor_ids, actor_names, search_text, first_reported_at, raised_at, languages)
            select id, 1, 'alert.raised', ?::json, clock_timestamp(), category, status, state, confidence,
                   jurisdictions_wide, actor_ids, actor_names, search_text, first_reported_at, raised_at, languages
            from alerts.alert where id = ?
            """;

    private static final String NEXT = """
            insert into alerts.alert_version
                (alert_id, version, type, body, created_at, category, status, state, confidence, jurisdictions_wide,
                 actor_ids, actor_names, search_text, first_reported_at, raised_at, languages)
            select alert_id, version + 1, ?, body, clock_timestamp(), category, status, ?, ?,
                   jurisdictions_wide, actor_ids, actor_names, search_text, first_reported_at, raised_at, languages
            from alerts.alert_version where alert_id = ? order by version desc limit 1
            """;

    private Versions() {}

    /** An alert of which nothing matters but its category and its first words; returns its id. */
    static String raise(String category, String title) {
        return raise(category, title, 0.9, "US,US-FL");
    }

    static String raise(String category, String title, double confidence, String jurisdictions) {
        try (Connection connection = Rows.database()) {
            return raise(connection, category, title, confidence, jurisdictions);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String raise(Connection connection, String category, String title, double confidence, String jurisdictions)
            throws SQLException {
        String id = IDS.next("alr");
        try (PreparedStatement alert = connection.prepareStatement(ALERT);
                PreparedStatement version = connection.prepareStatement(FIRST)) {
            alert.setString(1, id);
            alert.setString(2, category);
            alert.setDouble(3, confidence);
            alert.setString(4, jurisdictions);
            alert.setString(5, title.toLowerCase(java.util.Locale.ROOT));
            alert.executeUpdate();
            version.setString(1, "{\"id\":\"" + id + "\",\"title\":\"" + title + "\"}");
            version.setString(2, id);
            version.executeUpdate();
        }
        return id;
    }

    static void change(String alertId, String type, String state, double confidence) {
        try (Connection connection = Rows.database()) {
            Rows.execute(
                    connection,
                    "update alerts.alert_version set superseded_at = now() where superseded_at is null and alert_id = '"
                            + alertId + "'");
            try (PreparedStatement next = connection.prepareStatement(NEXT)) {
                next.setString(1, type);
                next.setString(2, state);
                next.setDouble(3, confidence);
                next.setString(4, alertId);
                next.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> query(String sql) {
        try {
            return Rows.query(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
