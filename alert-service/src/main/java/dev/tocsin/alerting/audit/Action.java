package dev.tocsin.alerting.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was done. Names are a promise: they stand in the log. */
public enum Action {
    CREATE,
    CHANGE,
    DELETE,
    ROTATE,
    REVOKE,
    CLOSE,
    REOPEN,
    REPLAY,
    DISCARD,
    TEST,
    HANDSHAKE;

    public static final List<String> NAMES =
            Arrays.stream(values()).map(Action::wireName).toList();

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
