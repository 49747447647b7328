package dev.tocsin.classify.entity;

import org.jspecify.annotations.Nullable;

/**
 * A kind of authority, named by what it does: "energy ministry". With a place it is an actor.
 *
 * @param slug its part of the actor's id
 * @param home ISO 3166 code of the country whose agency it is, should a text not say: China's news say 发改委 as others
 *     say "the White House"
 */
public record Agency(String slug, String name, @Nullable String home) {

    /** "The government", "officials", 当局: nobody in particular, so the place alone tells who it is. */
    static final Agency AUTHORITIES = new Agency("authorities", "authorities", null);

    boolean isOfAWholeState() {
        return slug.endsWith("ministry") || slug.equals("central-bank");
    }

    Actor of(Entry place) {
        Place where = java.util.Objects.requireNonNull(place.place(), "an authority's entry is a place");
        String code = String.valueOf(where.code()).toLowerCase(java.util.Locale.ROOT);
        String id = (place.city() ? code + "-" + where.slug() : code) + "-" + slug;
        return new Actor(place.adjective() + " " + name, Actor.Kind.AUTHORITY, id.length() > 64 ? null : id);
    }
}
