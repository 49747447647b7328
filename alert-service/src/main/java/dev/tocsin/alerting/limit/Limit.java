package dev.tocsin.alerting.limit;

/**
 * A token bucket's measures: so many at once, and so many a minute in the long run.
 *
 * @param name of the policy, as headers and problems tell it
 */
public record Limit(String name, int perMinute, int burst) {

    public Limit {
        if (perMinute < 1 || burst < Weight.MOST) {
            throw new IllegalArgumentException("tocsin.api.rate: the limit \"" + name
                    + "\" has to be 1 a minute or more, its burst " + Weight.MOST + " or more");
        }
    }

    /**
     * Header {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10): the burst as quota, and the seconds in
     * which as many come anew as window.
     */
    public String header() {
        return "\"" + name + "\";q=" + burst + ";w=" + (burst * 60L + perMinute - 1) / perMinute;
    }
}
