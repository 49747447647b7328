package dev.tocsin.alerting.saved;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.alerting.content.Retelling;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.1. What is ours stands in "_tocsin". */
final class JsonFeedWriter implements FeedWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String begin(Feed feed) {
        return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":" + quoted(feed.title()) + ",\"feed_url\":"
                + quoted(feed.link()) + ",\"language\":"
                + quoted(feed.language().wireName())
                + ",\"authors\":[{\"name\":\"Tocsin\"}],\"items\":[\n";
    }

    @Override
    public String entry(FeedEntry entry) {
        Retelling told = entry.told();
        ObjectNode item = JSON.objectNode()
                .put("id", entry.urn())
                .put("title", told.heading())
                .put("content_text", told.text().isEmpty() ? told.heading() : told.text())
                .put("date_published", entry.raisedAt().toString())
                .put("date_modified", entry.updatedAt().toString());
        String url = firstUrl(told);
        if (url != null) {
            item.put("url", url).put("external_url", url);
        }
        ArrayNode tags = item.putArray("tags");
        tags.add(entry.alert().category().wireName()).add(entry.alert().status().wireName());
        entry.alert().jurisdictions().forEach(tags::add);
        item.putObject("_tocsin")
                .put("alert", entry.alert().id())
                .put("version", entry.alert().version())
                .put("state", entry.alert().state().wireName())
                .put("confidence", entry.alert().confidence());
        return item.toString();
    }

    static @Nullable String firstUrl(Retelling told) {
        for (Retelling.Source source : told.sources()) {
            if (source.url() != null) {
                return source.url();
            }
        }
        return null;
    }

    @Override
    public String separator() {
        return ",\n";
    }

    @Override
    public String end() {
        return "\n]}\n";
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
