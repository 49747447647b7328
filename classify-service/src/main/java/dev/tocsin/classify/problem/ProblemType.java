package dev.tocsin.classify.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of refusal. A type is named by its path, relative to the service that answers (RFC 9457, section 3.1.1), so
 * that it leads to its page there. Names and statuses are a promise: programs compare them.
 */
public enum ProblemType {
    UNAUTHORIZED(
            401,
            "An API key is needed",
            "The request carries no API key, or not the one of this service.",
            "Send the key that the operator has set as TOCSIN_API_KEY, as \"Authorization: Bearer <key>\" or as \"X-API-Key: <key>\"."),
    MALFORMED_JSON(
            400,
            "The body is not valid JSON",
            "The body cannot be read to its end as JSON (RFC 8259), or gives a property a value of the wrong kind.",
            "Mend it at the line and column that the detail names."),
    INVALID_ARTICLE(
            400,
            "The article cannot be classified",
            "A property of the article is missing or malformed.",
            "The detail names it and what it has to be."),
    INVALID_QUERY(
            400,
            "The query cannot be read",
            "A parameter of the query is unknown or has no such value.",
            "There is only explain, which is true or false."),
    MODELS_NOT_LOADED(
            503,
            "The models are not loaded",
            "The classifier could not load its models, so it can judge no text.",
            "Do what the detail says, and start the service again.");

    private final int status;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(int status, String title, String meaning, String remedy) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The type whose page has this last segment of a path. */
    public static Optional<ProblemType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The member "type". */
    public String path() {
        return "/problems/" + slug();
    }

    public int status() {
        return status;
    }

    /** The same for every problem of the type. */
    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
