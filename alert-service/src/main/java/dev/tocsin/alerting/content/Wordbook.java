package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The words of messages for whoever shows alerts otherwise: the same thing is called the same everywhere. */
public final class Wordbook {
    private static final int LONGEST_LINK = 2_048;

    private final Wording wording;
    private final Stories stories;
    private final PlaceNames places;

    public Wordbook(Language language) {
        this.wording = new Wording(language, Detail.FULL);
        this.stories = new Stories(language, Detail.FULL);
        this.places = new PlaceNames(language, Detail.FULL.value);
    }

    /** What is known of one thing, and what that is called. */
    public record Fact(String label, String value) {}

    /** By the wire name. */
    public String category(String wireName) {
        return wording.category(TextNode.valueOf(wireName));
    }

    /** By the wire name. */
    public String status(String wireName) {
        return wording.status(TextNode.valueOf(wireName));
    }

    /** By the wire name. */
    public String state(String wireName) {
        return wording.state(TextNode.valueOf(wireName));
    }

    public String confidence(double share) {
        return wording.confidence(DoubleNode.valueOf(share));
    }

    /** What has happened, by the type of the message about it. */
    public String occasion(String type) {
        return wording.say(
                switch (type) {
                    case "alert.raised" -> Term.RAISED;
                    case "alert.corroborated" -> Term.CORROBORATED;
                    case "alert.updated" -> Term.UPDATED;
                    case "alert.merged" -> Term.MERGED;
                    case "alert.retracted" -> Term.RETRACTED;
                    case "alert.amended" -> Term.AMENDED;
                    case "subscription.test" -> Term.TEST;
                    case "endpoint.failing" -> Term.FAILING;
                    case "endpoint.disabled" -> Term.DISABLED;
                    case "endpoint.recovered" -> Term.RECOVERED;
                    case "delivery.failed" -> Term.NOT_DELIVERED;
                    default -> Term.NOTICE;
                });
    }

    /** ISO 3166, such as KZ or CN-SC. */
    public String jurisdiction(String code) {
        return places.ofCode(code);
    }

    /** All that an alert's document says beside its title and reports. */
    public List<Fact> facts(JsonNode alert) {
        return stories.tell("alert.raised", Instant.EPOCH, alert).facts().stream()
                .map(fact -> new Fact(fact.label(), fact.value()))
                .toList();
    }

    /**
     * What a message of this type says has happened to the alert, in sentences.
     *
     * @param data the document, with the changes in it
     */
    public List<String> news(String type, JsonNode data) {
        return stories.tell(type, Instant.EPOCH, data).lead();
    }

    /** A stranger's text as one clean line. */
    public static String line(String text) {
        return CleanText.line(text);
    }

    /** A stranger's link, if it may be shown as one. */
    public static Optional<String> link(String url) {
        return CleanText.link(url, LONGEST_LINK);
    }
}
