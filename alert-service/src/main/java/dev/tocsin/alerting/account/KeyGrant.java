package dev.tocsin.alerting.account;

import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a new key may do, and until when. Nobody gives what they have not: a key that manages keys and does nothing else
 * cannot make itself another one that does more.
 */
record KeyGrant(Role role, Set<Scope> scopes, @Nullable Instant expiresAt) {
    private static final Duration LONGEST_OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_LIFE = Duration.ofDays(3_660);

    /** @throws Problem 400 for what no key can be, 403 for what this caller cannot give */
    static KeyGrant of(
            Caller caller,
            String accountId,
            Role role,
            @Nullable Set<Scope> wanted,
            @Nullable Instant expiresAt,
            Instant now) {
        if (role == Role.OPERATOR && !(caller.isOperator() && accountId.equals(Caller.OPERATOR_ACCOUNT))) {
            throw invalid(
                    "role",
                    "an owner or a reader can be made here; operators are made by an operator, in their own account.");
        }
        Set<Scope> scopes = wanted == null ? role.scopes() : wanted;
        if (scopes.isEmpty() || !role.scopes().containsAll(scopes)) {
            throw invalid("scopes", "some of " + names(role.scopes()) + ", which is what the role has.");
        }
        requireAll(caller, scopes);
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE)))) {
            throw invalid("expiresAt", "a time to come, within ten years; left out, the key does not end.");
        }
        return new KeyGrant(role, scopes, expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS));
    }

    /** @throws Problem 409 for a key that has ended, 403 for one that may do what the caller may not */
    static void mayRotate(Caller caller, ApiKeyEntity key, Instant now) {
        requireAll(caller, key.scopes());
        if (!key.isLive(now)) {
            throw new Problem(ProblemType.KEY_ENDED, "The key is revoked or past its end.");
        }
    }

    /** @throws Problem 400 for what is no duration, or too long a one */
    static Duration overlap(@Nullable String text) {
        if (text == null) {
            return LONGEST_OVERLAP;
        }
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException noDuration) {
            // As useless as one out of bounds.
        }
        throw invalid("overlap", "an ISO 8601 duration from PT0S, which ends the old secret at once, to PT24H.");
    }

    private static void requireAll(Caller caller, Set<Scope> scopes) {
        Set<Scope> missing = new TreeSet<>(scopes);
        missing.removeAll(caller.scopes());
        if (!missing.isEmpty()) {
            throw new Problem(
                            ProblemType.FORBIDDEN,
                            "Your key lacks what this one would have: " + names(missing)
                                    + ". Name fewer scopes, or use a key that has them.")
                    .with("scope", missing.iterator().next().wireName());
        }
    }

    private static String names(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(", "));
    }

    private static Problem invalid(String property, String detail) {
        return new Problem(ProblemType.INVALID_BODY, property + ": " + detail).with("property", property);
    }
}
