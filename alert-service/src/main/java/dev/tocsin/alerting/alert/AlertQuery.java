package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Parameters;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code GET /v1/alerts} was asked for. Values of one filter are alternatives, filters are conjoined.
 *
 * @param categories by wire name, as are statuses
 * @param actors ids and normalised names
 * @param terms folded; each has to occur
 * @param since of {@code firstReportedAt}, inclusive
 * @param until of {@code firstReportedAt}, exclusive
 * @param states by wire name; never empty
 * @param asOf what was known at this time; empty for now
 */
record AlertQuery(
        List<String> categories,
        List<String> statuses,
        List<String> jurisdictions,
        List<String> actors,
        List<String> terms,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Double> minConfidence,
        List<String> states,
        Optional<Instant> asOf,
        Optional<Cursor> cursor,
        int limit,
        Parameters asked) {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;
    private static final int MOST_TERMS = 10;
    private static final int LONGEST_SEARCH = 200;
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
            "asOf",
            "limit",
            "cursor");

    /** Reads decoded query parameters. */
    static AlertQuery parse(Map<String, List<String>> parameters, Instant now) throws InvalidParameter {
        Parameters given = Parameters.of(parameters, KNOWN);
        List<String> states = given.oneOf(
                "state", Arrays.stream(State.values()).map(State::wireName).toList());
        return new AlertQuery(
                given.oneOf(
                        "category",
                        Arrays.stream(Category.values()).map(Category::wireName).toList()),
                given.oneOf(
                        "status",
                        Arrays.stream(Status.values()).map(Status::wireName).toList()),
                jurisdictions(given),
                actors(given),
                terms(given),
                given.time("since"),
                given.time("until"),
                given.single("minConfidence", AlertQuery::fraction, "a number from 0 to 1"),
                states.isEmpty() ? List.of(State.STANDING.wireName()) : states,
                asOf(given, now),
                given.cursor("alr"),
                given.limit(DEFAULT_LIMIT, MAX_LIMIT),
                given);
    }

    /** The same question as a query string, at the given cursor or from the beginning. */
    String toQueryString(Optional<Cursor> at) {
        return asked.toQueryString(at);
    }

    /** Parameter {@code asOf}: what will be known nobody can say. */
    static Optional<Instant> asOf(Parameters given, Instant now) throws InvalidParameter {
        Optional<Instant> asOf = given.time("asOf");
        if (asOf.isPresent() && asOf.get().isAfter(now)) {
            throw new InvalidParameter("asOf", "It lies in the future.");
        }
        return asOf;
    }

    private static double fraction(String text) {
        double number = Double.parseDouble(text);
        if (number >= 0 && number <= 1) {
            return number;
        }
        throw new IllegalArgumentException();
    }

    private static List<String> jurisdictions(Parameters given) throws InvalidParameter {
        List<String> codes = given.listed("jurisdiction").stream()
                .map(code -> code.toUpperCase(Locale.ROOT))
                .toList();
        if (!codes.stream().allMatch(Place::isCode)) {
            throw new InvalidParameter("jurisdiction", "A jurisdiction is an ISO 3166 code such as US or US-FL.");
        }
        return codes;
    }

    /** Names may have commas in them, so several actors are asked for by repeating the parameter. */
    private static List<String> actors(Parameters given) throws InvalidParameter {
        List<String> actors = new ArrayList<>();
        for (String actor : given.repeated("actor")) {
            String id = actor.strip().toLowerCase(Locale.ROOT);
            String name = Names.normalise(actor);
            if (name.isEmpty() || actor.length() > LONGEST_SEARCH || actors.size() >= Parameters.MOST_VALUES) {
                throw new InvalidParameter(
                        "actor", "An actor is an id or a name of up to " + LONGEST_SEARCH + " characters.");
            }
            actors.add(name);
            if (!id.equals(name)) {
                actors.add(id);
            }
        }
        return actors;
    }

    private static List<String> terms(Parameters given) throws InvalidParameter {
        Optional<String> asked = given.single("q", text -> text, "given");
        if (asked.isEmpty()) {
            return List.of();
        }
        List<String> terms = Stream.of(Facets.fold(asked.get()).split("\\s+"))
                .filter(term -> !term.isEmpty())
                .toList();
        if (terms.isEmpty() || terms.size() > MOST_TERMS || asked.get().length() > LONGEST_SEARCH) {
            throw new InvalidParameter(
                    "q", "Search for 1 to " + MOST_TERMS + " terms in up to " + LONGEST_SEARCH + " characters.");
        }
        return terms;
    }
}
