package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where answers come from; what becomes of them shows {@link RebindingTest}. */
class DnsClientTest {

    private static final Duration BUDGET = Duration.ofSeconds(2);

    @Test
    void hostsFileOfTheSystemIsRead() {
        DnsClient names = new DnsClient(List.of(), BUDGET);

        List<InetAddress> addresses =
                names.resolve("localhost").toCompletableFuture().join();

        assertThat(addresses).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        names.close();
    }

    @Test
    void serverThatIsSilentIsFollowedByTheNext() {
        try (NameServer silent = new NameServer().silentAbout("hook.example");
                NameServer speaking = new NameServer().telling("hook.example", List.of("192.0.2.7"))) {
            DnsClient names = new DnsClient(List.of(silent.address(), speaking.address()), BUDGET);

            List<InetAddress> addresses =
                    names.resolve("hook.example").toCompletableFuture().join();

            assertThat(addresses).extracting(InetAddress::getHostAddress).containsExactly("192.0.2.7");
            names.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.53", "192.0.2.53:5353", "[2001:db8::53]", "[2001:db8::53]:53"})
    void addressOfANameServerMayHaveAPort(String server) {
        new DnsClient(List.of(server), BUDGET).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "dns.example:53", "192.0.2.53:x", "2001:db8::53", "300.0.0.1", "192.0.2.53 "})
    void nameServerThatIsNoAddressIsRefusedAtStart(String server) {
        assertThatThrownBy(() -> new DnsClient(List.of(server), BUDGET)).isInstanceOf(IllegalArgumentException.class);
    }
}
