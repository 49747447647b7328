package dev.tocsin.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    @TempDir
    Path home;

    @Test
    void keyIsMadeOnceAndKeptForItsOwnerOnly() throws Exception {
        Path data = home.resolve("data");

        String made = MasterKey.in(data);

        assertThat(made).matches("local:[A-Za-z0-9+/]{43}=");
        assertThat(MasterKey.in(data)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets-key"))))
                .isEqualTo("rw-------");
        assertThat(MasterKey.in(home.resolve("other"))).isNotEqualTo(made);
    }
}
