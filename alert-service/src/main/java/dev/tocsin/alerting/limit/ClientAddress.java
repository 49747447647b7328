package dev.tocsin.alerting.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** What one client's address is counted under. */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * An IPv4 address as it is, an IPv6 address as its /64, of which one client has all.
     *
     * @param literal as the connection, or a trusted proxy, says; never looked up
     */
    public static String counted(String literal) {
        if (!literal.contains(":")) {
            return literal;
        }
        String address = literal.split("%", 2)[0];
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (UnknownHostException noLiteral) {
            return literal;
        }
    }
}
