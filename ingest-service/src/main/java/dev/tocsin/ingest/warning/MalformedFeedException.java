package dev.tocsin.ingest.warning;

/** Ends the reading of a document that is no feed. Its message is for the publisher, and the parser hands it on as such. */
public final class MalformedFeedException extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedFeedException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
