package dev.tocsin.alerting.account;

/**
 * How a route keeps accounts apart.
 *
 * @param query of the request, where one is needed for it to get as far as its rows
 * @param body the same; empty where it takes none
 */
record RouteCase(Kind kind, String query, String body) {
    enum Kind {
        /** Its path names rows of an account: those of another are not there. */
        OWNED,
        /** Lists rows of the caller's account. */
        LIST,
        /** Makes something in the caller's account, or nothing at all; its path names no row. */
        OWN,
        /** Shows what belongs to nobody, or takes what the caller says of it. */
        SHARED,
        /** The operator's: 403 for everybody else. */
        OPERATOR
    }

    static RouteCase owned() {
        return owned("");
    }

    static RouteCase owned(String body) {
        return new RouteCase(Kind.OWNED, "", body);
    }

    static RouteCase of(Kind kind) {
        return new RouteCase(kind, "", "");
    }

    RouteCase asking(String newQuery) {
        return new RouteCase(kind, newQuery, body);
    }
}
