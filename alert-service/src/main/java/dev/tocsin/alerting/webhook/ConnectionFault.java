package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.PrematureChannelClosureException;
import javax.net.ssl.SSLException;

/** Says by its kind why no answer came. Messages of exceptions name addresses, so they stay out of what the owner reads. */
final class ConnectionFault {

    static final Unreachable NO_ADDRESS = new Unreachable("the host name has no address");

    private static final Unreachable NOT_CONNECTED = new Unreachable("could not connect");
    private static final Unreachable TLS =
            new Unreachable("TLS failed: the certificate or the protocol was not accepted");
    private static final Unreachable CLOSED =
            new Unreachable("the connection was closed before the answer was complete");
    private static final Unreachable NO_HTTP = new Unreachable("the answer was not valid HTTP");

    private ConnectionFault() {}

    /** No connection came about. */
    static Unreachable ofConnecting(Throwable failure) {
        return isOfTls(failure) ? TLS : NOT_CONNECTED;
    }

    /** The connection was there, and no whole answer came over it. */
    static Unreachable ofAnswering(Throwable failure) {
        if (isOfTls(failure)) {
            return TLS;
        }
        boolean unreadable = failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof CodecException;
        return unreadable && !(failure instanceof PrematureChannelClosureException) ? NO_HTTP : CLOSED;
    }

    private static boolean isOfTls(Throwable failure) {
        return failure instanceof SSLException || failure.getCause() instanceof SSLException;
    }
}
