package dev.tocsin.ingest.opml;

import dev.tocsin.ingest.feed.NewFeed;
import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.text.CleanText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a list is registered, and what is not and why. */
record ImportPlan(List<NewFeed> feeds, List<Refusal> refusals) {

    /**
     * @param outline by the name that it has in the document
     * @param url as it is written; null where it has none
     */
    public record Refusal(String outline, @Nullable String url, String reason) {}

    /** @param hosts tells which hosts we do not connect to; asked once */
    static ImportPlan of(List<Outline> outlines, HostVetting hosts) {
        List<Refusal> refusals = new ArrayList<>();
        List<Outline> named = new ArrayList<>();
        List<NewFeed> wanted = new ArrayList<>();
        Set<WebUrl> seen = new HashSet<>();
        for (Outline outline : outlines) {
            if (outline.feedUrl() == null) {
                refusals.add(refusal(outline, "the outline has no xmlUrl"));
                continue;
            }
            try {
                WebUrl url = WebUrl.parse(outline.feedUrl());
                if (seen.add(url)) {
                    named.add(outline);
                    wanted.add(new NewFeed(url, title(outline), site(outline)));
                } else {
                    refusals.add(refusal(outline, "the address stands in the document more than once"));
                }
            } catch (IllegalArgumentException e) {
                refusals.add(refusal(outline, String.valueOf(e.getMessage())));
            }
        }
        Set<String> refused = hosts.refused(seen);
        List<NewFeed> feeds = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (refused.contains(wanted.get(i).url().host())) {
                refusals.add(refusal(named.get(i), AddressGuard.NOT_ALLOWED));
            } else {
                feeds.add(wanted.get(i));
            }
        }
        return new ImportPlan(List.copyOf(feeds), List.copyOf(refusals));
    }

    private static Refusal refusal(Outline outline, String reason) {
        String url = outline.feedUrl();
        return new Refusal(outline.name(), url == null ? null : url.substring(0, Math.min(2048, url.length())), reason);
    }

    /** A feed that is called by its address has no title yet, and takes its own when it is read. */
    private static @Nullable String title(Outline outline) {
        String line = outline.title() == null ? "" : CleanText.line(outline.title());
        return line.isEmpty() || line.equals(outline.feedUrl())
                ? null
                : line.substring(0, Math.min(200, line.length()));
    }

    private static @Nullable String site(Outline outline) {
        if (outline.siteUrl() == null) {
            return null;
        }
        try {
            return WebUrl.parse(outline.siteUrl()).toString();
        } catch (IllegalArgumentException e) {
            return null; // only shown; the feed says it itself when it is read
        }
    }
}
