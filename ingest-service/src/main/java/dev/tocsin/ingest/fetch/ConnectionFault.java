package dev.tocsin.ingest.fetch;

import java.net.ConnectException;
import javax.net.ssl.SSLException;

/** Says in plain words why no answer came. Names no address: the words are shown to whoever registered the feed. */
final class ConnectionFault {
    private ConnectionFault() {}

    static String inWords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "The site's certificate or encryption is not acceptable";
            }
            if (cause instanceof ConnectException) {
                return "The site does not accept connections";
            }
            String name = cause.getClass().getSimpleName();
            if (name.contains("TooLong")) { // Netty's TooLongFrameException, TooLongHttpHeaderException…
                return "The site's answer has headers beyond any reason";
            }
        }
        return "The connection broke before an answer was complete";
    }
}
