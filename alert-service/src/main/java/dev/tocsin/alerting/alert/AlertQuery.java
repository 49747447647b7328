package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Paging;
import dev.tocsin.alerting.query.Parameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code GET /v1/alerts} was asked for.
 *
 * @param since of {@code firstReportedAt}, inclusive
 * @param until of {@code firstReportedAt}, exclusive
 * @param states by wire name; none for all
 * @param updatedSince that changed at this time or later, in the order in which they did
 * @param asOf what was known at this time; empty for now
 * @param cursor behind which row the page begins; left open by {@link #parse}, see {@link #behind}
 */
record AlertQuery(
        AlertFilter filter,
        Optional<Instant> since,
        Optional<Instant> until,
        List<String> states,
        Optional<Instant> updatedSince,
        Optional<Instant> asOf,
        Optional<Cursor> cursor,
        int limit,
        Parameters asked) {
    private static final List<String> KNOWN = List.of(
            "category",
            "jurisdiction",
            "actor",
            "status",
            "q",
            "since",
            "until",
            "minConfidence",
            "state",
            "updatedSince",
            "asOf",
            "limit",
            "cursor");

    /** Reads decoded query parameters. */
    static AlertQuery parse(Map<String, List<String>> parameters, Instant now) throws InvalidParameter {
        Parameters given = Parameters.of(parameters, KNOWN);
        Optional<Instant> updatedSince = given.time("updatedSince");
        Optional<Instant> asOf = asOf(given, now);
        if (updatedSince.isPresent() && asOf.isPresent()) {
            throw new InvalidParameter("updatedSince", "It cannot be asked for together with asOf: leave one out.");
        }
        return new AlertQuery(
                AlertFilter.of(given),
                given.time("since"),
                given.time("until"),
                states(given, updatedSince.isPresent()),
                updatedSince,
                asOf,
                Optional.empty(),
                given.limit(Paging.USUAL, Paging.MOST),
                given);
    }

    /** The part of the answer that follows a row. */
    AlertQuery behind(Optional<Cursor> row) {
        return new AlertQuery(filter, since, until, states, updatedSince, asOf, row, limit, asked);
    }

    /** Standing ones unless told; who asks for changes has to hear of what no longer stands too. */
    private static List<String> states(Parameters given, boolean changes) throws InvalidParameter {
        List<String> states = given.oneOf(
                "state", Arrays.stream(State.values()).map(State::wireName).toList());
        return states.isEmpty() && !changes ? List.of(State.STANDING.wireName()) : states;
    }

    /** Parameter {@code asOf}: what will be known nobody can say. */
    static Optional<Instant> asOf(Parameters given, Instant now) throws InvalidParameter {
        Optional<Instant> asOf = given.time("asOf");
        if (asOf.isPresent() && asOf.get().isAfter(now)) {
            throw new InvalidParameter("asOf", "It lies in the future.");
        }
        return asOf;
    }
}
