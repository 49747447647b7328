package dev.tocsin.alerting.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.Reports;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void cursorComesBackAsItWent() {
        Cursor cursor = new Cursor(Instant.parse("2021-06-25T08:00:00.123456Z"), Reports.id("alr", 77));

        assertThat(Cursor.decode("alr", cursor.encode())).contains(cursor);
        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1624608000000000.alr_x",
                ".alr_00000000000000000000000001",
                "99999999999999999999.alr_00000000000000000000000001",
                "9223372036854775807.alr_00000000000000000000000001",
                "+5.alr_00000000000000000000000001",
                "5.rep_00000000000000000000000001",
                "五.alr_00000000000000000000000001"
            })
    void whatWasNotMadeHereIsRefused(String plain) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(Cursor.decode("alr", text)).isEmpty();
        assertThat(Cursor.decode("alr", plain)).isEmpty();
    }
}
