package dev.tocsin.ingest.fetch;

import org.jspecify.annotations.Nullable;

/**
 * The redirects so far. A feed has moved for good as far as an unbroken row of permanent ones leads from its own URL;
 * what comes after a temporary one is temporary.
 *
 * @param permanent whether all of them were
 * @param movedTo the end of the permanent row; null without one
 */
record Trail(int hops, boolean permanent, @Nullable WebUrl movedTo) {

    static Trail start() {
        return new Trail(0, true, null);
    }

    static boolean redirects(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    Trail redirected(int status, WebUrl to) {
        boolean goesOn = permanent && (status == 301 || status == 308);
        return new Trail(hops + 1, goesOn, goesOn ? to : movedTo);
    }

    FetchOutcome.Refused refused(String reason) {
        return new FetchOutcome.Refused(hops == 0 ? reason : "the site redirects elsewhere: " + reason);
    }
}
