package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonTest {

    @Test
    void claimsNameAccountSubjectAndRole() {
        Optional<Person> person = of(Map.of("sub", "ann", "tocsin_account", "acc_1", "tocsin_role", "reader"));

        assertThat(person).contains(new Person("acc_1", "ann", Role.READER));
        assertThat(person.orElseThrow().caller().keyId()).isEqualTo("oidc:ann");
    }

    @Test
    void ofSeveralRolesTheOneCountsThatAllowsMost() {
        assertThat(Person.of(
                        Map.of(
                                "sub",
                                "ann",
                                "acc",
                                List.of("acc_1"),
                                "realm",
                                Map.of("roles", List.of("tocsin-reader", "owner", "tocsin-owner", "other"))),
                        "acc",
                        "realm/roles",
                        "tocsin-"))
                .contains(new Person("acc_1", "ann", Role.OWNER));
    }

    @Test
    void claimWithSlashesInItsNameIsFoundByIt() {
        assertThat(Person.of(
                        Map.of("sub", "ann", "https://x.example/account", "acc_1", "tocsin_role", "owner"),
                        "https://x.example/account",
                        "tocsin_role",
                        ""))
                .isPresent();
    }

    @Test
    void whoSaysTooLittleIsNobody() {
        assertThat(of(Map.of("sub", "ann", "tocsin_account", "acc_1"))).isEmpty();
        assertThat(of(Map.of("sub", "ann", "tocsin_role", "owner"))).isEmpty();
        assertThat(of(Map.of("tocsin_account", "acc_1", "tocsin_role", "owner")))
                .isEmpty();
        assertThat(of(Map.of("sub", "ann", "tocsin_account", "acc_1", "tocsin_role", "king")))
                .isEmpty();
        assertThat(of(Map.of("sub", "ann", "tocsin_account", List.of("acc_1", "acc_2"), "tocsin_role", "owner")))
                .isEmpty();
        assertThat(of(Map.of("sub", "ann", "tocsin_account", 7, "tocsin_role", Map.of())))
                .isEmpty();
    }

    private static Optional<Person> of(Map<String, ?> claims) {
        return Person.of(claims, "tocsin_account", "tocsin_role", "");
    }
}
