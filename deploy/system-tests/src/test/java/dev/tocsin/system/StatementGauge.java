package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL was asked to do in one database, told by pg_stat_statements. */
final class StatementGauge {
    private static final String MOST = """
            select calls, mean_exec_time, total_exec_time, rows, shared_blks_hit + shared_blks_read, wal_bytes,
                   left(regexp_replace(query, '\\s+', ' ', 'g'), 70)
            from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database()) and toplevel
              and query not like '%pg_stat_statements%'
            order by total_exec_time desc limit ?""";

    private final Backing database;

    StatementGauge(Backing database) throws SQLException {
        this.database = database;
        execute("create extension if not exists pg_stat_statements");
    }

    /** One statement, as often as it was run. Times are milliseconds. */
    record Statement(long calls, double mean, double total, long rows, long blocks, long walBytes, String text) {}

    void reset() throws SQLException {
        execute("select pg_stat_statements_reset()");
    }

    /** Those that took most of the time. */
    List<Statement> most(int count) throws SQLException {
        try (Connection connection = connect();
                var query = connection.prepareStatement(MOST)) {
            query.setInt(1, count);
            List<Statement> statements = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    statements.add(new Statement(
                            found.getLong(1),
                            found.getDouble(2),
                            found.getDouble(3),
                            found.getLong(4),
                            found.getLong(5),
                            found.getLong(6),
                            found.getString(7)));
                }
            }
            return statements;
        }
    }

    /** Counts every transaction that wrote something: the next number. */
    long transactions() throws SQLException {
        return number("select pg_current_xact_id()::text::bigint");
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                ResultSet found = connection.createStatement().executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
