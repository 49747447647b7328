package dev.tocsin.alerting.webhook;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Keeps webhooks out of private networks: says to which addresses a URL may be connected.
 *
 * <p>The caller connects to one of the allowed addresses, never to the name again, or a second answer of the DNS could
 * lead elsewhere. One forbidden answer refuses the name: a server that mixes public and private answers is probing.
 */
public final class AddressGuard {

    /** The one text for every forbidden address, so that it tells nothing about the network behind it. */
    public static final String NOT_ALLOWED = "address not allowed";

    /** More answers than any honest name has. */
    private static final int MAX_ANSWERS = 64;

    /** IANA IPv4 Special-Purpose Address Registry, plus 6to4 relays, multicast, the reserved block and Azure's own. */
    private static final List<IPAddress> FORBIDDEN_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // Public by the registry, and yet Azure's own: its virtual machines reach their host's agent by it.
            "168.63.129.16/32",
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
            "240.0.0.0/4");

    /**
     * Only 2000::/3 is given out as global unicast. All else (loopback, mapped, SIIT, local NAT64, discard, SRv6,
     * unique local, link and site local, multicast) is refused by standing outside; these are the special ranges
     * inside.
     */
    private static final IPAddress GLOBAL_V6 = range("2000::/3");

    private static final List<IPAddress> FORBIDDEN_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static final IPAddress NAT64 = range("64:ff9b::/96");

    private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

    private final List<IPAddress> allowed;
    private final boolean httpAllowed;
    private final Resolver resolver;

    /** Every address of a name, in order of preference; empty when it has none. Never fails, never blocks. */
    @FunctionalInterface
    public interface Resolver {
        CompletionStage<List<InetAddress>> resolve(String host);

        /** Gives back what asking takes. */
        default void close() {}
    }

    /** What may be done with a URL. */
    public sealed interface Verdict {}

    /** @param addresses at least one, each of them vetted */
    public record Allowed(List<InetAddress> addresses) implements Verdict {
        public Allowed {
            addresses = List.copyOf(addresses);
        }
    }

    /** @param reason may be shown to the tenant */
    public record Refused(String reason) implements Verdict {}

    /** The name has no address now; it may have one later. */
    public record Unresolved() implements Verdict {}

    /**
     * @param allowedCidrs private ranges that the operator opens; by address only, because whoever owns a name decides
     *     what it resolves to
     * @param httpAllowed whether plain http may leave the allowed ranges
     */
    public AddressGuard(Collection<String> allowedCidrs, boolean httpAllowed, Resolver resolver) {
        this.allowed = allowedCidrs.stream().map(AddressGuard::range).toList();
        this.httpAllowed = httpAllowed;
        this.resolver = resolver;
    }

    /** Resolves the host, unless it is a literal address, and judges every answer. */
    public CompletionStage<Verdict> vet(WebhookUrl url) {
        return url.address()
                .<CompletionStage<List<InetAddress>>>map(literal -> CompletableFuture.completedFuture(List.of(literal)))
                .orElseGet(() -> resolver.resolve(url.host()))
                .thenApply(addresses -> judge(url, addresses));
    }

    private Verdict judge(WebhookUrl url, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return new Unresolved();
        }
        if (addresses.size() > MAX_ANSWERS || !addresses.stream().allMatch(this::mayConnect)) {
            return new Refused(NOT_ALLOWED);
        }
        if (!url.secure() && !httpAllowed && !addresses.stream().allMatch(this::isAllowListed)) {
            return new Refused("plain http is not allowed: use https");
        }
        return new Allowed(addresses);
    }

    private boolean mayConnect(InetAddress address) {
        return isAllowListed(address) || !isForbidden(parse(address));
    }

    private boolean isAllowListed(InetAddress address) {
        IPAddress parsed = parse(address);
        return allowed.stream().anyMatch(range -> range.contains(parsed));
    }

    private static boolean isForbidden(IPAddress address) {
        if (address.isIPv4()) {
            return FORBIDDEN_V4.stream().anyMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            return isForbidden(embeddedV4(address.toIPv6()));
        }
        return !GLOBAL_V6.contains(address) || FORBIDDEN_V6.stream().anyMatch(range -> range.contains(address));
    }

    private static IPv4Address embeddedV4(IPv6Address address) {
        return address.getEmbeddedIPv4Address();
    }

    /** By its bytes: a zone would hide the address from the ranges. */
    private static IPAddress parse(InetAddress address) {
        return ADDRESSES.from(address.getAddress());
    }

    private static List<IPAddress> ranges(String... cidrs) {
        return Stream.of(cidrs).map(AddressGuard::range).toList();
    }

    private static IPAddress range(String cidr) {
        return Optional.ofNullable(new IPAddressString(cidr).getAddress())
                .map(IPAddress::toPrefixBlock)
                .filter(range -> !cidr.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("no CIDR range: " + cidr));
    }
}
