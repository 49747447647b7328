package dev.tocsin.alerting.subscription;

/** What a person typed that cannot be a subscription: the property, and what is wrong with it. */
public final class InvalidSubscription extends Exception {

    private static final long serialVersionUID = 1L;

    private final String property;

    InvalidSubscription(String property, String detail) {
        super(property + ": " + detail);
        this.property = property;
    }

    public String property() {
        return property;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
