package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Parameters;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which alerts somebody wants to read: the same on the list, on a stream and in a feed. Values of one filter are
 * alternatives, filters are conjoined; one that is empty stands for "all".
 *
 * @param categories by wire name, as are statuses
 * @param actors ids and normalised names
 * @param terms folded; each has to occur
 */
public record AlertFilter(
        List<String> categories,
        List<String> statuses,
        List<String> jurisdictions,
        List<String> actors,
        List<String> terms,
        Optional<Double> minConfidence) {
    /** The query parameters that it is read from. */
    public static final List<String> PARAMETERS =
            List.of("category", "jurisdiction", "actor", "status", "q", "minConfidence");

    private static final int MOST_TERMS = 10;
    private static final int LONGEST_SEARCH = 200;

    /**
     * What an alert is found by.
     *
     * @param jurisdictions with every parent: US-FL is also US
     */
    public record Facts(
            String category,
            String status,
            double confidence,
            Set<String> jurisdictions,
            Set<String> actorIds,
            Set<String> actorNames,
            String searchText) {}

    public static AlertFilter of(Parameters given) throws InvalidParameter {
        return new AlertFilter(
                given.oneOf(
                        "category",
                        Arrays.stream(Category.values()).map(Category::wireName).toList()),
                given.oneOf(
                        "status",
                        Arrays.stream(Status.values()).map(Status::wireName).toList()),
                jurisdictions(given),
                actors(given),
                terms(given),
                given.single("minConfidence", AlertFilter::fraction, "a number from 0 to 1"));
    }

    /** Whether it wants an alert: the same answer as {@link #conditions} has in the database. */
    public boolean fits(Facts alert) {
        return (categories.isEmpty() || categories.contains(alert.category()))
                && (statuses.isEmpty() || statuses.contains(alert.status()))
                && (jurisdictions.isEmpty() || !Collections.disjoint(jurisdictions, alert.jurisdictions()))
                && (actors.isEmpty()
                        || !Collections.disjoint(actors, alert.actorIds())
                        || !Collections.disjoint(actors, alert.actorNames()))
                && minConfidence.map(least -> alert.confidence() >= least).orElse(true)
                && terms.stream().allMatch(alert.searchText()::contains);
    }

    /** Conditions over the columns of {@code alerts.alert}; their named parameters are added to {@code values}. */
    public List<String> conditions(Map<String, Object> values) {
        List<String> where = new ArrayList<>();
        listed(where, values, "category = any(cast(:category as text[]))", "category", categories);
        listed(where, values, "status = any(cast(:status as text[]))", "status", statuses);
        listed(where, values, "jurisdictions_wide && cast(:place as text[])", "place", jurisdictions);
        listed(
                where,
                values,
                "(actor_ids && cast(:actor as text[]) or actor_names && cast(:actor as text[]))",
                "actor",
                actors);
        for (String term : terms) {
            String name = "term" + values.size();
            where.add("position(:" + name + " in search_text) > 0");
            values.put(name, term);
        }
        minConfidence.ifPresent(least -> {
            where.add("confidence >= :least");
            values.put("least", least);
        });
        return where;
    }

    private static void listed(
            List<String> where, Map<String, Object> values, String sql, String name, Collection<String> alternatives) {
        if (!alternatives.isEmpty()) {
            where.add(sql);
            values.put(name, alternatives.toArray(String[]::new));
        }
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
