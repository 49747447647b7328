package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.ingest.fetch.AddressGuard.Refused;
import dev.tocsin.ingest.fetch.AddressGuard.Unresolved;
import dev.tocsin.ingest.fetch.AddressGuard.Vetted;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of special-purpose addresses (IANA, RFC 6890) and the spellings that have fooled others. */
class AddressGuardTest {
    /** First, some middle and last address of each forbidden IPv4 range. */
    private static final List<String> FORBIDDEN_V4 = List.of(
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.1.2.3",
            "10.255.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.0",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.0.0",
            "169.254.169.254",
            "169.254.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.255",
            "192.0.2.0",
            "192.0.2.255",
            "192.88.99.0",
            "192.88.99.255",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.0",
            "198.51.100.255",
            "203.0.113.0",
            "203.0.113.255",
            "224.0.0.0",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255");

    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example", List.of("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"),
            "loopback.example", List.of("127.0.0.1"),
            "mixed.example", List.of("93.184.216.34", "10.0.0.7"),
            "ula.example", List.of("fd00:ec2::254"),
            "127.0.0.1.nip.example", List.of("127.0.0.1"),
            "xn--fsq.example", List.of("93.184.216.34"));

    private final AddressGuard guard = new AddressGuard(List.of(), AddressGuardTest::resolve);

    static Stream<String> forbiddenV4() {
        return FORBIDDEN_V4.stream();
    }

    /** Every forbidden IPv4 address in every form that an IPv6 address can carry it in. */
    static Stream<String> forbiddenV4InsideV6() {
        return FORBIDDEN_V4.stream().flatMap(v4 -> {
            int[] b = Arrays.stream(v4.split("\\.")).mapToInt(Integer::parseInt).toArray();
            String hex = String.format("%x:%x", b[0] << 8 | b[1], b[2] << 8 | b[3]);
            String inverted = String.format("%x:%x", ~(b[0] << 8 | b[1]) & 0xffff, ~(b[2] << 8 | b[3]) & 0xffff);
            return Stream.of(
                    "[::ffff:" + v4 + "]", // mapped
                    "[::ffff:" + hex + "]",
                    "[0:0:0:0:0:ffff:" + hex + "]",
                    "[::" + v4 + "]", // compatible
                    "[::" + hex + "]",
                    "[::ffff:0:" + v4 + "]", // SIIT
                    "[64:ff9b::" + v4 + "]", // NAT64
                    "[64:ff9b::" + hex + "]",
                    "[64:ff9b:1::" + hex + "]", // NAT64, local use
                    "[2002:" + hex + "::1]", // 6to4
                    "[2001:0:" + hex + "::" + inverted + "]"); // Teredo, as server and as client
        });
    }

    @ParameterizedTest
    @MethodSource({"forbiddenV4", "forbiddenV4InsideV6"})
    void forbiddenAddressIsRefusedInEveryWrapping(String host) {
        assertThat(guard.vet("http://" + host + "/feed")).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[100::1]", "[2001::1]", "[2001:1ff:ffff::1]", "[2001:db8::1]",
                "[2002::1]", "[3fff::1]", "[3fff:fff::1]", "[5f00::1]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]",
                "[febf::1]", "[fec0::1]", "[ff00::1]", "[ff02::1]", "[4000::1]", "[8000::1]", "[::8.8.8.8]",
                "[::ffff:8.8.8.8]", "[::ffff:0:8.8.8.8]", "[1::1]"
            })
    void forbiddenIpv6IsRefused(String host) {
        assertThat(guard.vet("https://" + host + "/feed")).isEqualTo(new Refused("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "127.0.1",
                "2130706433",
                "0",
                "0x7f.1",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "00000177.0.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "256.0.0.1",
                "1.2.3.4.5",
                "1.2.3",
                "0x",
                "127.0.0.0x1",
                "a.b.0x7f",
                "example.123",
                "[::1%25lo]",
                "[::1%lo]",
                "[fe80::1%25eth0]",
                "[::1",
                "::1",
                "[]",
                "[127.0.0.1]",
                "[::ffff:127.0.0.1.]",
                "[1:2:3]",
                "[gggg::1]",
                "under_score.example",
                "-dash.example",
                "dash-.example",
                "two..dots",
                "trailing.example.",
                ".example",
                "%31%32%37.0.0.1",
                "127%2e0%2e0%2e1",
                "user@127.0.0.1",
                "user:password@public.example",
                "public.example@127.0.0.1",
                "@127.0.0.1",
                "public.example\\@127.0.0.1",
                "127.0.0.1\\.public.example",
                "public.example\t",
                "pub\tlic.example",
                "public .example",
                "public.example:99999",
                "public.example:0",
                "public.example:22",
                "public.example:25",
                "public.example:6e3",
                "public.example:-1",
                "public.example:80:80",
                "public.example:",
                "１２７.0.0.1",
                "127。0。0。1",
                "⑫7.0.0.1",
                "①②⑦.⓪.⓪.①",
                "[::１]",
                "exa\u202emple"
            })
    void oddSpellingIsRefused(String host) {
        assertThat(guard.vet("http://" + host + "/feed")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/feed",
                "//public.example/feed",
                "public.example/feed",
                "ftp://public.example/feed",
                "file:///etc/passwd",
                "jar:http://public.example!/x",
                "gopher://public.example/",
                "http:/public.example",
                "http:public.example",
                "http:///feed",
                "http://",
                "https://?x",
                "javascript:alert(1)",
                "feed:public.example",
                "http:\\\\public.example",
                "http://public.example/a b",
                "http://public.example/\u0000",
                "data:text/xml,<rss/>"
            })
    void whatIsNoWebAddressIsRefused(String url) {
        assertThat(guard.vet(url)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example/feed",
                "https://public.example",
                "HTTPS://PUBLIC.EXAMPLE:443/feed?x=1#y",
                "http://public.example:8080/",
                "https://public.example:8443/",
                "http://8.8.8.8/",
                "http://1.1.1.1:1024/",
                "http://100.63.255.255/",
                "http://100.128.0.0/",
                "http://172.15.255.255/",
                "http://172.32.0.0/",
                "http://[2606:4700:4700::1111]/",
                "http://[64:ff9b::8.8.8.8]/",
                "http://[2001:200::1]/",
                "https://例.example/新闻"
            })
    void publicAddressIsVetted(String url) {
        assertThat(guard.vet(url)).isInstanceOf(Vetted.class);
    }

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
