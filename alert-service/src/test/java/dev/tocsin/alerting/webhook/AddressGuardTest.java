package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.webhook.AddressGuard.Allowed;
import dev.tocsin.alerting.webhook.AddressGuard.Refused;
import dev.tocsin.alerting.webhook.AddressGuard.Unresolved;
import dev.tocsin.alerting.webhook.AddressGuard.Verdict;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final String PUBLIC = "93.184.215.14";

    /** Names as a tenant might point them. */
    private static final Map<String, List<String>> ZONE = Map.ofEntries(
            Map.entry("hooks.example", List.of(PUBLIC)),
            Map.entry("dual.example", List.of(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c")),
            Map.entry("localhost", List.of("127.0.0.1", "::1")),
            Map.entry("metadata.google.internal", List.of("169.254.169.254")),
            Map.entry("rebound.example", List.of("10.0.0.7")),
            Map.entry("mixed.example", List.of(PUBLIC, "192.168.0.1")),
            Map.entry("mixed6.example", List.of(PUBLIC, "fd00:ec2::254")),
            Map.entry("crowd.example", Collections.nCopies(1_000, PUBLIC)),
            Map.entry("xn--r8jz45g.example", List.of(PUBLIC)));

    private static final AddressGuard GUARD = guard(false);

    /** The ranges again, written from the IANA registries and not from the code. */
    private static final List<String> FORBIDDEN_V4 = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "255.255.255.255/32");

    /** Ways to carry an IPv4 address in an IPv6 one; %s is the address in hex, "7f00:1". */
    private static final List<String> WRAPPINGS = List.of(
            "::%s", // compatible (RFC 4291, deprecated)
            "::ffff:%s", // mapped
            "::ffff:0:%s", // SIIT translated
            "64:ff9b::%s", // NAT64, well-known prefix
            "64:ff9b:1::%s", // NAT64, local prefix
            "2002:%s::", // 6to4
            "2001:0:%s::", // Teredo, server
            "2001:0:0:0:0:0:%s", // Teredo, client
            "fe80::5efe:%s", // ISATAP
            "::7:%s");

    static Stream<String> endsOfForbiddenRanges() {
        return FORBIDDEN_V4.stream()
                .map(AddressGuardTest::range)
                .flatMap(range -> Stream.of(range.getLower(), range.getUpper()))
                .map(address -> address.withoutPrefixLength().toCanonicalString());
    }

    static Stream<String> wrappedForbiddenAddresses() {
        return endsOfForbiddenRanges()
                .map(AddressGuardTest::hex)
                .flatMap(v4 -> WRAPPINGS.stream().map(wrapping -> wrapping.formatted(v4)));
    }

    @ParameterizedTest
    @MethodSource("endsOfForbiddenRanges")
    void bothEndsOfEveryForbiddenRangeAreRefused(String address) {
        assertThat(vet("https://" + address + "/")).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @MethodSource("wrappedForbiddenAddresses")
    void forbiddenAddressIsRefusedInEveryWrapping(String address) {
        assertThat(vet("https://[" + address + "]/")).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @MethodSource("wrappedForbiddenAddresses")
    void forbiddenAddressIsRefusedInEveryWrappingWhenTheDnsAnswersIt(String address) throws Exception {
        AddressGuard guard = new AddressGuard(List.of(), false, host -> List.of(inet(PUBLIC), inet(address)));

        assertThat(guard.vet(WebhookUrl.parse("https://hooks.example/"))).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::", "::1", "::2", "64:ff9b:1::808:808", "100::1", "100:0:0:1::1", "2001::1", "2001:1ff:ffff::1",
                        "2001:db8::1", "2002:808:808::1",
                "3fff::1", "3fff:fff:ffff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff:ffff::1",
                        "fe80::1", "febf::1", "fec0::1",
                "feff::1", "ff02::1", "ff0e::1", "ffff::1", "0200::1", "1fff::1"
            })
    void specialIpv6RangesAreRefused(String address) {
        assertThat(vet("https://[" + address + "]/")).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://8.8.8.8/",
                "https://9.255.255.255/",
                "https://11.0.0.0/",
                "https://100.63.255.255/",
                "https://100.128.0.0/",
                "https://126.255.255.255/",
                "https://128.0.0.0/",
                "https://169.253.255.255/",
                "https://169.255.0.0/",
                "https://172.15.255.255/",
                "https://172.32.0.0/",
                "https://192.0.1.0/",
                "https://192.88.98.255/",
                "https://192.167.255.255/",
                "https://192.169.0.0/",
                "https://198.17.255.255/",
                "https://198.20.0.0/",
                "https://223.255.255.255/",
                "https://[2606:4700::1111]/",
                "https://[2001:200::1]/",
                "https://[2a00:1450:4001:800::200e]/",
                "https://[64:ff9b::8.8.8.8]/",
                "https://hooks.example/",
                "https://HOOKS.example:8443/a?b=c",
                "https://dual.example/",
                "https://例え.example/回调",
                "HTTPS://hooks.example"
            })
    void publicTargetIsAllowed(String url) {
        assertThat(vet(url)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST:8443/",
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://rebound.example/",
                "https://mixed.example/",
                "https://mixed6.example/",
                "https://crowd.example/",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://0/",
                "https://0.0/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7f.1/",
                "https://0X7F.0.0.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.0.0.01/",
                "https://127.0.0.0x1/",
                "https://00000127.0.0.1/",
                "https://1.2.3/",
                "https://1.2.3.4.5/",
                "https://256.1.1.1/",
                "https://999999999999/",
                "https://0x/",
                "https://a.0x7f/",
                "https://evil.example.1/",
                "https://127。0。0。1/",
                "https://127.0.0.1/",
                "https://①②⑦.⓪.⓪.①/",
                "https://１２７.0.0.1/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::FFFF:7F00:1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[0000:0000:0000:0000:0000:0000:0000:0001]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[2002:7f00:1::]/",
                "https://[::1%25lo]/",
                "https://[fe80::1%25eth0]/",
                "https://[::]/",
                "https://[::]:8443/",
                "https://[1::2::3]/",
                "https://[::ffff:0x7f.0.0.1]/",
                "https://[::1/64]/",
                "https://[*]/",
                "https://[::1-5]/",
                "https://[1.2.3.4]/",
                "https://[v1.fe80::a]/"
            })
    void everySpellingOfAForbiddenTargetIsRefused(String url) {
        assertThat(refusalOf(url)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hooks.example",
                "//hooks.example/",
                "/hook",
                "https:",
                "https:/",
                "https://",
                "https:///path",
                "https:hooks.example",
                "https://:8443/",
                "https://@hooks.example/",
                "https://user@hooks.example/",
                "https://user:pass@hooks.example/",
                "https://hooks.example@127.0.0.1/",
                "https://127.0.0.1@hooks.example/",
                "https://127.0.0.1%00@hooks.example/",
                "https://hooks.example#@127.0.0.1/",
                "https://hooks.example/#part",
                "https://hooks.example:0/",
                "https://hooks.example:22/",
                "https://hooks.example:25/",
                "https://hooks.example:1023/",
                "https://hooks.example:65536/",
                "https://hooks.example:99999999/",
                "https://hooks.example:-1/",
                "https://hooks.example:8443:8443/",
                "https://hooks.example:80a/",
                "https://hooks.example:0x50/",
                "https://hooks_example.example/",
                "https://-hooks.example/",
                "https://hooks-.example/",
                "https://hooks..example/",
                "https://.hooks.example/",
                "https://hooks.example./",
                "https://%6c%6f%63alhost/",
                "https://127%2e0.0.1/",
                "https://hooks.example\\@127.0.0.1/",
                "https:\\\\hooks.example/",
                "https://hooks.example\t/",
                "\thttps://hooks.example/",
                "https://hooks.example/\r\nx: y",
                "https://hooks.example/ x",
                " https://hooks.example/",
                "https://hooks.example/\u0000",
                "https://hooks\u0000.example/",
                "https://hooks.example/%",
                "https://hooks.example/%zz",
                "https://hooks.example/<>",
                "https://[::1/",
                "https://::1/",
                "https://::1]/",
                "https://[::1]evil/",
                "https://[::1]:22/",
                "https://[]/",
                "https://[[::1]]/",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "gopher://hooks.example/",
                "jar:https://hooks.example/!/",
                "javascript:alert(1)",
                "data:text/plain,x",
                "ldap://hooks.example/",
                "ws://hooks.example/",
                "unix:///var/run/docker.sock",
                "h\u200bttps://hooks.example/",
                "https://ho\u00adoks\u202e.example/"
            })
    void anythingButAPlainAbsoluteUrlIsRefused(String url) {
        assertThatThrownBy(() -> WebhookUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
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
        assertThat(guard(true).vet(WebhookUrl.parse("http://hooks.example/"))).isInstanceOf(Allowed.class);
    }

    @Test
    void operatorsSettingForHttpOpensNoPrivateAddress() {
        assertThat(guard(true).vet(WebhookUrl.parse("http://localhost/")))
                .isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/", "http://localhost:9000/", "https://[::1]/"})
    void allowListedAddressIsAllowedAlsoInPlainHttp(String url) {
        assertThat(guard(false, "127.0.0.0/8", "::1/128").vet(WebhookUrl.parse(url)))
                .isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "https://metadata.google.internal/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[2002:7f00:1::]/"
            })
    void allowListOpensNothingElse(String url) {
        assertThat(guard(false, "127.0.0.0/8", "::1/128").vet(WebhookUrl.parse(url)))
                .isEqualTo(new Refused("address not allowed"));
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

    private static String refusalOf(String url) {
        try {
            return vet(url) instanceof Refused refused ? refused.reason() : "";
        } catch (IllegalArgumentException e) {
            return Objects.requireNonNullElse(e.getMessage(), "");
        }
    }

    private static Verdict vet(String url) {
        return GUARD.vet(WebhookUrl.parse(url));
    }

    private static AddressGuard guard(boolean httpAllowed, String... allowed) {
        Function<String, List<InetAddress>> zone = host -> ZONE.getOrDefault(host, List.of()).stream()
                .map(AddressGuardTest::inet)
                .toList();
        return new AddressGuard(Arrays.asList(allowed), httpAllowed, zone::apply);
    }

    private static InetAddress inet(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static IPAddress range(String cidr) {
        return Objects.requireNonNull(new IPAddressString(cidr).getAddress()).toPrefixBlock();
    }

    private static String hex(String v4) {
        byte[] bytes = inet(v4).getAddress();
        return "%x:%x".formatted((bytes[0] & 255) << 8 | bytes[1] & 255, (bytes[2] & 255) << 8 | bytes[3] & 255);
    }
}
