package dev.tocsin.ingest.fetch;

import java.util.Locale;

/** Why there was no usable answer; each points to somebody else's desk. */
public enum Fault {
    /** The name leads nowhere: a typo, an expired domain, or our own name server. */
    DNS,
    /** Nobody listens. */
    CONNECT,
    /** No encryption that we accept: an expired or foreign certificate, an outdated protocol. */
    TLS,
    /** The connection broke before the answer was complete. */
    CUT_OFF,
    /** What came is not HTTP, or beyond its limits. */
    PROTOCOL,
    /** The body does not inflate. */
    COMPRESSION,
    /** A bug here. */
    OURS;

    /** A stable word for metrics and the table. */
    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }
}
