package dev.tocsin.classify.entity;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An office as a text names it. Of some there is one in a place, so that the office tells who somebody is, in whatever
 * script his name is written; of ministers and lawmakers there are many.
 *
 * @param title in English: "mayor", "vice governor"
 */
record Office(String title) {

    private static final int COUNTRY_CODE = 2;

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("市长", "mayor"),
            Map.entry("州长", "governor"),
            Map.entry("省长", "governor"),
            Map.entry("知事", "governor"),
            Map.entry("总统", "president"),
            Map.entry("总理", "prime minister"),
            Map.entry("首相", "prime minister"),
            Map.entry("部长", "minister"),
            Map.entry("行政长官", "chief executive"),
            Map.entry("特首", "chief executive"),
            Map.entry("议员", "lawmaker"),
            Map.entry("财政司司长", "financial secretary"));

    private static final Set<String> OF_ONE = Set.of(
            "mayor",
            "governor",
            "president",
            "prime minister",
            "premier",
            "chief executive",
            "financial secretary",
            "ruler",
            "head of state");

    /** These are a whole country's: a text that names one and a city names where he spoke. */
    private static final Set<String> OF_A_COUNTRY = Set.of("president", "prime minister", "head of state");

    /** Each member of a house holds one of these. */
    private static final Set<String> OF_MANY =
            Set.of("lawmaker", "senator", "congressman", "congresswoman", "commissioner");

    private static final Map<String, String> SHORT = Map.of("gov.", "governor", "pm", "prime minister");

    /** @param rank "former", "vice", 副; empty for who holds the office itself */
    static Office of(String written, String rank) {
        String title = SHORT.getOrDefault(written, CHINESE.getOrDefault(written, written));
        if (rank.startsWith("vice") || rank.startsWith("deputy") || rank.equals("副")) {
            return new Office("vice " + title);
        }
        return new Office(rank.isEmpty() ? title : "former " + title);
    }

    /** The id of whoever holds it there; null where several may, or none. */
    @Nullable String holderIn(Entry place) {
        Place where = place.place();
        String office = titleIn(place);
        if (!OF_ONE.contains(office) || where == null) {
            return null;
        }
        boolean fits = switch (office) {
            case "mayor" -> !isCountry(place);
            case "governor" -> !isCountry(place) && !place.city();
            default -> true;
        };
        return fits ? idIn(where, office) : null;
    }

    /** The same, where only the text around tells the place: a president may well speak in a city. */
    @Nullable String holderAround(Entry place) {
        String office = titleIn(place);
        boolean fits = office.equals("mayor") && place.city()
                || office.equals("governor")
                || OF_A_COUNTRY.contains(office) && isCountry(place);
        return fits ? holderIn(place) : null;
    }

    /** "Mayor of Miami". */
    Actor unnamedIn(Entry place) {
        Place where = Objects.requireNonNull(place.place(), "an office's place is one");
        String office = titleIn(place);
        String name = office.substring(0, 1).toUpperCase(Locale.ROOT) + office.substring(1) + " of " + where.name();
        boolean nobodysOwn = OF_MANY.contains(office) || office.startsWith("former ") || office.startsWith("vice ");
        String id = OF_ONE.contains(office) ? holderIn(place) : nobodysOwn ? null : idIn(where, office);
        return new Actor(name, Actor.Kind.OFFICIAL, id);
    }

    /** A Kazakh akim heads a region or a city. */
    private String titleIn(Entry place) {
        return title.endsWith("akim") ? title.replace("akim", place.city() ? "mayor" : "governor") : title;
    }

    private static boolean isCountry(Entry place) {
        Place where = place.place();
        return !place.city()
                && where != null
                && where.code() != null
                && where.code().length() == COUNTRY_CODE;
    }

    private static @Nullable String idIn(Place where, String office) {
        String id = where.slug() + "-" + office.replace(' ', '-');
        return id.matches("[a-z0-9-]{1,64}") ? id : null;
    }
}
