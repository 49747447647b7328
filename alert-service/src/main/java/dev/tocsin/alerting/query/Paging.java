package dev.tocsin.alerting.query;

import dev.tocsin.alerting.id.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a list is walked: so many at a time, each page behind the row at which the one before ended. A cursor is good for the
 * account and the filters that it was given out for.
 *
 * @param place where the page begins; empty for the first one
 */
public record Paging(Cursors cursors, String scope, Parameters asked, int limit, Optional<String> place) {
    public static final int USUAL = 50;
    public static final int MOST = 200;

    private static final String FOREIGN =
            "It is not the nextCursor of an earlier answer to this account with these very"
                    + " filters. Ask without it to begin anew.";

    /**
     * Reads {@code limit} and {@code cursor}.
     *
     * @param account whose key asks
     * @param list which list it is, in words of ours: {@code "alerts"}
     */
    public static Paging of(Cursors cursors, String account, String list, Parameters asked) throws InvalidParameter {
        String scope = scope(account, list, asked.filters());
        Optional<String> given = asked.single("cursor", text -> text, "given");
        Optional<String> place = given.flatMap(text -> cursors.open(scope, text));
        if (given.isPresent() && place.isEmpty()) {
            throw new InvalidParameter("cursor", FOREIGN);
        }
        return new Paging(cursors, scope, asked, asked.limit(USUAL, MOST), place);
    }

    /** Of a request whose cursor stands in its body. */
    public static Optional<Cursor> opened(
            Cursors cursors, String account, String list, String filters, String prefix, String text) {
        return cursors.open(scope(account, list, filters), text).flatMap(place -> Cursor.decode(prefix, place));
    }

    /** What {@link #opened} opens. */
    public static String sealed(Cursors cursors, String account, String list, String filters, Cursor cursor) {
        return cursors.seal(scope(account, list, filters), cursor.encode());
    }

    private static String scope(String account, String list, String filters) {
        return account + "\0" + list + "\0" + filters;
    }

    /** The row that the page begins behind. */
    public Optional<Cursor> after(String prefix) throws InvalidParameter {
        Optional<Cursor> after = place.flatMap(text -> Cursor.decode(prefix, text));
        if (place.isPresent() && after.isEmpty()) {
            throw new InvalidParameter("cursor", FOREIGN);
        }
        return after;
    }

    /** A cursor for this list. */
    public String cursor(String at) {
        return cursors.seal(scope, at);
    }

    /**
     * One page of rows.
     *
     * @param found one more than the limit, when there are more
     * @param at where a page ends that this row is the last of
     */
    public <T> Page<T> page(List<T> found, Function<T, String> at) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() == shown.size()
                ? Optional.empty()
                : Optional.of(cursor(at.apply(shown.get(shown.size() - 1))));
        return new Page<>(shown, next, asked);
    }
}
