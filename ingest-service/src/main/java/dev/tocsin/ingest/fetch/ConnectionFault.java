package dev.tocsin.ingest.fetch;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import javax.net.ssl.SSLException;

/** Says in plain words why no answer came. Names no address: the words are shown to whoever registered the feed. */
final class ConnectionFault {
    private ConnectionFault() {}

    /** @return what to tell of a failure that is no timeout */
    static FetchOutcome.Failed of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getSimpleName();
            if (cause instanceof SSLException) {
                return new FetchOutcome.Failed(
                        Fault.TLS, "The site's certificate or encryption is not acceptable (" + tlsReason(cause) + ")");
            }
            if (isOfConnecting(cause)) {
                return new FetchOutcome.Failed(Fault.CONNECT, "The site does not accept connections");
            }
            if (name.contains("TooLong")) { // Netty's TooLongFrameException, TooLongHttpHeaderException…
                return new FetchOutcome.Failed(Fault.PROTOCOL, "The site's answer has headers beyond any reason");
            }
            if (cause instanceof IllegalArgumentException
                    || name.contains("Http2Exception")) { // how Netty says "no HTTP"
                return new FetchOutcome.Failed(Fault.PROTOCOL, "What the site answered is not HTTP");
            }
        }
        return new FetchOutcome.Failed(Fault.CUT_OFF, "The connection broke before an answer was complete");
    }

    /** @return whether no connection came about, so that another address of the site may do better */
    static boolean isOfConnecting(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof SocketException // which is how a network without IPv6 answers
                        && String.valueOf(failure.getMessage()).contains("unreachable");
    }

    /** Of the JDK's words only those that name no address and help the publisher. */
    private static String tlsReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause.getClass().getSimpleName().contains("Expired") || message.contains("validity check failed")) {
                return "it has expired";
            }
            if (message.contains("No subject alternative") || message.contains("No name matching")) {
                return "it is made out to another name";
            }
            if (message.contains("unable to find valid certification path")) {
                return "nobody whom we trust vouches for it";
            }
            if (message.contains("protocol_version") || message.contains("handshake_failure")) {
                return "we share no version or cipher";
            }
            if (message.contains("timed out")) {
                return "the handshake did not end";
            }
        }
        return "the handshake failed";
    }
}
