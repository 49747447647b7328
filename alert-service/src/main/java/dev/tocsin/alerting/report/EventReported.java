package dev.tocsin.alerting.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.alerting.id.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One article's claim of one event: what this service reads of a record of {@code event.reported.v1}. The producer's
 * schema describes every field; the limits here are the schema's, since what passes them is stored and shown.
 */
public record EventReported(
        String reportId,
        Category category,
        Status status,
        double confidence,
        String title,
        List<Actor> actors,
        List<String> jurisdictions,
        @Nullable Place place,
        @Nullable Place from,
        @Nullable Place to,
        @Nullable PartialDate occurred,
        @Nullable PartialDate effective,
        List<Quantity> quantities,
        List<Evidence> evidence,
        Article article,
        Instant reportedAt) {

    /**
     * Oldest first, by what the reports themselves say: the order in which everything is done that must not depend on
     * the order of arrival.
     */
    public static final Comparator<EventReported> OLDEST_FIRST =
            Comparator.comparing(EventReported::saidAt).thenComparing(EventReported::reportId);

    private static final Pattern ACTOR_ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public EventReported {
        require(Ids.isId("rep", reportId), "reportId is rep_ and 26 characters");
        Objects.requireNonNull(category, "category is missing");
        Objects.requireNonNull(status, "status is missing");
        require(confidence >= 0 && confidence <= 1, "confidence lies between 0 and 1");
        limit("title", title, 1, 300);
        actors = atMost(20, "actors", actors);
        jurisdictions = atMost(20, "jurisdictions", jurisdictions);
        jurisdictions.forEach(Place::requireCode);
        quantities = atMost(20, "quantities", quantities);
        evidence = atMost(10, "evidence", evidence);
        require(!evidence.isEmpty(), "evidence is never empty");
        Objects.requireNonNull(article, "article is missing");
        Objects.requireNonNull(reportedAt, "reportedAt is missing");
    }

    /** When it was said: the article's publication, unless that claims to lie in the future. */
    @JsonIgnore
    public Instant saidAt() {
        Instant published = article.publishedAt();
        return published == null || published.isAfter(reportedAt) ? reportedAt : published;
    }

    /** Who acts; {@code id} is stable over languages and spellings, where the gazetteer knows the actor. */
    public record Actor(String name, Kind kind, @Nullable String id) {
        /** The schema's kinds of actor. */
        public enum Kind {
            @JsonProperty("company")
            COMPANY,
            @JsonProperty("pool")
            POOL,
            @JsonProperty("exchange")
            EXCHANGE,
            @JsonProperty("institution")
            INSTITUTION,
            @JsonProperty("authority")
            AUTHORITY,
            @JsonProperty("official")
            OFFICIAL,
            @JsonProperty("other")
            OTHER
        }

        public Actor {
            limit("name of an actor", name, 1, 200);
            Objects.requireNonNull(kind, "kind of an actor is missing");
            require(id == null || ACTOR_ID.matcher(id).matches(), "an actor's id is lower case, such as bit-mining");
        }
    }

    /** So much of something; {@code unit} is UCUM, ISO 4217 or, for counted things, a plain noun. */
    public record Quantity(
            BigDecimal value, String unit, @Nullable String of) {
        private static final int DIGITS = 40;

        public Quantity {
            Objects.requireNonNull(value, "value of a quantity is missing");
            // A number such as 1e999999999 is short to write and endless to compute with.
            require(value.precision() <= DIGITS && Math.abs(value.scale()) <= DIGITS, "a quantity is a usual number");
            limit("unit of a quantity", unit, 1, 40);
            if (of != null) {
                limit("what is counted", of, 0, 200);
            }
        }
    }

    /** A verbatim quote with its offsets in the article's text, in Unicode code points. */
    public record Evidence(String quote, int start, int end) {
        public Evidence {
            limit("quote", quote, 1, 2000);
            require(start >= 0 && end > start, "a quote's offsets are a stretch of the text");
        }
    }

    /** The article that makes the claim. */
    public record Article(
            String articleId,
            int revision,
            String textSha256,
            String title,
            @Nullable String url,
            @Nullable String outlet,
            String language,
            @Nullable Instant publishedAt) {
        public Article {
            require(Ids.isId("art", articleId), "articleId is art_ and 26 characters");
            require(revision >= 1, "revisions count from 1");
            require(textSha256 != null && SHA256.matcher(textSha256).matches(), "textSha256 is 64 hexadecimal digits");
            limit("title of the article", title, 1, 1000);
            if (url != null) {
                limit("url", url, 1, 2048);
                // Shown as a link: no scheme that a browser would run.
                require(url.startsWith("https://") || url.startsWith("http://"), "url is http or https");
            }
            if (outlet != null) {
                limit("outlet", outlet, 0, 200);
            }
            limit("language", language, 1, 35);
        }
    }

    static void limit(String what, @Nullable String text, int least, int most) {
        require(text != null, what + " is missing");
        int length = Objects.requireNonNull(text).codePointCount(0, text.length());
        require(length >= least && length <= most, what + " has " + least + " to " + most + " characters");
    }

    private static <T> List<T> atMost(int most, String what, @Nullable List<T> items) {
        require(items != null, what + " is missing");
        List<T> present = Objects.requireNonNull(items);
        require(present.size() <= most, what + " has at most " + most + " items");
        require(present.stream().allMatch(Objects::nonNull), what + " has no null in it");
        return List.copyOf(present);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
