package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.webhook.AddressGuard.Allowed;
import dev.tocsin.alerting.webhook.AddressGuard.Refused;
import dev.tocsin.alerting.webhook.AddressGuard.Unresolved;
import dev.tocsin.alerting.webhook.AddressGuard.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final String PUBLIC = "93.184.215.14";

    /** Names as a tenant might point them. */
    private static final Map<String, List<String>> ZONE = Map.ofEntries(
            Map.entry("hooks.example", List.of(PUBLIC)),
            Map.entry("localhost", List.of("127.0.0.1", "::1")),
            Map.entry("metadata.google.internal", List.of("169.254.169.254")),
            Map.entry("rebound.example", List.of("10.0.0.7")),
            Map.entry("mixed.example", List.of(PUBLIC, "192.168.0.1")),
            Map.entry("mixed6.example", List.of(PUBLIC, "fd00:ec2::254")),
            Map.entry("crowd.example", Collections.nCopies(1_000, PUBLIC)));

    private static final AddressGuard GUARD = guard(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST:8443/",
                "http://localhost/",
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://rebound.example/",
                "https://mixed.example/",
                "https://mixed6.example/",
                "https://crowd.example/"
            })
    void nameWithAnyForbiddenAnswerIsRefused(String url) {
        assertThat(vet(url)).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hooks.example/#part", "https://hooks.example/#", "https://hooks.example#@127.0.0.1/"})
    void fragmentIsRefusedAsItWouldNeverBeSent(String url) {
        assertThatThrownBy(() -> WebhookUrl.parse(url)).hasMessageContaining("fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " https://hooks.example/",
                "\thttps://hooks.example/",
                "https://hooks.example/ ",
                "https://hooks.example/%",
                "https://hooks.example/%zz",
                "https://hooks.example/<>",
                "https://ho\u00adoks\u202e.example/"
            })
    void urlThatWouldHaveToBeMendedIsRefused(String url) {
        assertThatThrownBy(() -> WebhookUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void urlOfMoreThanTwoKilobytesIsRefused() {
        assertThatThrownBy(() -> WebhookUrl.parse("https://hooks.example/" + "a".repeat(2_100)))
                .hasMessageContaining("2048");
    }

    @Test
    void hostLongerThanTheDnsAllowsIsRefused() {
        assertThatThrownBy(() -> WebhookUrl.parse("https://" + "a.".repeat(140) + "example/"))
                .hasMessageContaining("host");
    }

    @Test
    void nonAsciiPathIsSentEncoded() {
        WebhookUrl url = WebhookUrl.parse("https://例え.example/回调?q=警报");

        assertThat(url.host()).isEqualTo("xn--r8jz45g.example");
        assertThat(url.pathAndQuery()).isEqualTo("/%E5%9B%9E%E8%B0%83?q=%E8%AD%A6%E6%8A%A5");
    }

    @Test
    void plainHttpToAPublicAddressIsRefused() {
        assertThat(vet("http://hooks.example/")).isEqualTo(new Refused("plain http is not allowed: use https"));
    }

    @Test
    void plainHttpToAPublicAddressIsAllowedWhenTheOperatorSaysSo() {
        assertThat(vet(guard(true), "http://hooks.example/")).isInstanceOf(Allowed.class);
    }

    @Test
    void operatorsSettingForHttpOpensNoPrivateAddress() {
        assertThat(vet(guard(true), "http://localhost/")).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/", "http://localhost:9000/", "https://[::1]/"})
    void allowListedAddressIsAllowedAlsoInPlainHttp(String url) {
        assertThat(vet(guard(false, "127.0.0.0/8", "::1/128"), url)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "https://metadata.google.internal/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[2002:7f00:1::]/",
                "http://168.63.129.16/"
            })
    void allowListOpensNothingElse(String url) {
        assertThat(vet(guard(false, "127.0.0.0/8", "::1/128"), url)).isEqualTo(new Refused("address not allowed"));
    }

    @Test
    void nameWithoutAnAddressIsNoRefusal() {
        assertThat(vet("https://not-yet.example/")).isEqualTo(new Unresolved());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0/8/8", "*", "hooks.example/24"})
    void allowListOfAnythingButRangesIsRefusedAtStart(String range) {
        assertThatThrownBy(() -> guard(false, range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CIDR");
    }

    private static Verdict vet(String url) {
        return vet(GUARD, url);
    }

    private static Verdict vet(AddressGuard guard, String url) {
        return guard.vet(WebhookUrl.parse(url)).toCompletableFuture().join();
    }

    private static AddressGuard guard(boolean httpAllowed, String... allowed) {
        Function<String, List<InetAddress>> zone = host -> ZONE.getOrDefault(host, List.of()).stream()
                .map(AddressGuardTest::inet)
                .toList();
        return new AddressGuard(
                Arrays.asList(allowed), httpAllowed, host -> CompletableFuture.completedFuture(zone.apply(host)));
    }

    private static InetAddress inet(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
