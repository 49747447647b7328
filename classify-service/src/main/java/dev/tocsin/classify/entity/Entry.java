package dev.tocsin.classify.entity;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the gazetteers know, or that a pattern made out in a sentence.
 *
 * @param name in English
 * @param chineseName for titles in Chinese; equals the name where there is none
 * @param adjective of a country ("Kazakh"); else the name
 * @param place of a place, or where an authority or official has its say
 * @param actor of a company, authority or official; null for a place, and for an agency whose place is not said
 * @param home ISO 3166 code of a company's seat
 * @param agency what kind of authority it is, where only that is said
 * @param city true for a place finer than its code
 * @param crypto true for a company whose business is mining or crypto
 */
public record Entry(
        Tag tag,
        String name,
        String chineseName,
        String adjective,
        @Nullable Place place,
        @Nullable Actor actor,
        @Nullable String home,
        @Nullable Agency agency,
        boolean city,
        boolean crypto) {

    static Entry place(Place place, String chineseName, String adjective, boolean city) {
        return new Entry(Tag.PLACE, place.name(), chineseName, adjective, place, null, null, null, city, false);
    }

    static Entry actor(Tag tag, Actor actor, String chineseName, @Nullable String home, boolean crypto) {
        return new Entry(tag, actor.name(), chineseName, actor.name(), null, actor, home, null, false, crypto);
    }

    static Entry authority(Actor actor, @Nullable Place place) {
        return new Entry(
                Tag.AUTHORITY, actor.name(), actor.name(), actor.name(), place, actor, null, null, false, false);
    }

    static Entry agency(Agency agency) {
        return new Entry(
                Tag.AUTHORITY, agency.name(), agency.name(), agency.name(), null, null, null, agency, false, false);
    }

    static Entry official(Actor actor, @Nullable Place place) {
        return new Entry(
                Tag.OFFICIAL, actor.name(), actor.name(), actor.name(), place, actor, null, null, false, false);
    }

    /** A city that only its authority's name tells. */
    public static Entry city(Place city) {
        return new Entry(Tag.PLACE, city.name(), city.name(), city.name(), city, null, null, null, true, false);
    }

    /**
     * A company that no gazetteer knows, as the sentence names it.
     *
     * @param home ISO 3166 code of a place in its name
     */
    static Entry unknown(String name, @Nullable String home) {
        Actor actor = new Actor(name, Actor.Kind.COMPANY, null);
        return new Entry(Tag.COMPANY, name, name, name, null, actor, home, null, false, false);
    }

    /** "A logistics firm", 一家物流公司: somebody of a kind, without a name. */
    public boolean isIndefinite() {
        return name.matches("(?:an?|one|another|several|two|three|some) .*|(?:一家|某|多家|两家|数家).*");
    }

    /** 伊尔库茨克矿企: some of a kind, whom a name that stands elsewhere tells better. */
    public boolean isDescription() {
        return name.matches("[^\\d“”]{0,10}(?:矿企|礦企|矿商|礦商|矿工|礦工|矿场主?|礦場主?|托管商|上市公司|创业公司|初创公司|創業公司)");
    }
}
