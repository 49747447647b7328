package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code GET /v1/alerts} was asked for. Values of one filter are alternatives, filters are conjoined.
 *
 * @param categories by wire name, as are statuses
 * @param actors ids and normalised names
 * @param terms folded; each has to occur
 * @param since of {@code firstReportedAt}, inclusive
 * @param until of {@code firstReportedAt}, exclusive
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
        Optional<Cursor> cursor,
        int limit,
        Map<String, List<String>> asked) {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;
    private static final int MOST_VALUES = 50;
    private static final int MOST_TERMS = 10;
    private static final int LONGEST_SEARCH = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\ufffd]");
    private static final List<String> KNOWN = List.of(
            "category", "jurisdiction", "actor", "status", "q", "since", "until", "minConfidence", "limit", "cursor");

    /** A parameter that is unknown, or whose value is not usable. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final String parameter;

        Invalid(String parameter, String detail) {
            super(detail);
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads decoded query parameters. */
    static AlertQuery parse(Map<String, List<String>> parameters) throws Invalid {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (!KNOWN.contains(name)) {
                throw new Invalid(name, "Unknown query parameter; known are " + String.join(", ", KNOWN) + ".");
            }
            if (parameter.getValue().stream()
                    .anyMatch(value -> UNPRINTABLE.matcher(value).find())) {
                throw new Invalid(name, "It has control characters in it, or is not UTF-8.");
            }
        }
        Parameters given = new Parameters(parameters);
        return new AlertQuery(
                given.oneOf(
                        "category",
                        Arrays.stream(Category.values()).map(Category::wireName).toList()),
                given.oneOf(
                        "status",
                        Arrays.stream(Status.values()).map(Status::wireName).toList()),
                given.jurisdictions(),
                given.actors(),
                given.terms(),
                given.single("since", AlertQuery::instant, "an RFC 3339 time such as 2021-06-25T08:00:00Z, or a day"),
                given.single("until", AlertQuery::instant, "an RFC 3339 time such as 2021-06-25T08:00:00Z, or a day"),
                given.single("minConfidence", AlertQuery::fraction, "a number from 0 to 1"),
                given.single(
                        "cursor",
                        text -> Cursor.decode("alr", text).orElseThrow(IllegalArgumentException::new),
                        "the" + " nextCursor of an earlier answer"),
                given.single("limit", AlertQuery::pageSize, "a whole number from 1 to " + MAX_LIMIT)
                        .orElse(DEFAULT_LIMIT),
                parameters);
    }

    /** The same question as a query string, at the given cursor or from the beginning. */
    String toQueryString(Optional<Cursor> at) {
        Map<String, List<String>> all = new TreeMap<>(asked);
        all.remove("cursor");
        at.ifPresent(cursor -> all.put("cursor", List.of(cursor.encode())));
        return all.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Instant instant(String text) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    private static double fraction(String text) {
        double number = Double.parseDouble(text);
        if (number >= 0 && number <= 1) {
            return number;
        }
        throw new IllegalArgumentException();
    }

    private static int pageSize(String text) {
        int size = Integer.parseInt(text);
        if (size >= 1 && size <= MAX_LIMIT) {
            return size;
        }
        throw new IllegalArgumentException();
    }

    /** The parameters as given: repeated, separated by commas, or single. */
    private record Parameters(Map<String, List<String>> given) {
        List<String> listed(String name) throws Invalid {
            List<String> values = given.getOrDefault(name, List.of()).stream()
                    .flatMap(value -> Stream.of(value.split(",", -1)))
                    .map(String::strip)
                    .toList();
            if (values.contains("")) {
                throw new Invalid(name, "A value is empty.");
            }
            if (values.size() > MOST_VALUES) {
                throw new Invalid(name, "At most " + MOST_VALUES + " values can be asked for at once.");
            }
            return values;
        }

        List<String> oneOf(String name, List<String> known) throws Invalid {
            List<String> values = listed(name);
            if (!known.containsAll(values)) {
                throw new Invalid(name, "Unknown value; known are " + String.join(", ", known) + ".");
            }
            return values;
        }

        List<String> jurisdictions() throws Invalid {
            List<String> codes = listed("jurisdiction").stream()
                    .map(code -> code.toUpperCase(Locale.ROOT))
                    .toList();
            if (!codes.stream().allMatch(Place::isCode)) {
                throw new Invalid("jurisdiction", "A jurisdiction is an ISO 3166 code such as US or US-FL.");
            }
            return codes;
        }

        /** Names may have commas in them, so several actors are asked for by repeating the parameter. */
        List<String> actors() throws Invalid {
            List<String> actors = new ArrayList<>();
            for (String actor : given.getOrDefault("actor", List.of())) {
                String id = actor.strip().toLowerCase(Locale.ROOT);
                String name = Names.normalise(actor);
                if (name.isEmpty() || actor.length() > LONGEST_SEARCH || actors.size() >= MOST_VALUES) {
                    throw new Invalid(
                            "actor", "An actor is an id or a name of up to " + LONGEST_SEARCH + " characters.");
                }
                actors.add(name);
                if (!id.equals(name)) {
                    actors.add(id);
                }
            }
            return actors;
        }

        List<String> terms() throws Invalid {
            Optional<String> asked = single("q", text -> text, "given");
            if (asked.isEmpty()) {
                return List.of();
            }
            List<String> terms = Stream.of(Facets.fold(asked.get()).split("\\s+"))
                    .filter(term -> !term.isEmpty())
                    .toList();
            if (terms.isEmpty() || terms.size() > MOST_TERMS || asked.get().length() > LONGEST_SEARCH) {
                throw new Invalid(
                        "q", "Search for 1 to " + MOST_TERMS + " terms in up to " + LONGEST_SEARCH + " characters.");
            }
            return terms;
        }

        <T> Optional<T> single(String name, Function<String, T> read, String what) throws Invalid {
            List<String> values = given.getOrDefault(name, List.of());
            if (values.isEmpty()) {
                return Optional.empty();
            }
            if (values.size() > 1) {
                throw new Invalid(name, "It is given more than once.");
            }
            try {
                return Optional.of(read.apply(values.get(0)));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new Invalid(name, "It has to be " + what + ".");
            }
        }
    }
}
