package dev.tocsin.ingest.parse;

/** Ends the reading of a document; its message becomes {@link ParseOutcome.NotAFeed#reason}. Never leaves the package. */
final class MalformedFeedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedFeedException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
