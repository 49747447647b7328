package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Another database of the same server. */
record OtherDatabase(Backing server, String name) implements Backing {

    static OtherDatabase create(Backing server, String name) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password())) {
            connection.createStatement().execute("create database " + name);
        }
        return new OtherDatabase(server, name);
    }

    @Override
    public String kafkaBootstrapServers() {
        return server.kafkaBootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return server.jdbcUrl().replaceFirst("/[^/]+$", "/" + name);
    }

    @Override
    public String reactiveUrl() {
        return server.reactiveUrl().replaceFirst("/[^/]+$", "/" + name);
    }

    @Override
    public String username() {
        return server.username();
    }

    @Override
    public String password() {
        return server.password();
    }

    @Override
    public void close() {
        server.close();
    }
}
