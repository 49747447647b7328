package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGrantTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller OWNER = new Caller("acc_1", "key_1", Role.OWNER);
    private static final Caller MANAGER =
            new Caller("acc_1", "key_2", Role.OWNER, Set.of(Scope.KEYS_MANAGE), Origin.NONE);
    private static final Caller OPERATOR = new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR);

    @Test
    void withoutScopesAKeyHasThoseOfItsRole() {
        assertThat(grant(OWNER, "acc_1", Role.READER, null).scopes()).isEqualTo(Role.READER.scopes());
    }

    @Test
    void nobodyGivesWhatTheyHaveNot() {
        assertThatThrownBy(() -> grant(MANAGER, "acc_1", Role.READER, null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("alerts:read");
        assertThat(grant(MANAGER, "acc_1", Role.OWNER, Set.of(Scope.KEYS_MANAGE))
                        .scopes())
                .containsExactly(Scope.KEYS_MANAGE);
    }

    @Test
    void operatorsAreMadeByAnOperatorInTheirOwnAccount() {
        assertThat(grant(OPERATOR, Caller.OPERATOR_ACCOUNT, Role.OPERATOR, null).role())
                .isEqualTo(Role.OPERATOR);
        assertThatThrownBy(() -> grant(OPERATOR, "acc_1", Role.OPERATOR, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> grant(OWNER, "acc_1", Role.OPERATOR, null)).isInstanceOf(Problem.class);
    }

    @Test
    void overlapIsADayUnlessToldLess() {
        assertThat(KeyGrant.overlap(null)).isEqualTo(Duration.ofHours(24));
        assertThat(KeyGrant.overlap("PT0S")).isZero();
        assertThat(KeyGrant.overlap("PT90M")).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H0.1S", "-PT1S", "1h", "P9999999999999999999D"})
    void overlapOutOfItsBoundsIsRefused(String text) {
        assertThatThrownBy(() -> KeyGrant.overlap(text)).isInstanceOf(Problem.class);
    }

    private static KeyGrant grant(Caller caller, String account, Role role, @Nullable Set<Scope> scopes) {
        return KeyGrant.of(caller, account, role, scopes, null, NOW);
    }
}
