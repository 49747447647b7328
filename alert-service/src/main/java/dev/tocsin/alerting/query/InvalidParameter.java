package dev.tocsin.alerting.query;

/** A query parameter that is unknown, or whose value is not usable: answered 400 with its name and what to do. */
public final class InvalidParameter extends Exception {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    public InvalidParameter(String parameter, String detail) {
        super(detail);
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
