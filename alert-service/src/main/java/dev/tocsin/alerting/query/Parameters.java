package dev.tocsin.alerting.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decoded query parameters as given: repeated, separated by commas, or single. */
public record Parameters(Map<String, List<String>> given) {
    public static final int MOST_VALUES = 50;
    private static final int MOST_PARAMETERS = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\ufffd]");
    private static final String A_TIME = "an RFC 3339 time such as 2021-06-25T08:00:00Z, or a day";

    /** Takes parameters of these names, and refuses others: a misspelt filter would else find everything. */
    public static Parameters of(Map<String, List<String>> given, List<String> known) throws InvalidParameter {
        if (given.values().stream().mapToInt(List::size).sum() > MOST_PARAMETERS) {
            throw new InvalidParameter(
                    given.keySet().iterator().next(), "At most " + MOST_PARAMETERS + " parameters can be given.");
        }
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            String name = parameter.getKey();
            if (!known.contains(name)) {
                throw new InvalidParameter(
                        name, "Unknown query parameter; known are " + String.join(", ", known) + ".");
            }
            if (parameter.getValue().stream()
                    .anyMatch(value -> UNPRINTABLE.matcher(value).find())) {
                throw new InvalidParameter(name, "It has control characters in it, or is not UTF-8.");
            }
        }
        return new Parameters(given);
    }

    /** As given, commas and all. */
    public List<String> repeated(String name) {
        return given.getOrDefault(name, List.of());
    }

    /** Repeated or separated by commas. */
    public List<String> listed(String name) throws InvalidParameter {
        List<String> values = repeated(name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        if (values.contains("")) {
            throw new InvalidParameter(name, "A value is empty.");
        }
        if (values.size() > MOST_VALUES) {
            throw new InvalidParameter(name, "At most " + MOST_VALUES + " values can be asked for at once.");
        }
        return values;
    }

    /** Repeated or separated by commas, of a fixed set. */
    public List<String> oneOf(String name, List<String> known) throws InvalidParameter {
        List<String> values = listed(name);
        if (!known.containsAll(values)) {
            throw new InvalidParameter(name, "Unknown value; known are " + String.join(", ", known) + ".");
        }
        return values;
    }

    /**
     * Given once or not at all.
     *
     * @param read throws {@link IllegalArgumentException} or {@link DateTimeException} for what it cannot use
     * @param what the value has to be, in words
     */
    public <T> Optional<T> single(String name, Function<String, T> read, String what) throws InvalidParameter {
        List<String> values = repeated(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new InvalidParameter(name, "It is given more than once.");
        }
        try {
            return Optional.of(read.apply(values.get(0)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidParameter(name, "It has to be " + what + ".");
        }
    }

    /** A time, or a day, which stands for its begin in UTC. */
    public Optional<Instant> time(String name) throws InvalidParameter {
        return single(name, Parameters::instant, A_TIME);
    }

    /** Parameter {@code limit}, from 1 to {@code most}. */
    public int limit(int usual, int most) throws InvalidParameter {
        Function<String, Integer> read = text -> {
            int size = Integer.parseInt(text);
            if (size < 1 || size > most) {
                throw new IllegalArgumentException();
            }
            return size;
        };
        return single("limit", read, "a whole number from 1 to " + most).orElse(usual);
    }

    /** The same question as a query string, at the given cursor or from the beginning. */
    public String toQueryString(Optional<String> cursor) {
        Map<String, List<String>> all = new TreeMap<>(given);
        all.remove("cursor");
        cursor.ifPresent(at -> all.put("cursor", List.of(at)));
        return text(all);
    }

    /** All that narrows the answer, as a query string: without the size of a page and its cursor. */
    public String filters() {
        Map<String, List<String>> all = new TreeMap<>(given);
        all.keySet().removeAll(List.of("cursor", "limit"));
        return text(all);
    }

    private static String text(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Instant instant(String text) {
        Instant at = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
        if (at.atOffset(ZoneOffset.UTC).getYear() < 1
                || at.atOffset(ZoneOffset.UTC).getYear() > 9999) {
            // RFC 3339 ends there, and PostgreSQL's times not much later.
            throw new IllegalArgumentException();
        }
        return at;
    }
}
