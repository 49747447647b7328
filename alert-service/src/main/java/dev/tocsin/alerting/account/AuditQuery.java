package dev.tocsin.alerting.account;

import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.Target;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Paging;
import dev.tocsin.alerting.query.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for.
 *
 * @param actions alternatives, as are targets; all where there are none
 * @param accountId whose rows were changed
 */
record AuditQuery(
        List<String> actions,
        List<String> targets,
        @Nullable String targetId,
        @Nullable String keyId,
        @Nullable String accountId,
        @Nullable Instant since,
        @Nullable Instant until,
        Optional<Cursor> cursor,
        int limit,
        Parameters asked) {
    private static final int LONGEST = 300;
    private static final List<String> KNOWN =
            List.of("action", "target", "targetId", "keyId", "accountId", "since", "until", "limit", "cursor");

    static AuditQuery of(Map<String, List<String>> parameters) throws InvalidParameter {
        Parameters given = Parameters.of(parameters, KNOWN);
        return new AuditQuery(
                given.oneOf("action", Action.NAMES),
                given.oneOf("target", Target.Kind.NAMES),
                id(given, "targetId"),
                id(given, "keyId"),
                id(given, "accountId"),
                given.time("since").orElse(null),
                given.time("until").orElse(null),
                Optional.empty(),
                given.limit(Paging.USUAL, Paging.MOST),
                given);
    }

    /** The rows of the same answer that follow one. */
    AuditQuery behind(Optional<Cursor> row) {
        return new AuditQuery(actions, targets, targetId, keyId, accountId, since, until, row, limit, asked);
    }

    private static @Nullable String id(Parameters given, String name) throws InvalidParameter {
        return given.single(name, AuditQuery::id, "an id, as the log shows it").orElse(null);
    }

    private static String id(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
