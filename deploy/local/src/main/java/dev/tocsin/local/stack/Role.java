package dev.tocsin.local.stack;

/** The three services, by what they do. */
public enum Role {
    INGEST("ingest-service"),
    CLASSIFY("classify-service"),
    ALERT("alert-service");

    private final String module;

    Role(String module) {
        this.module = module;
    }

    /** The name of its module, its folder and its log. */
    public String module() {
        return module;
    }
}
