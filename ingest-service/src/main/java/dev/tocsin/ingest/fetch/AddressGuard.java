package dev.tocsin.ingest.fetch;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether we may connect to what a URL names. Every address that the name resolves to must be a public one
 * (IANA special-purpose registries, RFC 6890) or lie in a range that the operator allows; one forbidden answer refuses
 * the name. The caller then connects to exactly the vetted addresses, so that a second, different DNS answer is of no use.
 */
public final class AddressGuard {
    /** The same words whatever was found, so that an answer tells nothing about the network behind us. */
    public static final String NOT_ALLOWED = "address not allowed";

    /** What the library makes of a blank, a star or half an address is not what an operator means to open. */
    private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F:.]+(?:/[0-9]{1,3})?");

    private static final List<IPAddress> FORBIDDEN_V4 = cidrs(
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
    /** Only this block is routed; mapped, compatible, ULA, link-local, site-local and multicast all lie outside. */
    private static final IPAddress GLOBAL_UNICAST = cidr("2000::/3");
    /** Within it: IETF protocols incl. Teredo and benchmarking, documentation (twice), 6to4. */
    private static final List<IPAddress> FORBIDDEN_V6 = cidrs("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    /** The well-known NAT64 prefix is what an IPv6-only network reaches IPv4 by: judged by the address inside. */
    private static final IPAddress NAT64 = cidr("64:ff9b::/96");

    private final List<IPAddress> allowed;
    private final Resolver resolver;

    /** @param allowedCidrs ranges that the operator vouches for, such as {@code 127.0.0.0/8} on a developer's machine */
    public AddressGuard(List<String> allowedCidrs, Resolver resolver) {
        this.allowed = cidrs(allowedCidrs.stream().map(String::strip).toArray(String[]::new));
        this.resolver = resolver;
    }

    /** All addresses of a name, as DNS gives them. May block. */
    @FunctionalInterface
    public interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** What vetting may end in. */
    public sealed interface Verdict {}

    /**
     * Connect to one of {@code addresses}, ask for {@code url}.
     *
     * @param addresses each once, in the order in which DNS gave them; never empty
     */
    public record Vetted(WebUrl url, List<InetAddress> addresses) implements Verdict {
        public Vetted {
            addresses = List.copyOf(new LinkedHashSet<>(addresses));
        }

        /** The one to try first. */
        public InetAddress address() {
            return addresses.get(0);
        }
    }

    public record Refused(String reason) implements Verdict {}

    public record Unresolved(String host) implements Verdict {}

    /** Blocks while the name is resolved: never call it on an event loop. */
    public Verdict vet(String url) {
        WebUrl parsed;
        try {
            parsed = WebUrl.parse(url);
        } catch (IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        return vet(parsed);
    }

    /** Blocks while the name is resolved: never call it on an event loop. */
    public Verdict vet(WebUrl url) {
        IPAddress literal = literal(url.host());
        try {
            if (literal != null) {
                // Judged as it was spelled: the JDK would quietly turn ::ffff:a.b.c.d into a.b.c.d.
                return permits(literal) ? new Vetted(url, List.of(literal.toInetAddress())) : new Refused(NOT_ALLOWED);
            }
            List<InetAddress> answers = resolver.resolve(url.host());
            if (answers.isEmpty()) {
                return new Unresolved(url.host());
            }
            for (InetAddress answer : answers) {
                if (!permits(new IPAddressString(answer.getHostAddress().split("%", 2)[0]).toAddress())) {
                    return new Refused(NOT_ALLOWED);
                }
            }
            return new Vetted(url, answers);
        } catch (UnknownHostException e) {
            return new Unresolved(url.host());
        } catch (AddressStringException e) {
            return new Refused(NOT_ALLOWED);
        }
    }

    private boolean permits(IPAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(IPAddress address) {
        if (address.isIPv4()) {
            return FORBIDDEN_V4.stream().noneMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            return isPublic(address.toIPv6().getEmbeddedIPv4Address());
        }
        return GLOBAL_UNICAST.contains(address) && FORBIDDEN_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static @Nullable IPAddress literal(String host) {
        boolean bracketed = host.startsWith("[");
        boolean quad = Character.isDigit(host.charAt(host.length() - 1)) && host.matches("[0-9.]+");
        if (!bracketed && !quad) {
            return null;
        }
        IPAddress address = new IPAddressString(bracketed ? host.substring(1, host.length() - 1) : host).getAddress();
        // An unreadable literal must not fall through to the resolver: the unspecified address is always refused.
        return address == null || address.isMultiple() ? cidr("::").getLower() : address;
    }

    private static List<IPAddress> cidrs(String... ranges) {
        List<IPAddress> parsed = new ArrayList<>();
        for (String range : ranges) {
            parsed.add(cidr(range));
        }
        return List.copyOf(parsed);
    }

    private static IPAddress cidr(String range) {
        String not = "not an address range (such as 10.0.0.0/8): ";
        if (!RANGE.matcher(range).matches()) {
            throw new IllegalArgumentException(not + range);
        }
        try {
            return new IPAddressString(range).toAddress().toPrefixBlock();
        } catch (AddressStringException | NullPointerException e) {
            throw new IllegalArgumentException(not + range, e);
        }
    }
}
