package dev.tocsin.alerting.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that answer a query. Keys of rows come first, found by what indexes hold; then the documents of the page
 * are read, and no others.
 */
final class AlertListing {
    /** So many rows are looked through first: what is common is among them, and how common the rest is they tell. */
    static final int WALKED = 500;

    /** So many are looked through if those first ones let two pages be expected among them. */
    static final int WALKED_ON = 5_000;

    /**
     * So many rows the index of what alerts are found by may lead to. Where it leads to more, the next of them is never far,
     * and all rows are looked through: of a million, as many for a page as are read here.
     */
    private static final int MOST_CANDIDATES = 8_000;

    /** Of a candidate, what the order and the words ask for. */
    private static final String CANDIDATE = "id, raised_at, updated_at, search_text";

    /**
     * Alerts are raised soon after the first report, so what was reported until a time is not looked for among what was
     * raised long after, but for those few that were found late, which have an index of their own.
     */
    private static final Duration USUAL_DELAY = Duration.ofDays(2);

    /** Judged on the way: an index of it would lead to all that is older, in another order. */
    private static final String IN_TIME = "first_reported_at + interval '0' < :until";

    private static final String FEW = "(select few from counted)";

    private static final String KNOWN_THEN =
            "raised_at <= :asOf and created_at <= :asOf and (superseded_at is null or superseded_at > :asOf)";

    private final boolean then;
    private final String table;
    private final String id;
    private final String order;

    /** Where the walk begins: of the order's own columns. */
    private final List<String> start = new ArrayList<>();

    private final List<String> filters = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> candidates = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** Stretches of the order that hold all that is asked for, each with an index that begins there; all of it unless told. */
    private List<List<String>> ranges = List.of(List.of());

    AlertListing(AlertQuery query) {
        then = query.asOf().isPresent();
        table = then ? "alerts.alert_version" : "alerts.alert";
        id = then ? "alert_id" : "id";
        boolean changes = query.updatedSince().isPresent();
        order = changes ? "updated_at, id" : "raised_at desc, " + id + " desc";
        values.put("most", query.limit() + 1);
        begin(query, changes);
        AlertFilter wanted = query.filter();
        oneOf("category", wanted.categories());
        oneOf("status", wanted.statuses());
        oneOf("state", query.states());
        anyOf("jurisdictions_wide && cast(:place as text[])", "place", wanted.jurisdictions(), Pieces.PLACE);
        anyOf(
                "(actor_ids && cast(:actor as text[]) or actor_names && cast(:actor as text[]))",
                "actor",
                wanted.actors(),
                Pieces.ACTOR);
        query.since().ifPresent(at -> add(filters, "first_reported_at >= :since", "since", at));
        query.until().ifPresent(at -> add(filters, "first_reported_at < :until", "until", at));
        wanted.minConfidence().ifPresent(least -> add(filters, "confidence >= :least", "least", least));
        containing(wanted.terms());
    }

    private void begin(AlertQuery query, boolean changes) {
        query.asOf().ifPresent(at -> {
            start.add("raised_at <= :asOf");
            add(filters, KNOWN_THEN, "asOf", at);
        });
        query.updatedSince().ifPresent(at -> add(start, "updated_at >= :updatedSince", "updatedSince", at));
        query.cursor().ifPresent(cursor -> {
            String behind = changes ? "(updated_at, id) > " : "(raised_at, " + id + ") < ";
            add(start, behind + "(:cursorAt, :cursorId)", "cursorAt", cursor.at());
            values.put("cursorId", cursor.id());
        });
        if (query.until().isPresent() && !changes) {
            values.put("usually", query.until().get().plus(USUAL_DELAY));
            ranges = List.of(
                    List.of("raised_at <= :usually", IN_TIME),
                    List.of("raised_at > :usually", "raised_at - first_reported_at > interval '2 days'", IN_TIME));
        }
    }

    private void oneOf(String column, List<String> wanted) {
        if (wanted.size() == 1) {
            // An index gives its rows in order for one value only.
            add(filters, column + " = :" + column, column, wanted.get(0));
        } else if (!wanted.isEmpty()) {
            add(filters, column + " = any(cast(:" + column + " as text[]))", column, wanted.toArray(String[]::new));
        }
    }

    private void anyOf(String condition, String name, List<String> wanted, String mark) {
        if (wanted.isEmpty()) {
            return;
        }
        add(filters, condition, name, wanted.toArray(String[]::new));
        if (then) {
            candidates.add("found_by && cast(:" + name + "Marks as text[])");
            values.put(name + "Marks", wanted.stream().map(mark::concat).toArray(String[]::new));
        }
    }

    private void containing(List<String> terms) {
        Set<String> pieces = new LinkedHashSet<>();
        for (String term : terms) {
            String name = "term" + words.size();
            add(words, "position(:" + name + " in search_text) > 0", name, term);
            pieces.addAll(Pieces.needed(term));
        }
        if (!terms.isEmpty()) {
            candidates.add("found_by @> cast(:pieces as text[])");
            values.put("pieces", pieces.toArray(String[]::new));
        }
    }

    private void add(List<String> conditions, String sql, String name, Object value) {
        conditions.add(sql);
        values.put(name, value);
    }

    /** Whether what is asked for is looked up by what it is found by: words, and of the past places and actors. */
    boolean isLookedUp() {
        return !candidates.isEmpty();
    }

    /** For a query that is looked up: what is among so many first rows. It is the answer if it fills the page. */
    String amongFirst(int rows) {
        String first = inRanges("select *", String.valueOf(rows), List.of());
        return page(keys() + " from (" + first + ") first" + where(filters, words) + ordered(":most"));
    }

    /** The whole answer. */
    String whole() {
        if (!isLookedUp()) {
            return page(inRanges(keys(), ":most", filters));
        }
        List<String> all = Stream.of(filters, words).flatMap(List::stream).toList();
        // Of the past, the versions are another table: their alerts are what the index leads to.
        String candidate = then
                ? "select id from alerts.alert" + where(candidates)
                : "select " + CANDIDATE + " from alerts.alert" + where(candidates, start, filters);
        String found = then
                ? table + where(List.of("alert_id = any(array(select id from candidates))", FEW), start, all)
                : "candidates" + where(List.of(FEW), words);
        // PostgreSQL guesses far too few rows or far too many here: it is told what to find first. The count says which
        // of
        // the two ways is taken.
        return page("with candidates as materialized (" + candidate + " limit " + (MOST_CANDIDATES + 1)
                + "), counted as materialized (select count(*) <= " + MOST_CANDIDATES + " as few from candidates),"
                + " found as materialized (" + keys() + " from " + found + ") (select * from found" + ordered(":most")
                + ") union all (" + inRanges(keys(), ":most", and(all, "not " + FEW)) + ")" + ordered(":most"));
    }

    /** How many there are of each category, among so many at most. */
    String counted(int most) {
        List<String> found = then && !candidates.isEmpty()
                ? List.of("alert_id in (select id from alerts.alert" + where(candidates) + ")")
                : candidates;
        return "select category, count(*) from (select category from " + table + where(start, filters, words, found)
                + " limit " + most + ") counted group by category";
    }

    private String inRanges(String select, String most, List<String> conditions) {
        String each = ranges.stream()
                .map(range -> "(" + select + " from " + table + where(start, range, conditions) + ordered(most) + ")")
                .collect(Collectors.joining(" union all "));
        return ranges.size() == 1 ? each : each + ordered(most);
    }

    /** Of the parameters that the statement has. */
    Map<String, Object> values(String sql) {
        return values.entrySet().stream()
                .filter(value -> sql.contains(":" + value.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String keys() {
        return "select " + (then ? "alert_id, version, raised_at" : order.replace(" desc", ""));
    }

    private String ordered(String most) {
        return " order by " + order + " limit " + most;
    }

    private String page(String keys) {
        String onRow = " on a." + id + " = page." + id + (then ? " and a.version = page.version" : "");
        String columns = then ? "a.alert_id as id, a.created_at as updated_at" : "a.id, a.updated_at";
        return "select " + columns + ", a.version, a.raised_at, cast(a.body as text) as body from (" + keys
                + ") page join " + table + " a" + onRow + " order by a." + order.replace(", ", ", a.");
    }

    private static List<String> and(List<String> conditions, String another) {
        return Stream.concat(conditions.stream(), Stream.of(another)).toList();
    }

    @SafeVarargs
    private static String where(List<String>... conditions) {
        List<String> all = Stream.of(conditions).flatMap(List::stream).toList();
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }
}
