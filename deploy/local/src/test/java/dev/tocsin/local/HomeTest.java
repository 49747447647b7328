package dev.tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path root;

    @Test
    void onlyOneLauncherHasIt() throws Exception {
        try (Home first = Home.open(root, 0).orElseThrow()) {
            assertThat(Home.open(root, 0)).isEmpty();
            assertThat(first.wasKilled()).isFalse();
        }
    }

    @Test
    void stacksWithOtherPortsLiveBesideEachOther() throws Exception {
        try (Home first = Home.open(root, 0).orElseThrow();
                Home second = Home.open(root, 100).orElseThrow()) {
            assertThat(second.data()).isNotEqualTo(first.data());
            assertThat(second.logs()).isNotEqualTo(first.logs());
        }
    }

    @Test
    void apiKeyIsMadeOnceAndReadableByItsOwnerOnly() throws Exception {
        try (Home home = Home.open(root, 0).orElseThrow()) {
            String made = home.apiKey(Optional.empty());

            assertThat(home.apiKey(Optional.empty())).isEqualTo(made);
            assertThat(made).hasSizeGreaterThan(30);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(".run/api-key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void givenApiKeyIsUsedAndNotKept() throws Exception {
        try (Home home = Home.open(root, 0).orElseThrow()) {
            assertThat(home.apiKey(Optional.of("mine"))).isEqualTo("mine");
            assertThat(root.resolve(".run/api-key")).doesNotExist();
        }
    }

    @Test
    void forgettingRemovesDataLogsAndSubscriptionButNotTheKey() throws Exception {
        try (Home home = Home.open(root, 0).orElseThrow()) {
            String key = home.apiKey(Optional.empty());
            home.keepSecret("subscription", "sub_1 whsec_x");
            Files.createDirectories(home.data().resolve("kafka/log"));
            Files.writeString(home.data().resolve("kafka/log/file"), "old");

            home.forget();

            assertThat(home.data()).doesNotExist();
            assertThat(home.secret("subscription")).isEmpty();
            assertThat(home.apiKey(Optional.empty())).isEqualTo(key);
        }
    }

    @Test
    void launcherThatDidNotComeToItsEndIsNoticed() throws Exception {
        Files.createDirectories(root.resolve(".run"));
        Files.writeString(root.resolve(".run/lock"), "4711");

        try (Home home = Home.open(root, 0).orElseThrow()) {
            assertThat(home.wasKilled()).isTrue();
        }
        try (Home next = Home.open(root, 0).orElseThrow()) {
            assertThat(next.wasKilled()).isFalse();
        }
    }
}
