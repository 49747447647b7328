package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.ingest.fetch.AddressGuard.Refused;
import dev.tocsin.ingest.fetch.AddressGuard.Unresolved;
import dev.tocsin.ingest.fetch.AddressGuard.Vetted;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of names, and what an operator may open; the spellings and ranges are in {@link GuardTablesTest}. */
class AddressGuardTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example", List.of("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"),
            "loopback.example", List.of("127.0.0.1"),
            "mixed.example", List.of("93.184.216.34", "10.0.0.7"),
            "ula.example", List.of("fd00:ec2::254"),
            "127.0.0.1.nip.example", List.of("127.0.0.1"));

    private final AddressGuard guard = new AddressGuard(List.of(), AddressGuardTest::resolve);

    @ParameterizedTest
    @ValueSource(strings = {"loopback.example", "mixed.example", "ula.example", "127.0.0.1.nip.example"})
    void nameIsRefusedForAnyForbiddenAnswer(String host) {
        assertThat(guard.vet("https://" + host + "/feed")).isEqualTo(new Refused("address not allowed"));
    }

    @Test
    void unknownNameIsUnresolved() {
        assertThat(guard.vet("https://nowhere.example/")).isEqualTo(new Unresolved("nowhere.example"));
    }

    @Test
    void connectionGoesToTheVettedAddressUnderTheNameAskedFor() {
        Vetted vetted = (Vetted) guard.vet("https://Public.Example/feed?a=%C3%BC&b=ü");

        assertThat(vetted.address().getHostAddress()).isEqualTo("93.184.216.34");
        assertThat(vetted.url()).hasToString("https://public.example/feed?a=%C3%BC&b=%C3%BC");
    }

    @Test
    void operatorAllowsRangesAndNothingBesides() {
        AddressGuard lenient = new AddressGuard(List.of("127.0.0.0/8", " fd00::/8"), AddressGuardTest::resolve);

        List<String> allowed = new ArrayList<>();
        for (String host : List.of(
                "127.0.0.1", "loopback.example", "ula.example", "10.0.0.1", "[::ffff:127.0.0.1]", "mixed.example")) {
            if (lenient.vet("http://" + host + ":8080/") instanceof Vetted) {
                allowed.add(host);
            }
        }

        assertThat(allowed).containsExactly("127.0.0.1", "loopback.example", "ula.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "/8", "10.*", "10.0.0.0-255", "localhost"})
    void rangeThatIsNotWrittenOutAllowsNothing(String range) {
        // A comma too many in the configuration must not open what an address library makes of nothing: loopback.
        assertThatThrownBy(() -> new AddressGuard(List.of("10.0.0.0/8", range), AddressGuardTest::resolve))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an address range");
    }

    @Test
    void malformedRangeIsNamed() {
        assertThatThrownBy(() -> new AddressGuard(List.of("10.0.0/33x"), AddressGuardTest::resolve))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0/33x");
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> answers = new ArrayList<>();
        for (String address : NAMES.getOrDefault(host, List.of())) {
            answers.add(InetAddress.getByName(address)); // a literal: nothing is looked up
        }
        if (answers.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return answers;
    }
}
