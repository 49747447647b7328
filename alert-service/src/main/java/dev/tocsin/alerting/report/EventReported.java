package dev.tocsin.alerting.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.alerting.id.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
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
        @Nullable Statement statement,
        Instant reportedAt) {

    /**
     * Oldest first, by what the reports themselves say: the order in which everything is done that must not depend on
     * the order of arrival.
     */
    public static final Comparator<EventReported> OLDEST_FIRST =
            Comparator.comparing(EventReported::saidAt).thenComparing(EventReported::reportId);

    private static final Pattern ACTOR_ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int SKETCH_BYTES = 128;
    private static final int LONGEST_VECTOR = 4096;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public EventReported {
        require(Ids.isId("rep", reportId), "reportId is rep_ and 26 characters");
        Objects.requireNonNull(category, "category is missing");
        Objects.requireNonNull(status, "status is missing");
        require(confidence >= 0 && confidence <= 1, "confidence lies between 0 and 1");
        line("title", title, 1, 300);
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

    /**
     * Who acts.
     *
     * @param id stable over languages and spellings, where the gazetteer knows the actor
     * @param group id of the house that the actor belongs to, where the gazetteer knows one
     */
    public record Actor(
            String name,
            Kind kind,
            @Nullable String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String group) {
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
            line("name of an actor", name, 1, 200);
            Objects.requireNonNull(kind, "kind of an actor is missing");
            require(id == null || ACTOR_ID.matcher(id).matches(), "an actor's id is lower case, such as bit-mining");
            require(group == null || ACTOR_ID.matcher(group).matches(), "an actor's group is an id like an actor's");
        }

        public Actor(String name, Kind kind, @Nullable String id) {
            this(name, kind, id, null);
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
            line("unit of a quantity", unit, 1, 40);
            if (of != null) {
                line("what is counted", of, 0, 200);
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

    /**
     * What the report says, as a point in an encoder's space.
     *
     * @param encoder vectors are comparable only where it is equal
     * @param vector base64 of signed bytes
     */
    public record Statement(String encoder, String vector) {
        public Statement {
            limit("encoder", encoder, 1, 100);
            require(decoded("vector", vector).length >= 1, "a vector has at least one value");
        }
    }

    /**
     * The article that makes the claim.
     *
     * @param textMinHash base64 of 64 values of 16 bits: the share of equal ones estimates how much two texts have in common
     */
    public record Article(
            String articleId,
            int revision,
            String textSha256,
            String title,
            @Nullable String url,
            @Nullable String outlet,
            String language,
            @Nullable Instant publishedAt,
            @Nullable String textMinHash) {
        public Article {
            require(Ids.isId("art", articleId), "articleId is art_ and 26 characters");
            require(revision >= 1, "revisions count from 1");
            require(textSha256 != null && SHA256.matcher(textSha256).matches(), "textSha256 is 64 hexadecimal digits");
            line("title of the article", title, 1, 1000);
            if (url != null) {
                line("url", url, 1, 2048);
                // Shown as a link: no scheme that a browser would run.
                require(url.startsWith("https://") || url.startsWith("http://"), "url is http or https");
            }
            if (outlet != null) {
                line("outlet", outlet, 0, 200);
            }
            line("language", language, 1, 35);
            require(
                    textMinHash == null || decoded("textMinHash", textMinHash).length == SKETCH_BYTES,
                    "textMinHash is base64 of " + SKETCH_BYTES + " bytes");
        }
    }

    private static byte[] decoded(String what, @Nullable String base64) {
        limit(what, base64, 1, LONGEST_VECTOR);
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is base64", e);
        }
    }

    /** What is shown beside quotes has no control characters, of which each takes six bytes of JSON, but for white space. */
    private static void line(String what, @Nullable String text, int least, int most) {
        limit(what, text, least, most);
        String line = Objects.requireNonNull(text);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw new IllegalArgumentException(what + " has no control characters");
            }
        }
    }

    static void limit(String what, @Nullable String text, int least, int most) {
        require(text != null, what + " is missing");
        int length = Objects.requireNonNull(text).codePointCount(0, text.length());
        if (length < least || length > most) {
            throw new IllegalArgumentException(what + " has " + least + " to " + most + " characters");
        }
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
