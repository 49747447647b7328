package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the guard against the tables that both services share; its twin stands in ingest-service. */
class GuardTablesTest {
    private static final String PUBLIC = "93.184.215.14";

    /** Ways to carry an IPv4 address in an IPv6 one; the address, its hexadecimal form, and that inverted. */
    private static final List<String> WRAPPINGS = List.of(
            "::%1$s", // compatible
            "::ffff:%2$s", // mapped
            "::ffff:0:%2$s", // SIIT
            "64:ff9b::%1$s", // NAT64, well known
            "64:ff9b:1::%2$s", // NAT64, local
            "64:ff9b:1:ffff:ffff:ffff:%2$s",
            "2002:%2$s::", // 6to4
            "2002:%2$s:ffff:ffff:ffff:ffff:ffff",
            "2001:0:%2$s::1", // Teredo, server
            "2001:0:4136:e378:8000:63bf:%3$s", // Teredo, client
            "fe80::5efe:%2$s", // ISATAP
            "fd00::%2$s");

    static Stream<String> forbiddenHosts() {
        return AddressTable.read("forbidden-hosts.txt");
    }

    static Stream<String> refusedUrls() {
        return AddressTable.read("refused-urls.txt");
    }

    static Stream<String> publicUrls() {
        return AddressTable.read("public-urls.txt");
    }

    static Stream<String> specialRanges() {
        return AddressTable.read("special-ranges.txt");
    }

    @ParameterizedTest
    @MethodSource("forbiddenHosts")
    void everySpellingOfAForbiddenHostGetsTheSameWords(String host) {
        assertThat(refusalOf("https://" + host + "/")).isEqualTo(AddressGuard.NOT_ALLOWED);
        assertThat(refusalOf("https://" + host + ":8443/a?b")).isEqualTo(AddressGuard.NOT_ALLOWED);
    }

    @ParameterizedTest
    @MethodSource("refusedUrls")
    void whatIsNoPlainWebAddressIsRefusedInWordsThatNameNoAddress(String url) {
        assertThat(refusalOf(url)).isNotBlank().doesNotContain(PUBLIC);
    }

    @ParameterizedTest
    @MethodSource("publicUrls")
    void publicUrlIsLetThrough(String url) {
        assertThat(refusalOf(url)).isEmpty();
    }

    /** Both ends and a hundred addresses between, as a literal and as the answer of a name server. */
    @ParameterizedTest
    @MethodSource("specialRanges")
    void noAddressOfASpecialRangeIsLetThrough(String range) throws Exception {
        Random random = new Random(range.hashCode());
        for (int i = 0; i < 102; i++) {
            InetAddress address = i < 2 ? end(range, i == 1) : within(range, random);
            assertThat(refusalOf("https://" + host(address) + "/"))
                    .as(address.toString())
                    .isEqualTo(AddressGuard.NOT_ALLOWED);
            assertThat(refusalOf("https://hooks.example/", address))
                    .as(address.toString())
                    .isEqualTo(AddressGuard.NOT_ALLOWED);
        }
    }

    @Test
    void forbiddenIpv4IsRefusedInEveryWrapping() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> ranges =
                specialRanges().filter(range -> range.contains(".")).toList();
        for (int i = 0; i < 2_000; i++) {
            byte[] v4 =
                    within(ranges.get(random.nextInt(ranges.size())), random).getAddress();
            String wrapped = wrapped(WRAPPINGS.get(random.nextInt(WRAPPINGS.size())), v4);

            assertThat(refusalOf("https://[" + wrapped + "]/"))
                    .as("seed %d, %s", seed, wrapped)
                    .isEqualTo(AddressGuard.NOT_ALLOWED);
            assertThat(refusalOf("https://hooks.example/", InetAddress.getByName(wrapped)))
                    .as("seed %d, answer %s", seed, wrapped)
                    .isEqualTo(AddressGuard.NOT_ALLOWED);
        }
    }

    private static String wrapped(String wrapping, byte[] v4) {
        int high = (v4[0] & 255) << 8 | v4[1] & 255;
        int low = (v4[2] & 255) << 8 | v4[3] & 255;
        return wrapping.formatted(
                (v4[0] & 255) + "." + (v4[1] & 255) + "." + (v4[2] & 255) + "." + (v4[3] & 255),
                "%x:%x".formatted(high, low),
                "%x:%x".formatted(~high & 0xffff, ~low & 0xffff));
    }

    private static InetAddress end(String range, boolean upper) throws UnknownHostException {
        return masked(range, bytes -> Arrays.fill(bytes, (byte) (upper ? 255 : 0)));
    }

    private static InetAddress within(String range, Random random) throws UnknownHostException {
        return masked(range, random::nextBytes);
    }

    private static InetAddress masked(String range, Consumer<byte[]> fill) throws UnknownHostException {
        String[] parts = range.split("/");
        int prefix = Integer.parseInt(parts[1]);
        byte[] network = InetAddress.getByName(parts[0]).getAddress();
        byte[] bytes = new byte[network.length];
        fill.accept(bytes);
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            bytes[bit / 8] = (byte) (bytes[bit / 8] & ~mask | network[bit / 8] & mask);
        }
        return InetAddress.getByAddress(bytes);
    }

    private static String host(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
    }

    /** What the URL is refused with, where every name leads to a public address; empty when it is let through. */
    private static String refusalOf(String url) {
        return refusalOf(url, Tries.inet(PUBLIC));
    }

    private static String refusalOf(String url, InetAddress answer) {
        AddressGuard guard = new AddressGuard(
                List.of(), false, host -> CompletableFuture.completedFuture(List.of(Tries.inet(PUBLIC), answer)));
        try {
            AddressGuard.Verdict verdict =
                    guard.vet(WebhookUrl.parse(url)).toCompletableFuture().join();
            return verdict instanceof AddressGuard.Refused refused ? refused.reason() : "";
        } catch (IllegalArgumentException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }
}
