package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database whose user may not make roles. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class MigrationIT {

    @AfterEach
    void removed() throws Exception {
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, "drop database if exists plain");
            Rows.execute(connection, "drop role if exists plain_user");
        }
    }

    @Test
    void userWithoutCreateroleIsToldTheTwoStatementsAndThenGoesOn() throws Exception {
        String url;
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, "create role plain_user login password 'plain' nosuperuser nocreaterole");
            Rows.execute(connection, "create database plain owner plain_user");
            url = ConfigProvider.getConfig()
                    .getValue("quarkus.datasource.jdbc.url", String.class)
                    .replaceFirst("/" + connection.getCatalog() + "(\\?|$)", "/plain$1");
        }
        Flyway flyway = Flyway.configure()
                .dataSource(url, "plain_user", "plain")
                .schemas("alerts")
                .defaultSchema("alerts")
                .locations("classpath:db/migration")
                .load();

        assertThatThrownBy(flyway::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("CREATE ROLE tocsin_tenant NOLOGIN; GRANT tocsin_tenant TO plain_user;");

        try (Connection connection = Rows.database()) {
            Rows.execute(connection, "GRANT tocsin_tenant TO plain_user");
        }
        assertThat(flyway.migrate().success).isTrue();
    }
}
