package dev.tocsin.alerting.webhook;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A webhook target, read by one strict parser, so that what is vetted is what is connected to.
 *
 * @param host lower-case ASCII, an IPv6 literal without its brackets
 * @param address the address when the host is a literal one, which needs no resolving
 * @param pathAndQuery as it goes on the request line, at least {@code /}
 */
public record WebhookUrl(boolean secure, String host, Optional<InetAddress> address, int port, String pathAndQuery) {

    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_HOST_LENGTH = 253;
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]@]*]|[^\\[\\]:@]*)(?::(\\d{1,5}))?");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    /** WHATWG URL, "ends in a number": what some resolvers read as an address in octal, hex, or with parts left out. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

    /** Four decimal parts, or IPv6 without a zone: none of inet_aton's other spellings. */
    private static final IPAddressStringParameters LITERALS = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefix(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBinary(false)
            .allowBase85(false)
            .getParentBuilder()
            .toParams();

    /** @throws IllegalArgumentException with a text for the person who typed the URL */
    public static WebhookUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
        }
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("not an absolute https URL");
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.contains("@")) {
            throw new IllegalArgumentException("a user name or password in the URL is not allowed");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a fragment (#…) is not allowed: it would never be sent");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            throw new IllegalArgumentException("no valid host and port");
        }
        boolean secure = scheme.equals("https");
        String host = host(parts.group(1));
        return new WebhookUrl(secure, host, literal(host), port(parts.group(2), secure), pathAndQuery(uri));
    }

    /** Whether who answers there answers here: scheme, host and port are the same. */
    public boolean sameHost(WebhookUrl other) {
        return secure == other.secure && port == other.port && host.equals(other.host);
    }

    /** Host and port: what all that is sent to one place shares. */
    public String hostAndPort() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a valid URL: " + e.getReason(), e);
        }
    }

    private static String host(String text) {
        if (text.startsWith("[")) {
            return text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
        }
        // Folds full-width digits and ideographic full stops too, so it must come before every check.
        String host = ascii(text).toLowerCase(Locale.ROOT);
        if (host.length() > MAX_HOST_LENGTH || !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("no valid host name");
        }
        return host;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no valid host name", e);
        }
    }

    private static Optional<InetAddress> literal(String host) {
        boolean numeric = host.contains(":") || ENDS_IN_NUMBER.matcher(host).matches();
        if (!numeric) {
            return Optional.empty();
        }
        IPAddress address = new IPAddressString(host, LITERALS).getAddress();
        InetAddress read = address == null ? null : address.toInetAddress();
        // The JDK quietly turns ::ffff:a.b.c.d into a.b.c.d, which is not what was spelled.
        if (read == null || address.isIPv6() != read instanceof Inet6Address) {
            throw new IllegalArgumentException(AddressGuard.NOT_ALLOWED);
        }
        return Optional.of(read);
    }

    private static int port(@Nullable String text, boolean secure) {
        if (text == null) {
            return secure ? 443 : 80;
        }
        int port = Integer.parseInt(text);
        // Below 1024 live the protocols that a POST could be smuggled into (25, 22, 111 …).
        if (port > 65_535 || (port < 1_024 && port != 80 && port != 443)) {
            throw new IllegalArgumentException(
                    "port " + port + " is not allowed: use 443, 80 or one from 1024 to 65535");
        }
        return port;
    }

    private static String pathAndQuery(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }
}
