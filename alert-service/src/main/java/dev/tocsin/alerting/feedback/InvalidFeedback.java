package dev.tocsin.alerting.feedback;

/** What a person typed that cannot be feedback: the property, and what to do about it. */
final class InvalidFeedback extends Exception {
    private static final long serialVersionUID = 1L;

    private final String property;

    InvalidFeedback(String property, String detail) {
        super(property + ": " + detail);
        this.property = property;
    }

    String property() {
        return property;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
