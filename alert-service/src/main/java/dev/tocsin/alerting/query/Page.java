package dev.tocsin.alerting.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next cursor of the part that follows; empty on the last
 * @param asked the question that the list answers
 */
public record Page<T>(List<T> shown, Optional<String> next, Parameters asked) {

    /**
     * Values of the header {@code Link} (RFC 8288): to the first page, and to the next one where there is one.
     *
     * @param path of the list, without a query
     */
    public List<String> links(String path) {
        List<String> links = new ArrayList<>();
        links.add(link(path, asked.toQueryString(Optional.empty()), "first"));
        next.ifPresent(cursor -> links.add(link(path, asked.toQueryString(Optional.of(cursor)), "next")));
        return links;
    }

    private static String link(String path, String query, String relation) {
        return "<" + path + (query.isEmpty() ? "" : "?" + query) + ">; rel=\"" + relation + "\"";
    }
}
