package dev.tocsin.alerting.problem;

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
            "The request carries no API key, or one that is unknown, revoked or past its end.",
            "Send a valid key as \"Authorization: Bearer <key>\" or as \"X-API-Key: <key>\". An owner of the account makes"
                    + " keys with POST /v1/keys; the operator's own key is the service's setting TOCSIN_API_KEY."),
    FORBIDDEN(
            403,
            "The key does not allow this",
            "The key is valid, but its role or its scopes do not cover this request.",
            "Use a key that may do it, or ask an owner of the account, or the operator, to do it."),
    NOT_FOUND(
            404,
            "Not found",
            "Nothing stands at this path, or no row with this id is visible to the caller. What another account owns is"
                    + " answered in the same way as what does not exist.",
            "Compare the path with the API document, and the id with the list that it came from."),
    METHOD_NOT_ALLOWED(
            405,
            "The method is not allowed here",
            "There is something at this path, but not for this method.",
            "The API document names the methods that there are."),
    NOT_ACCEPTABLE(
            406,
            "No acceptable format",
            "The header Accept names no format that the answer can be given in.",
            "Accept application/json, or leave the header out."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The body has the wrong format",
            "The header Content-Type names a format that is not read here.",
            "Send JSON with Content-Type: application/json."),
    BODY_TOO_LARGE(
            413,
            "The body is too large",
            "A request's body may have 64 kB.",
            "Send less at a time: nothing that the API takes needs as much."),
    MALFORMED_JSON(
            400,
            "The body is not valid JSON",
            "The body cannot be read to its end as JSON (RFC 8259), or gives a property a value of the wrong kind.",
            "Mend it at the line and column that the detail names."),
    INVALID_BODY(
            400,
            "The body cannot be used",
            "The body is JSON, but a property is missing, unknown or out of its limits.",
            "The detail names each property and what it has to be."),
    INVALID_PARAMETER(
            400,
            "A parameter cannot be used",
            "A parameter of the query or the path is unknown, given twice or out of its limits. Unknown parameters are"
                    + " refused, since a misspelt filter would find everything.",
            "The member \"parameter\" names it, the detail says what it has to be."),
    INVALID_SUBSCRIPTION(
            400,
            "The subscription cannot be used",
            "A property of the subscription cannot be used: its URL, filter, types, content or secrets.",
            "The member \"property\" names it, the detail says what it has to be."),
    INVALID_FEEDBACK(
            400,
            "The feedback cannot be used",
            "A property of the feedback cannot be used.",
            "The member \"property\" names it, the detail says what it has to be."),
    CONFLICT(
            409,
            "It was changed meanwhile",
            "Someone else changed the same row between your reading and your writing.",
            "Read it again, and send your change anew."),
    TOO_MANY_SUBSCRIPTIONS(
            409,
            "The account has as many subscriptions as it may have",
            "An account has a limit of subscriptions, which the detail names.",
            "Delete some that are not needed, or widen the filter of one instead of making many."),
    TOO_MANY_FILTERS(
            409,
            "The account has saved as many filters as it may have",
            "An account has a limit of saved filters, which the detail names.",
            "Delete some that are not needed; a link to a deleted one leads nowhere from then on."),
    TOO_MUCH_FEEDBACK(
            409,
            "The account has given all its feedback about this alert",
            "An account may give a limited number of feedbacks about one alert, which the detail names.",
            "Talk to the operator instead."),
    TOO_MANY_KEYS(
            409,
            "The account has as many keys as it may have",
            "An account has a limit of keys that are good at the same time, which the detail names.",
            "Revoke keys that are no longer used: the list says when each was used last."),
    KEY_ENDED(
            409,
            "The key has ended",
            "A key that is revoked or past its end stays so, and cannot be rotated.",
            "Make another one with POST /v1/keys."),
    DISABLED(
            409,
            "The subscription is disabled",
            "A subscription that is disabled or deleted sends nothing.",
            "Enable it with PATCH {\"enabled\": true}; a deleted one stays deleted."),
    KNOWN_SECRET(
            409,
            "The secret signs already",
            "A rotation needs a secret that is not in use.",
            "Send another secret, or none, and one is made."),
    TOO_MANY_SECRETS(
            409,
            "Too many old keys still sign",
            "Every rotation lets the old key sign for a while, and only so many may do so at a time.",
            "Wait for the time that the detail names, or end all old keys at once with {\"overlap\": \"PT0S\"}."),
    HANDSHAKE_OFF(
            409,
            "The subscription has no handshake",
            "An endpoint is asked only where the subscription says so.",
            "Set handshake to optional or required first."),
    UNUSABLE_URL(
            409,
            "The URL may not be a target any more",
            "The stored URL would be refused today, and is not called.",
            "Set another url with PATCH."),
    PRECONDITION_FAILED(
            412,
            "It is no longer what you have read",
            "The header If-Match names a state that the row is no longer in.",
            "Read it again, look at what has changed, and send your change with the new ETag."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The idempotency key belongs to another request",
            "An Idempotency-Key stands for one request: the same method, path, query and body.",
            "Make a new key for every new request, and send a key again only with the very same request."),
    IDEMPOTENCY_KEY_IN_USE(
            409,
            "The first request with this key is under way",
            "A request with the same Idempotency-Key is being answered at this moment.",
            "Send the same request again after the seconds that Retry-After names: you get the first one's answer."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "A key, or an address without one, may send so many requests in a time; costly ones count for several.",
            "Wait for the seconds that Retry-After names. The headers RateLimit and RateLimit-Policy of every answer tell"
                    + " beforehand how much is left."),
    UNAVAILABLE(
            503,
            "The service cannot reach its database",
            "The database is away, or has no room for one more request at this moment. Nothing of the request was lost"
                    + " that had been confirmed.",
            "Send the request again after the seconds that Retry-After names; a POST with its Idempotency-Key."),
    POSITION_GONE(
            410,
            "The stream cannot be resumed from here",
            "What followed the position is older than what streams go back to, or the position was never given out by"
                    + " this service.",
            "Read what you have missed with GET /v1/alerts, by since, and connect again without Last-Event-ID."),
    TOO_MANY_STREAMS(
            429,
            "The key has too many streams open",
            "A key may have so many streams open at a time in each replica.",
            "Close those that nobody reads, or read one stream in one place and hand its events on."),
    BUSY(
            503,
            "Too many of these are under way",
            "Requests of this kind are costly, so only a few run at a time.",
            "Try again after the seconds that Retry-After names."),
    TOO_MUCH(
            503,
            "It took too long",
            "The request was stopped, since it would have kept the database from its other work.",
            "Ask for less: fewer days, fewer words, a narrower filter."),
    INTERNAL_ERROR(
            500,
            "The service failed",
            "Something went wrong that is not the caller's fault.",
            "Try again later. If it stays, tell the operator the reference: it stands beside the cause in the log.");

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
