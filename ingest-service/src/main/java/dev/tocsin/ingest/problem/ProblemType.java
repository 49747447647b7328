package dev.tocsin.ingest.problem;

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
    BODY_TOO_LARGE(
            413, "The body is too large", "A body may have so many bytes as the detail names.", "Send less at a time."),
    INVALID_ARTICLE(
            400,
            "Not a valid article",
            "A field of the article is missing, too long or malformed.",
            "The member \"violations\" names each field and what it has to be."),
    NO_SUCH_ARTICLE(
            404,
            "No such article",
            "No article has this id.",
            "Compare the id with the answer or the message that it came from."),
    FEED_REFUSED(
            400,
            "The feed cannot be fetched",
            "Its URL is none that may be fetched: no http(s) address, or one of a private network.",
            "Give the public address of the feed, or ask the operator to allow its range."),
    FEED_NOT_FOUND(404, "No such feed", "No feed has this id.", "Compare the id with the list of feeds."),
    NO_FEED_FOUND(
            422,
            "No feed was found",
            "The site was read, and neither names a feed nor has one where they usually are.",
            "Give the address of the feed itself, or of another page of the site."),
    SEARCHES_UNDER_WAY(
            503,
            "Other searches are under way",
            "Searches ask other hosts, so only a few run at a time.",
            "Ask again in a few seconds."),
    FEED_UNREACHABLE(
            422,
            "The site gave no document",
            "The host did not answer, or answered with an error, which the detail names.",
            "Open the address in a browser. If that works, try again later."),
    NOT_A_FEED(
            422,
            "Not a feed",
            "The document was read, and is no feed of a known kind.",
            "Give an RSS, Atom, RDF or JSON feed. Ask for a discovery where you have the address of a site."),
    INVALID_PREVIEW(
            400,
            "Nothing to preview",
            "The body is neither a feed document nor an address of one.",
            "Send {\"feedUrl\": \"https://example.com/feed\"}, or the document."),
    FEED_TOO_LARGE(
            413,
            "The document is too large",
            "A feed may have so many bytes as the detail names. With the status 422 it is the fetched document, with 413 the one that was sent.",
            "Ask the publisher for a shorter feed; fewer items are usual."),
    OPML_TOO_LARGE(
            413,
            "The document is too large",
            "A list of feeds may have so many bytes as the detail names.",
            "Split it, and send one part after the other."),
    OPML_UNREADABLE(
            422,
            "The list cannot be read",
            "The document is no OPML, or has too many outlines; nothing of it was taken.",
            "Export it anew from the reader that it comes from."),
    NO_SUCH_SUBSCRIPTION(
            404,
            "No such subscription",
            "Nothing was subscribed at this callback (WebSub).",
            "Hubs forget the callback; nobody else calls it."),
    SUBSCRIPTION_ENDED(
            410,
            "This subscription has ended",
            "The feed is no longer wanted from the hub.",
            "Hubs forget the callback."),
    TOO_MANY_PUSHES(
            429,
            "Too many requests",
            "The hub pushes more often than a feed can change.",
            "Try again after the seconds that Retry-After names."),
    PUSH_TOO_SLOW(
            408,
            "The push came too slowly",
            "The body was not there within the time that the detail names.",
            "Send it faster."),
    PUSH_TOO_LARGE(
            413,
            "The push is too large",
            "A pushed feed may have so many bytes as the detail names.",
            "Push fewer items at a time.");

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
