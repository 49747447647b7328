package dev.tocsin.ingest.websub;

import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a polled feed says of its hubs. Link headers go before links in the document (WebSub, section 4), relation by
 * relation; where nothing says {@code self}, the topic is where the document came from.
 *
 * @param hubs in the publisher's order, none twice; empty when there are none
 * @param topic what to subscribe to; as written, for hubs compare it letter by letter
 */
public record HubLinks(List<String> hubs, String topic) {
    private static final int MAX_HUBS = 5;
    /** Of all Link headers together; the client takes no more than 16 kB of headers. */
    private static final int MAX_LINKS = 100;

    /** RFC 8288, section 3: a target, and parameters whose values may be quoted. */
    private static final Pattern LINK = Pattern.compile(
            "<([^<>]*)>((?:\\s*;\\s*[^\\s=;,\"<>]+\\s*(?:=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s;,\"<>]*+))?)*+)");

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;,\"]+)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;,\"]*+)))?");

    public HubLinks {
        hubs = List.copyOf(hubs);
    }

    private record Link(String target, List<String> relations) {}

    /**
     * @param linkHeaders as they came, each with one link or many
     * @param from where the document came from, after redirects
     */
    public static HubLinks of(List<String> linkHeaders, WebUrl from, ParsedFeed document) {
        List<Link> links = linkHeaders.stream()
                .flatMap(header -> links(header).stream())
                .limit(MAX_LINKS)
                .toList();
        List<String> inHeaders = targets(links, "hub", from);
        List<String> hubs = inHeaders.isEmpty()
                ? document.hubs().stream()
                        .flatMap(hub -> absolute(hub, from).stream())
                        .toList()
                : inHeaders;
        String topic = Stream.concat(targets(links, "self", from).stream(), Stream.ofNullable(document.feedUrl()))
                .flatMap(self -> absolute(self, from).stream())
                .findFirst()
                .orElse(from.toString());
        return new HubLinks(hubs.stream().distinct().limit(MAX_HUBS).toList(), topic);
    }

    private static List<String> targets(List<Link> links, String relation, WebUrl from) {
        return links.stream()
                .filter(link -> link.relations().contains(relation))
                .flatMap(link -> absolute(link.target(), from).stream())
                .toList();
    }

    private static Optional<String> absolute(String reference, WebUrl from) {
        try {
            String written = reference.strip();
            WebUrl url = from.resolve(written);
            return Optional.of(written.matches("(?i)https?:.*") ? written : url.toString());
        } catch (IllegalArgumentException notForUs) {
            return Optional.empty();
        }
    }

    private static List<Link> links(String header) {
        List<Link> links = new ArrayList<>();
        Matcher link = LINK.matcher(header);
        while (link.find() && links.size() < MAX_LINKS) {
            List<String> relations = List.of();
            boolean ofAnother = false;
            Matcher parameter = PARAMETER.matcher(link.group(2));
            while (parameter.find()) {
                String name = parameter.group(1).toLowerCase(Locale.ROOT);
                String value = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
                if (name.equals("rel") && relations.isEmpty() && value != null) { // a second rel does not count
                    relations = List.of(value.strip().toLowerCase(Locale.ROOT).split("\\s+"));
                }
                ofAnother |= name.equals("anchor"); // speaks of some other document
            }
            if (!ofAnother) {
                links.add(new Link(link.group(1), relations));
            }
        }
        return links;
    }
}
