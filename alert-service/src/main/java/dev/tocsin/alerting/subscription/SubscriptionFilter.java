package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.alert.Facets;
import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.Status;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts a subscription wants: those that fit every part. Values of one part are alternatives; an empty part fits
 * all.
 *
 * @param jurisdictions ISO 3166-1 or -2; a country fits its subdivisions too
 * @param actors ids or whole names, in any case
 * @param languages BCP 47; an alert fits when one of its reports is in one of them, and {@code zh} fits {@code zh-Hans}
 * @param words or phrases, folded; an alert fits when one of them stands in its titles, actors, places or quotes, as whole
 *     words where the script has blanks between them
 * @param minConfidence from 0 to 1
 */
public record SubscriptionFilter(
        List<String> categories,
        List<String> jurisdictions,
        List<String> actors,
        List<String> statuses,
        List<String> languages,
        List<String> words,
        double minConfidence) {

    static final int MOST_VALUES = 100;
    static final int LONGEST_ACTOR = 200;
    static final int LONGEST_WORD = 100;

    private static final Set<String> CATEGORIES =
            names(Arrays.stream(Category.values()).map(Category::wireName));
    private static final Set<String> STATUSES =
            names(Arrays.stream(Status.values()).map(Status::wireName));
    /** The European Union and Kosovo have codes that ISO reserves without listing them. */
    private static final Set<String> COUNTRIES =
            names(Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("EU", "XK")));

    private static final Pattern SUBDIVISION = Pattern.compile("[A-Z0-9]{1,3}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?");

    public SubscriptionFilter {
        categories = List.copyOf(categories);
        jurisdictions = List.copyOf(jurisdictions);
        actors = List.copyOf(actors);
        statuses = List.copyOf(statuses);
        languages = List.copyOf(languages);
        words = List.copyOf(words);
    }

    static SubscriptionFilter of(SubscriptionRequest.@Nullable Filter filter) throws InvalidSubscription {
        if (filter == null) {
            return new SubscriptionFilter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);
        }
        return new SubscriptionFilter(
                values("filter.categories", filter.categories(), CATEGORIES::contains, "is none of " + CATEGORIES),
                values(
                        "filter.jurisdictions",
                        upperCase(filter.jurisdictions()),
                        SubscriptionFilter::isJurisdiction,
                        "is no ISO 3166 code such as US or US-FL"),
                values(
                        "filter.actors",
                        filter.actors(),
                        SubscriptionFilter::isActor,
                        "is no name of 1 to 200 characters"),
                values("filter.statuses", filter.statuses(), STATUSES::contains, "is none of " + STATUSES),
                values(
                        "filter.languages",
                        filter.languages(),
                        text -> LANGUAGE.matcher(text).matches(),
                        "is no language tag such as en, zh or zh-Hant"),
                values(
                        "filter.words",
                        folded(filter.words()),
                        SubscriptionFilter::isWord,
                        "is no word or phrase of 1 to 100 characters"),
                confidence(filter.minConfidence()));
    }

    /** The actors as alerts spell them: each as an id and as a normalised name. */
    List<String> actorKeys() {
        return actors.stream()
                .flatMap(actor -> Stream.of(actor.strip().toLowerCase(Locale.ROOT), Names.normalise(actor)))
                .distinct()
                .toList();
    }

    /** The distinct ones, in the order given. */
    static List<String> values(
            String property, @Nullable List<@Nullable String> given, Predicate<String> valid, String complaint)
            throws InvalidSubscription {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MOST_VALUES) {
            throw new InvalidSubscription(property, "more than " + MOST_VALUES + " values");
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String value : given) {
            if (value == null || !valid.test(value)) {
                throw new InvalidSubscription(property, "\"" + shortened(value) + "\" " + complaint);
            }
            distinct.add(value);
        }
        return List.copyOf(distinct);
    }

    private static double confidence(@Nullable Double given) throws InvalidSubscription {
        double confidence = given == null ? 0 : given;
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new InvalidSubscription("filter.minConfidence", confidence + " is not between 0 and 1");
        }
        return confidence;
    }

    private static boolean isJurisdiction(String code) {
        String[] parts = code.split("-", 2);
        return COUNTRIES.contains(parts[0])
                && (parts.length == 1 || SUBDIVISION.matcher(parts[1]).matches());
    }

    private static boolean isActor(String name) {
        return name.length() <= LONGEST_ACTOR && !Names.normalise(name).isEmpty();
    }

    /** Something is left of it where it is compared; alerts.words in the database knows no letters of symbols' blocks. */
    private static boolean isWord(String word) {
        return word.length() <= LONGEST_WORD
                && word.codePoints().anyMatch(at -> Character.isLetterOrDigit(at) && (at < 0x2000 || at > 0x2E7F));
    }

    private static @Nullable List<@Nullable String> upperCase(@Nullable List<@Nullable String> codes) {
        return each(codes, code -> code.toUpperCase(Locale.ROOT));
    }

    private static @Nullable List<@Nullable String> folded(@Nullable List<@Nullable String> words) {
        return each(words, word -> Facets.fold(word).strip().replaceAll("\\s+", " "));
    }

    private static @Nullable List<@Nullable String> each(
            @Nullable List<@Nullable String> given, UnaryOperator<String> change) {
        return given == null
                ? null
                : given.stream()
                        .map(value -> value == null ? null : change.apply(value))
                        .toList();
    }

    private static String shortened(@Nullable String value) {
        return value == null || value.length() <= 40 ? String.valueOf(value) : value.substring(0, 40) + "…";
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
    }
}
