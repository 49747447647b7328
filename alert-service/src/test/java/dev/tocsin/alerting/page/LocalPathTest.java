package dev.tocsin.alerting.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/alerts/alr_1?why=1", "/?q=%E5%9B%9B&category=a,b"})
    void placesOfOurOwnAreKept(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "alerts",
                "/a\\b",
                "/a\r\nSet-Cookie: x",
                "/ x"
            })
    void everythingElseLeadsToTheRoot(String path) {
        assertThat(LocalPath.of(path)).isEqualTo("/");
    }
}
